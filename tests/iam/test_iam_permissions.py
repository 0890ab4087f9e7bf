import json
from collections.abc import Mapping
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iam_atlas.data import managed_policies
from iam_atlas.errors import Position
from iam_atlas.iam.level import AccessLevel, Level
from iam_atlas.iam.permissions import PermissionSummary, Reach, ServicePermissions, Taken, Taker
from iam_atlas.iam.policy import FULL_AWS_ACCESS, Policy, PolicyKind, parse_policy, scp_level
from iam_atlas.iam.summarise import summarise
from iam_atlas.model.policies import Document, Json

HERE = Position("accounts.yaml", 1, 1)
BUCKET = "arn:aws:s3:::photos"
MFA: Mapping[str, Json] = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
OUTSIDE_TOKYO: Mapping[str, Json] = {"StringNotEquals": {"aws:RequestedRegion": "ap-northeast-1"}}
REGION_DENY: Mapping[str, Json] = {
    "Effect": "Deny",
    "NotAction": ["iam:*", "sts:*"],
    "Resource": "*",
    "Condition": dict(OUTSIDE_TOKYO),
}


def allow(*actions: str, on: str | list[str] = "*", **more: Json) -> dict[str, Json]:
    where: Json = on if isinstance(on, str) else list(on)
    return {"Effect": "Allow", "Action": list(actions), "Resource": where, **more}


def deny(*actions: str, on: str = "*", **more: Json) -> dict[str, Json]:
    return {"Effect": "Deny", "Action": list(actions), "Resource": on, **more}


def policy(*statements: Mapping[str, Json], name: str = "own", kind: PolicyKind = PolicyKind.IDENTITY) -> Policy:
    body: list[Json] = [dict(statement) for statement in statements]
    return parse_policy(Document({"Version": "2012-10-17", "Statement": body}, HERE), name, kind)


def boundary(*statements: Mapping[str, Json]) -> Policy:
    return policy(*statements, name="ceiling", kind=PolicyKind.BOUNDARY)


def scp(*statements: Mapping[str, Json], name: str = "guardrail") -> Policy:
    return policy(*statements, name=name, kind=PolicyKind.SCP)


def aws(name: str) -> Policy:
    document = managed_policies.document(name)
    assert document is not None
    return parse_policy(Document(document, HERE), name, PolicyKind.IDENTITY)


def service(summary: PermissionSummary, prefix: str) -> ServicePermissions:
    found = [entry for entry in summary.services if entry.prefix == prefix]
    assert found, f"{prefix} is not in the summary"
    return found[0]


def allowed(summary: PermissionSummary) -> set[str]:
    return {name for entry in summary.services for names in entry.actions.values() for name in names}


def taken(summary: PermissionSummary) -> set[tuple[Taker, str, str, bool]]:
    return {
        (part.taker, part.where, action, part.conditional)
        for entry in summary.services
        for part in entry.taken
        for action in part.actions
    }


def test_an_allowed_action_is_listed_at_its_level_with_its_resource() -> None:
    summary = summarise((policy(allow("s3:GetObject", "s3:PutObject", on=f"{BUCKET}/*")),))

    s3 = service(summary, "s3")
    assert s3.title == "Amazon S3"
    assert s3.actions[AccessLevel.READ] == ("s3:GetObject",)
    assert s3.actions[AccessLevel.WRITE] == ("s3:PutObject",)
    assert s3.actions[AccessLevel.LIST] == ()
    assert s3.levels[AccessLevel.READ] is Reach.SOME
    assert s3.levels[AccessLevel.LIST] is Reach.NONE
    assert s3.resources == (f"{BUCKET}/*",)
    assert s3.limited == ("s3:GetObject", "s3:PutObject")
    assert not s3.conditions


def test_a_principal_without_policies_may_do_nothing() -> None:
    summary = summarise(())

    assert summary == PermissionSummary(Level.NONE, False, (), (), (), ())


def test_a_deny_takes_what_another_statement_allows() -> None:
    summary = summarise((policy(allow("s3:GetObject", "s3:PutObject"), deny("s3:Put*")),))

    assert allowed(summary) == {"s3:GetObject"}
    assert taken(summary) == {(Taker.DENY, "own", "s3:PutObject", False)}


def test_a_deny_under_a_condition_takes_only_partly() -> None:
    summary = summarise((policy(allow("s3:PutObject"), deny("s3:Put*", Condition=dict(MFA))),))

    assert allowed(summary) == {"s3:PutObject"}
    assert taken(summary) == {(Taker.DENY, "own", "s3:PutObject", True)}
    assert service(summary, "s3").conditions


