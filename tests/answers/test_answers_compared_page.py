"""A comparison as a page: what stands there, folded, and nothing in it but text."""

import markdown  # type: ignore[import-untyped]  # ships no type information
import pytest

from iam_atlas.answers.compared_page import compared_page
from iam_atlas.importers.compare import Comparison, Difference, Kind
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH

DEV = "222222222222"
ROLE = f"arn:aws:iam::{DEV}:role/team/developer"
GROUPS = Difference(Kind.GROUPS, f"arn:aws:iam::{DEV}:user/ann", names_declared=("ops",), names_real=("a|b",))
LONGER = Difference(Kind.SESSION, ROLE, seconds=(3600, 7200))
MISSING = Difference(Kind.MISSING, ROLE)


def a_comparison(*differences: Difference, name: str = "dev") -> Comparison:
    return Comparison(differences, (DEV,), ("prod",), (), {DEV: name})


def page(*differences: Difference, name: str = "dev") -> str:
    return compared_page(a_comparison(*differences, name=name), ENGLISH)


def rendered(source: str) -> str:
    """The page as MkDocs shows it, by the extensions that `iam-atlas init` switches on."""
    return str(markdown.markdown(source, extensions=["tables", "attr_list", "md_in_html", "admonition"]))


def test_every_difference_has_its_row() -> None:
    rows = [line for line in page(LONGER, MISSING).splitlines() if line.startswith("| `")]

    assert rows == [
        f"| `role/team/developer` | dev (`{DEV}`) | its sessions last longer or shorter than is declared |",
        f"| `role/team/developer` | dev (`{DEV}`) | is declared, but not there |",
    ]


def test_the_details_of_a_thing_are_folded_once() -> None:
    html = rendered(page(GROUPS, LONGER, MISSING))

    assert html.count("<details") == html.count("</details>") == 2
    assert "<li>declared: 1 hour; real: 2 hours</li>" in html
    assert html.index("<summary>") < html.index("<li>only declared: ops</li>")


def test_what_is_only_missing_has_no_details() -> None:
    assert "<details" not in page(MISSING)


def test_it_says_how_much_differs_and_what_nobody_looked_at() -> None:
    assert "1 difference in 1 account\n" in page(MISSING)
    assert "- Without a dump, not compared: prod\n" in page(MISSING)
    assert "Guardrails and resource-based policies are not compared" in page(MISSING)


def test_without_a_difference_there_is_no_table() -> None:
    same = page()

    assert "No difference in 1 account\n" in same
    assert "|" not in same


@pytest.mark.parametrize("hostile", ["<b>x</b>", "a|b", "`x`", "[x](http://x.example)", "*x*", "a\n# b", "</details>"])
def test_a_name_is_nothing_but_text(hostile: str) -> None:
    assert _marks(hostile) == _marks("plain")


def _marks(name: str) -> list[int]:
    odd = Difference(Kind.GROUPS, f"arn:aws:iam::{DEV}:user/{name}", names_real=(name,))
    html = rendered(page(odd, name=name))
    return [html.count(f"<{mark}") for mark in ("h1", "h2", "td", "b>", "a ", "em", "details", "li")]


def test_it_is_told_in_japanese() -> None:
    japanese = compared_page(a_comparison(LONGER), translator("ja"))

    assert "| 対象 | 場所 | 判定 |" in japanese
    assert "differ" not in japanese
