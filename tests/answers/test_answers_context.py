"""`--context KEY=VALUE` says what is known of a request."""

import pytest

from iam_atlas.answers.context import read_context
from iam_atlas.errors import UsageError


def test_pairs_become_keys_with_their_values_in_awss_spelling() -> None:
    facts = read_context(["AWS:multifactorauthpresent=true", "aws:TagKeys=a", "aws:TagKeys=b", "x:Key=a=b"])

    assert facts.known == {
        "aws:MultiFactorAuthPresent": ("true",),
        "aws:TagKeys": ("a", "b"),
        "x:Key": ("a=b",),
    }
    assert not facts.complete


def test_a_key_without_a_value_is_known_to_be_absent() -> None:
    assert read_context(["sts:ExternalId="]).known == {"sts:ExternalId": ()}


def test_nothing_given_is_nothing_known() -> None:
    assert read_context([]).known == {}


@pytest.mark.parametrize(
    "pairs",
    [["aws:MultiFactorAuthPresent"], ["mfa=true"], ["=true"], ["a:B=1", "a:B="], ["a:B=", "a:b=1"]],
)
def test_a_pair_that_makes_no_sense_is_refused(pairs: list[str]) -> None:
    with pytest.raises(UsageError, match="--context"):
        read_context(pairs)