@pytest.mark.parametrize(
    ("granted", "denied", "left"),
    [
        (f"{BUCKET}/*", f"{BUCKET}/*", False),
        (f"{BUCKET}/*", "arn:aws:s3:::*", False),
        (f"{BUCKET}/${{aws:username}}/*", f"{BUCKET}/*", False),
        (f"{BUCKET}/*", f"{BUCKET}/secret/*", True),
        ("*", f"{BUCKET}/*", True),
        (f"{BUCKET}/*", "arn:aws:s3:::other/*", True),
    ],
)
def test_a_deny_takes_wholly_only_where_it_covers_the_resource(granted: str, denied: str, left: bool) -> None:
    summary = summarise((policy(allow("s3:PutObject", on=granted), deny("s3:PutObject", on=denied)),))

    assert ("s3:PutObject" in allowed(summary)) is left


def test_a_deny_of_another_resource_takes_nothing() -> None:
    summary = summarise((policy(allow("s3:PutObject", on=BUCKET), deny("s3:PutObject", on="arn:aws:s3:::other")),))

    assert taken(summary) == set()


def test_not_action_allows_all_but_the_named_actions() -> None:
    summary = summarise((policy({"Effect": "Allow", "NotAction": ["iam:*", "s3:Put*"], "Resource": "*"}),))

    assert "ec2:RunInstances" in allowed(summary)
    assert "s3:GetObject" in allowed(summary)
    assert "s3:PutObject" not in allowed(summary)
    assert "iam:PassRole" not in allowed(summary)


def test_not_action_in_a_deny_leaves_only_the_named_actions() -> None:
    everything_else: dict[str, Json] = {"Effect": "Deny", "NotAction": ["s3:GetObject"], "Resource": "*"}

    summary = summarise((policy(allow("s3:*"), everything_else),))

    assert allowed(summary) == {"s3:GetObject"}


def test_not_resource_is_shown_as_all_but() -> None:
    statement: dict[str, Json] = {"Effect": "Allow", "Action": "s3:GetObject", "NotResource": f"{BUCKET}/*"}

    s3 = service(summarise((policy(statement),)), "s3")

    assert s3.resources == ("*",)
    assert s3.excluded == (f"{BUCKET}/*",)
    assert s3.limited == ("s3:GetObject",)


def test_a_boundary_caps_and_does_not_grant() -> None:
    ceiling = boundary(allow("s3:Get*", "ec2:*"))

    summary = summarise((policy(allow("s3:GetObject", "s3:PutObject")),), (), ceiling)

    assert allowed(summary) == {"s3:GetObject"}
    assert taken(summary) == {(Taker.BOUNDARY, "ceiling", "s3:PutObject", False)}


def test_a_boundary_that_allows_on_some_resources_takes_partly() -> None:
    ceiling = boundary(allow("s3:GetObject", on=f"{BUCKET}/*"))

    summary = summarise((policy(allow("s3:GetObject")),), (), ceiling)

    assert allowed(summary) == {"s3:GetObject"}
    assert taken(summary) == {(Taker.BOUNDARY, "ceiling", "s3:GetObject", True)}


def test_what_hangs_on_the_resource_is_told_from_what_hangs_on_a_condition() -> None:
    by_resource = boundary(allow("s3:GetObject", on=f"{BUCKET}/*"))
    by_condition = boundary(allow("s3:GetObject", on=f"{BUCKET}/*", Condition=dict(MFA)))

    here, there = (summarise((policy(allow("s3:GetObject")),), (), one) for one in (by_resource, by_condition))

    assert service(here, "s3").taken == (Taken(Taker.BOUNDARY, "ceiling", ("s3:GetObject",), True, by_resource=True),)
    assert service(there, "s3").taken == (Taken(Taker.BOUNDARY, "ceiling", ("s3:GetObject",), True),)
    assert not service(here, "s3").conditions
    assert service(there, "s3").conditions


def test_a_boundary_for_other_resources_takes_wholly() -> None:
    ceiling = boundary(allow("s3:GetObject", on="arn:aws:s3:::other/*"))

    summary = summarise((policy(allow("s3:GetObject", on=f"{BUCKET}/*")),), (), ceiling)

    assert allowed(summary) == set()
    assert taken(summary) == {(Taker.BOUNDARY, "ceiling", "s3:GetObject", False)}


def test_a_boundary_with_the_same_condition_takes_nothing() -> None:
    ceiling = boundary(allow("s3:*", Condition=dict(MFA)))

    summary = summarise((policy(allow("s3:GetObject", Condition=dict(MFA))),), (), ceiling)

    assert allowed(summary) == {"s3:GetObject"}
    assert taken(summary) == set()


