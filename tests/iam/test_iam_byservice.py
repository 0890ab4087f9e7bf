from iam_atlas.iam.actions import NO_ACTIONS, matching, matching_any
from iam_atlas.iam.byservice import by_service
from iam_atlas.iam.ceilings import Cut, Left, Outcome, Taker, Taking
from iam_atlas.iam.grantrows import Row
from iam_atlas.iam.level import AccessLevel
from iam_atlas.iam.permissions import Reach, Taken


def left(*patterns: str, on: str = "*", cut: Cut | None = None) -> Left:
    return Left(Row(matching_any(patterns), on, (), (), False, False), cut or Cut())


def test_services_are_sorted_and_untouched_ones_are_absent() -> None:
    entries = by_service(Outcome((left("sts:AssumeRole", "ec2:RunInstances"), left("s3:GetObject")), ()))

    assert [entry.prefix for entry in entries] == ["ec2", "s3", "sts"]


def test_nothing_left_and_nothing_taken_gives_no_entry() -> None:
    assert by_service(Outcome((left("nosuchservice:*"),), ())) == ()


def test_each_level_is_full_partial_or_empty() -> None:
    (entry,) = by_service(Outcome((left("sts:Get*"),), ()))

    assert set(entry.levels) == set(AccessLevel)
    assert entry.levels[AccessLevel.READ] is Reach.FULL
    assert entry.levels[AccessLevel.WRITE] is Reach.SOME
    assert entry.levels[AccessLevel.PERMISSIONS] is Reach.NONE


def test_a_service_of_which_all_was_taken_is_still_there() -> None:
    put = matching("s3:PutObject")
    taking = Taking(Taker.BOUNDARY, "ceiling", put)

    (entry,) = by_service(Outcome((left("s3:PutObject", cut=Cut(removed=put)),), (taking,)))

    assert all(reach is Reach.NONE for reach in entry.levels.values())
    assert entry.resources == ()
    assert entry.taken == (Taken(Taker.BOUNDARY, "ceiling", ("s3:PutObject",)),)


def test_a_taking_is_told_only_to_the_services_it_touches() -> None:
    get = matching("s3:GetObject")
    outcome = Outcome((left("s3:GetObject", "sts:AssumeRole"),), (Taking(Taker.SCP, "guard", NO_ACTIONS, get),))

    s3, sts = by_service(outcome)

    assert s3.taken == (Taken(Taker.SCP, "guard", ("s3:GetObject",), True),)
    assert sts.taken == ()


def test_resources_of_several_rows_come_together_sorted() -> None:
    (entry,) = by_service(Outcome((left("s3:GetObject", on="arn:b"), left("s3:PutObject", on="arn:a")), ()))

    assert entry.resources == ("arn:a", "arn:b")
    assert entry.limited == ("s3:GetObject", "s3:PutObject")


def test_an_action_that_one_row_allows_everywhere_is_not_limited() -> None:
    (entry,) = by_service(Outcome((left("s3:GetObject", on="arn:b"), left("s3:GetObject")), ()))

    assert entry.limited == ()


def test_equal_outcomes_share_one_value() -> None:
    first, second = (by_service(Outcome((left("s3:*"),), ())) for _ in range(2))

    assert first is second
