from iam_atlas.iam import formula
from iam_atlas.iam.actions import matching, matching_any, names
from iam_atlas.iam.ceilings import Cut, Taker, Taking, apply_ceilings
from iam_atlas.iam.grantrows import PolicyRows, Row

MFA = formula.Test("Bool", "aws:MultiFactorAuthPresent", ("true",))


def row(*patterns: str, on: str = "*", tests: tuple[formula.Test, ...] = ()) -> Row:
    return Row(matching_any(patterns), on, (), tests, False, False)


def rows(name: str, allows: tuple[Row, ...] = (), denies: tuple[Row, ...] = ()) -> PolicyRows:
    return PolicyRows(name, allows, denies, (), ())


def test_without_ceilings_all_is_left_whole() -> None:
    own = rows("own", (row("s3:GetObject"),))

    outcome = apply_ceilings((own,), None, ())

    assert names(outcome.left[0].whole) == ("s3:GetObject",)
    assert outcome.left[0].cut == Cut()
    assert outcome.takings == ()


def test_a_deny_of_one_policy_takes_from_another() -> None:
    own = (rows("a", (row("s3:GetObject", "s3:PutObject"),)), rows("b", (), (row("s3:PutObject"),)))

    outcome = apply_ceilings(own, None, ())

    assert names(outcome.left[0].actions) == ("s3:GetObject",)
    assert outcome.takings == (Taking(Taker.DENY, "b", matching("s3:PutObject")),)


def test_an_action_that_one_row_keeps_is_taken_only_partly() -> None:
    own = rows("own", (row("s3:GetObject", on="arn:a"), row("s3:GetObject", on="arn:b")), (row("s3:*", on="arn:a"),))

    outcome = apply_ceilings((own,), None, ())

    assert [names(left.actions) for left in outcome.left] == [(), ("s3:GetObject",)]
    assert outcome.takings == (Taking(Taker.DENY, "own", 0, by_resource=matching("s3:GetObject")),)


def test_an_action_that_no_row_keeps_is_taken_wholly() -> None:
    own = rows("own", (row("s3:GetObject", on="arn:a"), row("s3:GetObject", on="arn:b")), (row("s3:*"),))

    outcome = apply_ceilings((own,), None, ())

    assert outcome.takings == (Taking(Taker.DENY, "own", matching("s3:GetObject")),)


def test_what_an_identity_deny_took_is_not_said_of_a_ceiling_again() -> None:
    own = rows("own", (row("s3:GetObject", "s3:PutObject"),), (row("s3:PutObject"),))

    outcome = apply_ceilings((own,), rows("ceiling", (row("ec2:*"),)), ())

    assert outcome.takings[1] == Taking(Taker.BOUNDARY, "ceiling", matching("s3:GetObject"))


def test_a_condition_and_a_resource_are_told_apart() -> None:
    own = rows("own", (row("s3:GetObject", "s3:PutObject"),))
    level = (rows("scp", (row("*"),), (row("s3:GetObject", tests=(MFA,)), row("s3:PutObject", on="arn:a"))),)

    outcome = apply_ceilings((own,), None, (level,))

    left = outcome.left[0]
    assert names(left.cut.limited) == ("s3:GetObject", "s3:PutObject")
    assert names(left.conditional) == ("s3:GetObject",)
    assert names(left.whole) == ()
    assert outcome.takings == (Taking(Taker.SCP, "scp", 0, matching("s3:GetObject"), matching("s3:PutObject")),)


PASSED_TO_TASKS = formula.Test("StringEquals", "iam:PassedToService", ("ecs-tasks.amazonaws.com",))
PASSED_TO_EITHER = formula.Test(
    "StringEquals", "iam:PassedToService", ("ecs-tasks.amazonaws.com", "lambda.amazonaws.com")
)


def test_a_boundary_takes_nothing_where_the_own_condition_implies_its_condition() -> None:
    narrow = rows("own", (row("iam:PassRole", tests=(PASSED_TO_TASKS,)),))
    wide = rows("own", (row("iam:PassRole", tests=(PASSED_TO_EITHER,)),))

    within = apply_ceilings((narrow,), rows("edge", (row("iam:PassRole", tests=(PASSED_TO_EITHER,)),)), ())
    beyond = apply_ceilings((wide,), rows("edge", (row("iam:PassRole", tests=(PASSED_TO_TASKS,)),)), ())

    assert within.takings == ()
    assert beyond.takings == (Taking(Taker.BOUNDARY, "edge", 0, matching("iam:PassRole")),)


def test_a_deny_on_a_role_that_the_policy_does_not_reach_takes_nothing() -> None:
    team, all_roles = "arn:aws:iam::111111111111:role/team/*", "arn:aws:iam::111111111111:role/*"
    deny = rows("scp", (row("*"),), (row("iam:PutRolePolicy", on="arn:aws:iam::*:role/break-glass-admin"),))

    beside = apply_ceilings((rows("own", (row("iam:PutRolePolicy", on=team),)),), None, ((deny,),))
    around = apply_ceilings((rows("own", (row("iam:PutRolePolicy", on=all_roles),)),), None, ((deny,),))

    assert beside.takings == ()
    assert around.takings == (Taking(Taker.SCP, "scp", 0, by_resource=matching("iam:PutRolePolicy")),)


def test_one_policy_at_two_levels_is_named_once() -> None:
    own = rows("own", (row("s3:GetObject"),))
    guard = rows("guard", (row("*"),), (row("s3:GetObject"),))

    outcome = apply_ceilings((own,), None, ((guard,), (guard,)))

    assert outcome.takings == (Taking(Taker.SCP, "guard", matching("s3:GetObject")),)
