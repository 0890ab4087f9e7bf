"""The user's words in messages."""

import pytest

from iam_atlas.load.words import did_you_mean, nearest, quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("prod", '"prod"'),
        ("本番", '"本番"'),
        ("a\nb", '"a\\nb"'),
        ("\x1b[2J", '"\\u001b[2J"'),
        ("a\u202eb", '"a\\u202eb"'),
        ("x" * 61, '"' + "x" * 60 + '…"'),
        ("x" * 60, '"' + "x" * 60 + '"'),
    ],
    ids=["plain", "japanese", "line-end", "escape", "bidi", "long", "just-not-long"],
)
def test_a_quoted_text_stays_on_its_line(text: str, shown: str) -> None:
    assert str(quoted(text)) == shown


@pytest.mark.parametrize(
    ("word", "near"),
    [("sandbx", "sandbox"), ("PROD", "prod"), ("Sandbox", "sandbox"), ("banana", None), ("", None), ("x" * 9999, None)],
    ids=lambda value: str(value)[:10],
)
def test_the_nearest_word_is_found_and_a_far_one_is_not(word: str, near: str | None) -> None:
    known = ["sandbox", "prod", "dev"]

    assert nearest(word, known) == near
    assert nearest(word, reversed(known)) == near


def test_a_near_word_becomes_a_question_and_a_far_one_nothing() -> None:
    assert str(did_you_mean("sandbx", ["sandbox"])) == '; did you mean "sandbox"?'
    assert did_you_mean("banana", ["sandbox"]) == ""


@pytest.mark.parametrize("wrong", ["acount-1234", "account-12345x", "xccount-1234", "Account-1234x"])
def test_of_very_many_names_one_that_begins_or_ends_alike_is_found(wrong: str) -> None:
    known = [f"account-{number}" for number in range(5_000)]

    near = nearest(wrong, known)

    assert near is not None
    assert near.startswith("account-1")