def test_a_deny_in_a_boundary_takes() -> None:
    ceiling = boundary(allow("*"), deny("s3:PutObject"))

    summary = summarise((policy(allow("s3:*Object")),), (), ceiling)

    assert "s3:GetObject" in allowed(summary)
    assert (Taker.BOUNDARY, "ceiling", "s3:PutObject", False) in taken(summary)


def test_every_level_of_scps_must_allow() -> None:
    root = (scp(allow("s3:*", "ec2:*"), name="root-list"),)
    ou = (scp(allow("s3:Get*"), name="ou-list"),)
    own = (policy(allow("s3:GetObject", "s3:PutObject", "iam:PassRole")),)

    summary = summarise(own, (), None, None, (root, ou))

    assert allowed(summary) == {"s3:GetObject"}
    assert taken(summary) == {
        (Taker.SCP, "root-list", "iam:PassRole", False),
        (Taker.SCP, "ou-list", "iam:PassRole", False),
        (Taker.SCP, "ou-list", "s3:PutObject", False),
    }


def test_policies_of_one_level_allow_together() -> None:
    level = (scp(allow("s3:*"), name="storage"), scp(allow("ec2:*"), name="machines"))

    summary = summarise((policy(allow("s3:GetObject", "ec2:RunInstances", "iam:PassRole")),), (), None, None, (level,))

    assert allowed(summary) == {"s3:GetObject", "ec2:RunInstances"}
    assert taken(summary) == {(Taker.SCP, "storage, machines", "iam:PassRole", False)}


def test_a_level_without_policies_takes_nothing() -> None:
    summary = summarise((policy(allow("s3:GetObject")),), (), None, None, ((), (FULL_AWS_ACCESS,)))

    assert allowed(summary) == {"s3:GetObject"}
    assert taken(summary) == set()


def test_an_scp_that_denies_takes() -> None:
    level = scp_level((scp(deny("s3:PutObject")),))

    summary = summarise((policy(allow("s3:*Object")),), (), None, None, (level,))

    assert "s3:GetObject" in allowed(summary)
    assert "s3:PutObject" not in allowed(summary)
    assert (Taker.SCP, "guardrail", "s3:PutObject", False) in taken(summary)


def test_the_region_scp_never_takes_wholly() -> None:
    level = scp_level((scp(REGION_DENY, name="only-our-regions"),))

    summary = summarise((policy(allow("s3:GetObject", "iam:PassRole")),), (), None, None, (level,))

    assert allowed(summary) == {"s3:GetObject", "iam:PassRole"}
    assert taken(summary) == {(Taker.SCP, "only-our-regions", "s3:GetObject", True)}
    assert service(summary, "s3").conditions
    assert not service(summary, "iam").conditions


def test_the_region_scp_without_its_condition_takes_wholly() -> None:
    bare = {key: value for key, value in REGION_DENY.items() if key != "Condition"}
    level = scp_level((scp(bare, name="only-our-regions"),))

    summary = summarise((policy(allow("s3:GetObject", "iam:PassRole")),), (), None, None, (level,))

    assert allowed(summary) == {"iam:PassRole"}
    assert taken(summary) == {(Taker.SCP, "only-our-regions", "s3:GetObject", False)}


def test_each_ceiling_is_named_with_all_that_it_takes() -> None:
    level = scp_level((scp(deny("s3:PutObject")),))

    summary = summarise((policy(allow("s3:PutObject")),), (), boundary(allow("ec2:*")), None, (level,))

    assert taken(summary) == {
        (Taker.BOUNDARY, "ceiling", "s3:PutObject", False),
        (Taker.SCP, "guardrail", "s3:PutObject", False),
    }


def test_administrator_access_is_everything() -> None:
    summary = summarise((aws("AdministratorAccess"),))

    assert summary.everything
    assert all(Reach.SOME not in entry.levels.values() for entry in summary.services)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({"scps": (scp_level((scp(REGION_DENY),)),)}, id="an SCP that denies under a condition"),
        pytest.param({"scps": ((scp(allow("*"), deny("brandnew:Thing")),),)}, id="a Deny of an unknown action"),
        pytest.param({"boundary": boundary(allow("s3:*"))}, id="a boundary that allows less"),
        pytest.param({"unknown_boundary": "arn:aws:iam::1:policy/x"}, id="a boundary not at hand"),
        pytest.param({"unknown": ("arn:aws:iam::1:policy/x",)}, id="a policy not at hand: it may deny"),
    ],
)
def test_administrator_access_under_anything_else_is_not_everything(arguments: dict[str, object]) -> None:
    summary = summarise((aws("AdministratorAccess"),), **arguments)

    assert not summary.everything


