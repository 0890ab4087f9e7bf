"""What changed in words: folded, escaped, and never longer than a comment may be."""

import re

import pytest

from iam_atlas.answers.changed import Table, Told
from iam_atlas.answers.changed_text import LARGEST_COMMENT, changed_markdown, changed_text
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH

HEAD = ("Who", "Role", "Before", "Now")
HOSTILE = (
    "@everyone",
    "#1",
    "</details>",
    "|",
    "`x`",
    "<img src=x>",
    "**b**",
    "a\n\n# b",
    "[x](javascript:y)",
    "\u202e",
)


def a_told(*rows: tuple[str, ...], notes: tuple[str, ...] = ()) -> Told:
    return Told(("A sentence.",), (Table("Access gained", HEAD, rows),), notes)


def test_every_row_is_in_the_text() -> None:
    text = changed_text(a_told(("alice", "reader@dev", "no access", "no condition"), notes=("A note.",)))

    assert text.splitlines() == [
        *("A sentence.", "", "Access gained", "  - alice: reader@dev"),
        *("      Before: no access", "      Now: no condition", "", "A note."),
    ]


def test_the_details_of_a_comment_are_folded_below_its_summary() -> None:
    text = changed_markdown(a_told(("alice", "reader@dev", "no access", "no condition")), ENGLISH)

    summary, details = text.split("<details>")
    assert "A sentence." in summary
    assert "| Access gained | 1 |" in summary
    assert "| alice | reader@dev | no access | no condition |" in details
    assert details.count("</details>") == 1


@pytest.mark.parametrize("word", HOSTILE)
def test_text_of_the_user_stays_text_in_a_comment(word: str) -> None:
    plain = changed_markdown(a_told(("alice", "reader@dev", "a", "b"), notes=("note",)), ENGLISH)
    text = changed_markdown(a_told((word, word, "a", word), notes=(word,)), ENGLISH)

    assert len(text.splitlines()) == len(plain.splitlines())
    assert text.count("|") == plain.count("|")
    assert text.count("</details>") == 1
    assert not re.search(r"(?<![\w&])@\w|(?<![\w&])#\d|<img|`|\]\(", text)
    assert "&#64;everyone" not in text


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("cell", ["x", "@" * 50, "\u30ed\u30fc\u30eb" * 40])
def test_a_comment_has_room_for_at_most_so_much_and_says_what_it_leaves_out(language: str, cell: str) -> None:
    rows = [(f"{cell}{number}", cell, cell, cell) for number in range(20_000)]

    text = changed_markdown(a_told(*rows), translator(language))

    folded, _, end = text.partition("</details>")
    shown = folded.split("| --- | --- | --- | --- |\n")[1].strip().splitlines()
    left_out = re.search(r"\d+", end)
    assert len(text) <= LARGEST_COMMENT
    assert left_out is not None
    assert int(left_out[0]) == len(rows) - len(shown)


def test_notes_that_leave_no_room_go_before_the_tables_do() -> None:
    text = changed_markdown(a_told(("alice", "reader@dev", "a", "b"), notes=("x" * LARGEST_COMMENT,)), ENGLISH)

    assert len(text) <= LARGEST_COMMENT
    assert "alice" in text
