"""The indexes and the glossary: no cell without a word, and both languages of a word without saying one of them twice."""

import re

import pytest
from page_organisations import pages_of, the_pages

from iam_atlas.model.addresses import Section

INDEXES = [page for section in Section if (page := f"{section.value}/index.md") in the_pages()]


@pytest.mark.parametrize("page", INDEXES)
def test_a_cell_of_an_index_that_has_nothing_to_say_shows_a_dash(page: str) -> None:
    rows = [line for line in the_pages()[page].splitlines() if line.startswith("| ")]

    assert len(rows) > 2
    assert not any(re.search(r"\|\s*\|", row) for row in rows)


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