def test_everything_survives_ceilings_that_allow_everything() -> None:
    summary = summarise((aws("AdministratorAccess"),), (), boundary(allow("*")), None, ((FULL_AWS_ACCESS,),))

    assert summary.everything


def test_a_policy_that_is_not_at_hand_is_named() -> None:
    summary = summarise((policy(allow("s3:GetObject")),), ("arn:aws:iam::1:policy/b", "arn:aws:iam::1:policy/a"))

    assert summary.unknown == ("arn:aws:iam::1:policy/a", "arn:aws:iam::1:policy/b")
    assert summary.level is Level.UNKNOWN


def test_a_boundary_that_is_not_at_hand_is_named() -> None:
    summary = summarise((policy(allow("s3:GetObject")),), (), None, "arn:aws:iam::1:policy/b")

    assert summary.unknown_boundary == "arn:aws:iam::1:policy/b"
    assert summary.level is Level.UNKNOWN


def test_actions_the_reference_does_not_list_are_named_as_written() -> None:
    summary = summarise((policy(allow("brandnew:Make*", "s3:GetObjekt", "s3:GetObject")),))

    assert summary.unknown_actions == ("brandnew:Make*", "s3:GetObjekt")
    assert allowed(summary) == {"s3:GetObject"}


def test_a_statement_aws_would_refuse_counts_for_nothing_and_is_named() -> None:
    no_resource: dict[str, Json] = {"Sid": "Broken", "Effect": "Allow", "Action": "s3:GetObject"}

    summary = summarise((policy(no_resource),))

    assert summary.invalid == ("own: Broken",)
    assert allowed(summary) == set()
    assert summary.level is Level.UNKNOWN


def test_roles_to_move_on_to_are_listed_by_pattern() -> None:
    statement = allow("sts:AssumeRole", on=["arn:aws:iam::2:role/b", "arn:aws:iam::2:role/a"])

    summary = summarise((policy(statement),))

    assert summary.assumes == ("arn:aws:iam::2:role/a", "arn:aws:iam::2:role/b")


def test_roles_that_a_deny_covers_are_not_listed() -> None:
    statement = allow("sts:AssumeRole", on=["arn:aws:iam::2:role/b", "arn:aws:iam::2:role/a"])

    summary = summarise((policy(statement, deny("sts:*", on="arn:aws:iam::2:role/b")),))

    assert summary.assumes == ("arn:aws:iam::2:role/a",)


def test_notable_actions_are_listed_and_harmless_ones_are_not() -> None:
    summary = summarise((policy(allow("s3:GetObject", "iam:PassRole", "s3:ListBucket", on="*")),))

    assert summary.notable == ("iam:PassRole", "s3:GetObject")


def test_a_notable_action_that_is_taken_wholly_is_not_listed() -> None:
    summary = summarise((policy(allow("s3:GetObject", "iam:PassRole"), deny("iam:PassRole")),))

    assert summary.notable == ("s3:GetObject",)


@pytest.mark.parametrize(("on", "notable"), [("*", ("sts:AssumeRole",)), ("arn:aws:iam::2:role/a", ())])
def test_assuming_roles_is_notable_only_on_all(on: str, notable: tuple[str, ...]) -> None:
    summary = summarise((policy(allow("sts:AssumeRole", on=on)),))

    assert summary.notable == notable


def test_takings_are_in_a_stable_order() -> None:
    levels = (scp_level((scp(deny("s3:PutObject"), name="b"), scp(deny("s3:PutObject"), name="a"))),)

    summary = summarise((policy(allow("s3:PutObject")),), (), boundary(allow("ec2:*")), None, levels)

    assert service(summary, "s3").taken == (
        Taken(Taker.BOUNDARY, "ceiling", ("s3:PutObject",)),
        Taken(Taker.SCP, "a", ("s3:PutObject",)),
        Taken(Taker.SCP, "b", ("s3:PutObject",)),
    )


def test_equal_policies_are_computed_once() -> None:
    first = summarise((policy(allow("s3:GetObject")),))

    again = summarise((policy(json.loads(json.dumps(allow("s3:GetObject")))),))

    assert again is first


ACTIONS = st.lists(
    st.sampled_from(
        ["*", "s3:*", "s3:Get*", "s3:PutObject", "iam:*", "iam:PassRole", "sts:AssumeRole", "ec2:Describe*"]
    ),
    min_size=1,
    max_size=3,
)
RESOURCES = st.sampled_from(["*", BUCKET, f"{BUCKET}/*", "arn:aws:s3:::*", "arn:aws:iam::1:role/*"])


