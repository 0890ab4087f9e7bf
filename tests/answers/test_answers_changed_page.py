"""The page of what changed: every version in a line, each change in tables, nothing of git alive on it."""

import json
from datetime import date
from pathlib import Path

import pytest

from changing import BASE, an_atlas, changes_of, edited
from iam_atlas.answers import changed_page as pages
from iam_atlas.answers.changed import tell
from iam_atlas.answers.changed_json import changed_json
from iam_atlas.answers.changed_page import changed_page
from iam_atlas.changes.compare import compare
from iam_atlas.changes.past import Commit, Past
from iam_atlas.pages.render import context_of
from iam_atlas.wording.translate import ENGLISH

GAINED = ("alice: [developers]", "alice: [developers, operators]")


def page(folder: Path, *past: Past, language: str = "en", address: str | None = None) -> str:
    atlas = an_atlas(folder, edited([GAINED]))
    return changed_page(context_of(atlas, {}, language), past, lambda _: address)


def a_commit(subject: str = "Let alice operate", author: str = "Aiko") -> Commit:
    return Commit("0123456789abcdef", date(2026, 11, 26), author, subject)


def test_a_change_names_who_gained_what_when_and_by_whose_commit(tmp_path: Path) -> None:
    text = page(tmp_path, Past(a_commit(), changes_of(tmp_path, GAINED)))

    assert "| 2026-11-26 | [Let alice operate](#v-0123456) | Access gained: 2 | [alice](people/alice.md) |" in text
    assert "## 2026-11-26: Let alice operate { #v-0123456" in text
    assert "Version `0123456`, by Aiko." in text
    assert "| alice (through operators) | operator@prod | no access | if MFA is present" in text


STRONGER = ("developer: { policies: [ReadOnlyAccess]", "developer: { policies: [AdministratorAccess]")
WHOEVER = "whoever gets into a role whose permissions changed"


@pytest.mark.parametrize(
    ("edits", "cell", "sentence"),
    [
        ([GAINED], "[alice](people/alice.md)", "People affected: [alice](people/alice.md)\n"),
        ([STRONGER], "whoever gets into these roles", f"People affected: {WHOEVER}\n"),
        (
            [GAINED, STRONGER],
            "[alice](people/alice.md), whoever gets into these roles",
            f"People affected: [alice](people/alice.md); and {WHOEVER}\n",
        ),
    ],
)
def test_whoever_gets_into_a_role_that_may_do_more_is_affected_too(
    tmp_path: Path, edits: list[tuple[str, str]], cell: str, sentence: str
) -> None:
    text = page(tmp_path, Past(a_commit(), changes_of(tmp_path, *edits)))

    assert f"| {cell} |" in text
    assert sentence in text
    assert "People affected: none" not in text


def test_a_version_that_changed_no_access_has_a_line_and_no_tables(tmp_path: Path) -> None:
    atlas = an_atlas(tmp_path, BASE)

    text = page(tmp_path, Past(a_commit("Only words"), compare(atlas, atlas)))

    assert "| 2026-11-26 | Only words | No change of access. | – |" in text
    assert "##" not in text.replace("# What changed", "")


@pytest.mark.parametrize(
    ("past", "line"),
    [
        (Past(a_commit("x"), None), "| 2026-11-26 | x | The first version. |"),
        (Past(a_commit("x"), None, is_broken=True), "| 2026-11-26 | x | This version is not valid:"),
        (Past(a_commit(""), None), "| 2026-11-26 | `0123456` | The first version. |"),
    ],
)
def test_versions_that_cannot_be_compared_say_why(past: Past, line: str, tmp_path: Path) -> None:
    assert line in page(tmp_path, past)


def test_what_is_not_committed_is_said_to_be_so(tmp_path: Path) -> None:
    text = page(tmp_path, Past(None, changes_of(tmp_path, GAINED)))

    assert "| not committed | [The file as it is now](#now) |" in text
    assert "## The file as it is now, not committed yet { #now" in text


def test_a_commit_leads_to_its_host_where_that_is_known(tmp_path: Path) -> None:
    address = "https://git.example.com/c/0123456789abcdef"

    assert f"[0123456]({address})" in page(tmp_path, Past(a_commit(), changes_of(tmp_path, GAINED)), address=address)


@pytest.mark.parametrize("text", ["<img src=x>", "a | b", "[x](javascript:y)", "# x", "--8<-- 'x'", "**b**", "\u202e"])
def test_what_a_commit_says_stays_text(text: str, tmp_path: Path) -> None:
    changes = changes_of(tmp_path, GAINED)
    plain = page(tmp_path, Past(a_commit("x", "y"), changes))

    hostile = page(tmp_path, Past(a_commit(text, text), changes))

    assert len(hostile.splitlines()) == len(plain.splitlines())
    assert hostile.count("|") == plain.count("|")
    assert text not in hostile


def test_what_has_no_room_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_ROOM", 10)

    text = page(tmp_path, Past(a_commit(), changes_of(tmp_path, GAINED)))

    assert "operator" not in text.partition("## ")[2].replace("Let alice operate", "")
    assert "rows have no room here" in text or "row has no room here" in text


def test_the_page_speaks_the_language_of_its_tree(tmp_path: Path) -> None:
    assert "# 変更履歴" in page(tmp_path, Past(a_commit(), changes_of(tmp_path, GAINED)), language="ja")


OTHERS_TOO = ("  operators:\n", "  operators: { members: external }\n")
MORE_HUBS = ("operators: { prod: operator,", "operators: { prod: [operator, hub],")


def test_people_whom_the_file_does_not_list_are_affected_with_their_group(tmp_path: Path) -> None:
    before = an_atlas(tmp_path, edited([OTHERS_TOO]))
    after = an_atlas(tmp_path, edited([OTHERS_TOO, MORE_HUBS]))
    changes = compare(before, after)

    text = page(tmp_path, Past(a_commit(), changes))

    assert "the people of group [operators](groups/operators.md)" in text
    assert "the people of group operators" in tell(changes, ENGLISH).summary[-1]
    assert '"people_of": [{"kind": "group", "name": "operators"}]' in json.dumps(changed_json(changes))


def test_nobody_is_said_to_be_affected_only_as_far_as_everything_is_compared(tmp_path: Path) -> None:
    changes = changes_of(tmp_path, ("  developers:\n", "  developers: { policies: [IAMFullAccess] }\n"))

    assert changes.own_policies
    assert "People affected: none, as far as this is compared" in page(tmp_path, Past(a_commit(), changes))
