import pytest
from hypothesis import given
from hypothesis import strategies as st

from iam_atlas.iam import actions, catalogue
from iam_atlas.iam.level import AccessLevel

PATTERNS = st.sampled_from(
    [
        "*",
        "s3:*",
        "s3:Get*",
        "iam:PassRole",
        "ec2:Describe*",
        "*:List*",
        "nosuchservice:*",
        "sts:AssumeRole?",
        "s3:*Object",
    ]
)


def test_a_set_gives_its_actions_back_sorted() -> None:
    held = actions.set_of(["sts:AssumeRole", "s3:PutObject", "s3:GetObject"])

    assert actions.names(held) == ("s3:GetObject", "s3:PutObject", "sts:AssumeRole")


def test_an_empty_set_has_no_names_and_no_services() -> None:
    assert actions.names(actions.NO_ACTIONS) == ()
    assert actions.services_in(actions.NO_ACTIONS) == ()


def test_every_action_is_the_whole_catalogue() -> None:
    count = sum(len(service.actions) for service in catalogue.services().values())

    assert actions.every_action().bit_count() == count


@given(PATTERNS)
def test_a_set_holds_what_the_pattern_matches(pattern: str) -> None:
    expected = tuple(action.name for action in catalogue.expand(pattern))

    assert actions.names(actions.matching(pattern)) == tuple(sorted(expected))


@given(PATTERNS, PATTERNS)
def test_sets_join_and_meet_as_sets_of_names_do(left: str, right: str) -> None:
    one, other = actions.matching(left), actions.matching(right)

    assert set(actions.names(one | other)) == set(actions.names(one)) | set(actions.names(other))
    assert set(actions.names(one & other)) == set(actions.names(one)) & set(actions.names(other))
    assert set(actions.names(one & ~other)) == set(actions.names(one)) - set(actions.names(other))


def test_several_patterns_make_one_set() -> None:
    held = actions.matching_any(["s3:GetObject", "nosuchservice:Get*", "S3:PUTOBJECT"])

    assert actions.names(held) == ("s3:GetObject", "s3:PutObject")


@pytest.mark.parametrize("pattern", ["nosuchservice:*", "s3:Gte*", "s3:GetObjekt"])
def test_a_pattern_the_catalogue_does_not_know_is_an_empty_set(pattern: str) -> None:
    assert actions.matching(pattern) == actions.NO_ACTIONS


def test_a_set_knows_its_services() -> None:
    held = actions.matching_any(["s3:GetObject", "iam:PassRole"])

    assert actions.services_in(held) == ("iam", "s3")


def test_levels_divide_the_catalogue_without_overlap() -> None:
    sets = [actions.of_level(level) for level in AccessLevel]

    assert sum(held.bit_count() for held in sets) == actions.every_action().bit_count()
    assert "s3:PutBucketPolicy" in actions.names(actions.of_level(AccessLevel.PERMISSIONS))
    assert "s3:PutBucketPolicy" not in actions.names(actions.of_level(AccessLevel.WRITE))


def test_services_lie_side_by_side() -> None:
    end = 0
    for slot in actions.layout().values():
        assert slot.first == end
        end = slot.end
