"""Sentences in another language."""

import pytest

from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.wording.residue import sentence
from iam_atlas.wording.translate import ENGLISH, Translator


def test_a_sentence_in_the_catalogue_is_said_in_the_language() -> None:
    japanese = Translator("ja", {"{name} is in {account}": ("{account} に {name} がある",)})

    assert japanese("{name} is in {account}", name="operator", account="prod") == "prod に operator がある"


def test_a_sentence_that_the_catalogue_lacks_stays_english() -> None:
    assert Translator("ja")("Owner") == "Owner"


def test_a_gap_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        ENGLISH("{name} is here")


def test_counts_use_the_languages_own_plural() -> None:
    japanese = Translator("ja", {"{count} person": ("{count} 人",)}, lambda _: 0)

    assert japanese.count("{count} person", "{count} people", 3) == "3 人"
    assert ENGLISH.count("{count} person", "{count} people", 3) == "3 people"
    assert ENGLISH.count("{count} person", "{count} people", 1) == "1 person"


def test_values_are_never_read_as_gaps() -> None:
    assert ENGLISH("{name}", name="{0.__class__}") == "{0.__class__}"


def test_conditions_are_translated_whole() -> None:
    japanese = Translator("ja", {"MFA is present": ("MFA がある",), "only if {condition}.": ("{condition}場合だけ。",)})

    assert sentence(ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",)), japanese) == "MFA がある場合だけ。"