@st.composite
def statements(draw: st.DrawFn) -> dict[str, Json]:
    """A statement of any effect, element and condition."""
    actions: list[Json] = [*draw(ACTIONS)]
    made: dict[str, Json] = {
        "Effect": draw(st.sampled_from(["Allow", "Allow", "Deny"])),
        draw(st.sampled_from(["Action", "Action", "NotAction"])): actions,
        draw(st.sampled_from(["Resource", "Resource", "NotResource"])): draw(RESOURCES),
    }
    condition = draw(st.sampled_from([None, None, MFA, OUTSIDE_TOKYO]))
    return made if condition is None else {**made, "Condition": dict(condition)}


BODIES = st.lists(statements(), min_size=1, max_size=3)
STRENGTH = {Level.NONE: 0, Level.READ: 1, Level.WRITE: 2, Level.ADMIN: 3}


@given(BODIES, BODIES)
def test_a_boundary_never_adds_an_action(own: list[dict[str, Json]], ceiling: list[dict[str, Json]]) -> None:
    without = summarise((policy(*own),))

    under = summarise((policy(*own),), (), boundary(*ceiling))

    assert allowed(under) <= allowed(without)
    assert STRENGTH[under.level] <= STRENGTH[without.level]
    assert not under.everything or without.everything


@given(BODIES, BODIES, BODIES)
def test_a_level_of_scps_never_adds_an_action(
    own: list[dict[str, Json]], root: list[dict[str, Json]], ou: list[dict[str, Json]]
) -> None:
    one = summarise((policy(*own),), (), None, None, ((scp(*root),),))

    two = summarise((policy(*own),), (), None, None, ((scp(*root),), (scp(*ou),)))

    assert allowed(two) <= allowed(one)
    assert STRENGTH[two.level] <= STRENGTH[one.level]


REQUESTS = st.tuples(
    st.sampled_from(["s3:GetObject", "s3:PutObject", "iam:PassRole", "ec2:DescribeInstances", "sts:AssumeRole"]),
    st.sampled_from([BUCKET, f"{BUCKET}/a/b", "arn:aws:s3:::other", "arn:aws:iam::1:role/x", "arn:aws:ec2:::y"]),
    st.booleans(),
    st.booleans(),
)


def lets_through(body: list[dict[str, Json]], request: tuple[str, str, bool, bool]) -> bool:
    """A second, naive way to decide one request by one policy."""
    effects = {statement["Effect"] for statement in body if applies(statement, request)}
    return effects == {"Allow"}


def applies(statement: dict[str, Json], request: tuple[str, str, bool, bool]) -> bool:
    action, resource, mfa, in_tokyo = request
    if not fits(statement, "Action", action.lower()) or not fits(statement, "Resource", resource):
        return False
    condition = statement.get("Condition")
    return condition is None or (mfa if condition == dict(MFA) else not in_tokyo)


def fits(statement: dict[str, Json], element: str, text: str) -> bool:
    written = statement.get(element, statement.get(f"Not{element}"))
    patterns = [str(one) for one in written] if isinstance(written, list) else [str(written)]
    cased = [one.lower() for one in patterns] if element == "Action" else patterns
    return any(fnmatchcase(text, one) for one in cased) is (element in statement)


@given(BODIES, BODIES, BODIES, REQUESTS)
def test_no_request_gets_through_by_an_action_that_the_summary_lacks_and_unlimited_ones_always_do(
    own: list[dict[str, Json]],
    ceiling: list[dict[str, Json]],
    level: list[dict[str, Json]],
    request: tuple[str, str, bool, bool],
) -> None:
    action = request[0]
    decided = all(lets_through(body, request) for body in (own, ceiling, level))

    summary = summarise((policy(*own),), (), boundary(*ceiling), None, ((scp(*level),),))

    limited = {name for entry in summary.services for name in entry.limited}
    assert not decided or action in allowed(summary)
    assert decided or action not in allowed(summary) - limited


@given(BODIES, BODIES)
def test_what_is_taken_wholly_is_not_allowed_and_what_is_taken_partly_is_never_called_gone(
    own: list[dict[str, Json]], ceiling: list[dict[str, Json]]
) -> None:
    summary = summarise((policy(*own),), (), boundary(*ceiling))

    gone = {action for _, _, action, conditional in taken(summary) if not conditional}

    assert not gone & allowed(summary)
