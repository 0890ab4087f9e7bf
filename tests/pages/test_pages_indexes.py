"""The indexes and the glossary: no cell is left empty, and no name of a word is said twice."""

import re

import pytest
from page_organisations import pages_of, the_pages


@pytest.mark.parametrize("name", ["reference", "minimal"])
def test_a_cell_that_has_nothing_to_say_shows_a_dash(name: str) -> None:
    pages = {path: page for path, page in pages_of(name).items() if path != "matrix.md"}

    empty = {path: row for path, page in pages.items() for row in page.splitlines() if re.match(r"\|.*\|\s*\|", row)}

    assert empty == {}
    assert any("| – |" in page for page in pages.values())


def test_an_account_id_is_not_broken_over_two_lines() -> None:
    assert 'class="atlas-table atlas-whole-2"' in the_pages()["accounts/index.md"]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "account (アカウント)"),
        ("en", "OU (組織単位)"),
        ("en", "switch role (ロールの切り替え、スイッチロール)"),
        ("en", "MFA (多要素認証)"),
        ("ja", "アカウント (account)"),
        ("ja", "組織単位 (OU)"),
        ("ja", "ロールの切り替え、スイッチロール (switch role)"),
        ("ja", "多要素認証 (MFA)"),
        ("ja", "ADMIN"),
    ],
)
def test_a_word_stands_beside_the_other_language_and_no_name_twice(language: str, heading: str) -> None:
    assert f"\n## {heading} {{ #word-" in pages_of("reference", language)["words.md"]
