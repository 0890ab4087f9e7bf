"""A phrase is found as a word of its own, whatever its capitals, and nowhere else."""

import pytest

from iam_atlas.public.phrases import phrases

FOUND = {
    "alone": ("ben", "ben", "P"),
    "in capitals": ("ben", "Ask Ben, BEN or ben.", "Ask P, P or P."),
    "between hyphens": ("ben", "the-ben-bucket", "the-P-bucket"),
    "between underscores": ("ben", "a_ben_b", "a_P_b"),
    "in an address": ("ben", "https://x.example/~ben/?a=ben", "https://x.example/~P/?a=P"),
    "of two words": ("Ben Ito", "by ben ito himself", "by P himself"),
    "with signs around it": ("<ben>", "a <ben> b", "a P b"),
    "before kanji and after": ("太郎", "山田太郎さん", "山田Pさん"),
    "with digits": ("robot-7", "robot-7 and robot-77", "P and robot-77"),
}
NOT_FOUND = {
    "the beginning of a word": ("ben", "benefits"),
    "the end of a word": ("ben", "Reuben"),
    "beside a digit": ("ben", "ben2"),
    "beside another script": ("ben", "bené"),
    "a part of a word with signs": ("a.b", "a.bc"),
}


@pytest.mark.parametrize(("phrase", "text", "replaced"), FOUND.values(), ids=FOUND)
def test_a_phrase_is_replaced_where_it_is_a_word(phrase: str, text: str, replaced: str) -> None:
    assert phrases({phrase: "P"}).replace(text) == replaced


@pytest.mark.parametrize(("phrase", "text"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_a_phrase_is_left_alone_where_it_is_part_of_a_word(phrase: str, text: str) -> None:
    assert phrases({phrase: "P"}).replace(text) == text
    assert phrases({phrase: "P"}).first(text) is None


def test_the_longer_of_two_phrases_comes_first() -> None:
    assert phrases({"ben": "P", "ben-ito": "Q"}).replace("ben-ito, ben") == "Q, P"


def test_what_is_kept_keeps_what_lies_in_it() -> None:
    kept = phrases({"ben": "P"}, kept=["sandbox-ben"])

    assert kept.replace("ben in sandbox-ben, Sandbox-Ben") == "P in sandbox-ben, Sandbox-Ben"
    assert kept.first("sandbox-ben") is None
    assert kept.first("sandbox-ben of Ben") == "Ben"


def test_a_phrase_without_a_word_is_never_found() -> None:
    assert phrases({"--": "P"}).replace("a -- b") == "a -- b"
