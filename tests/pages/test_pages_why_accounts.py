"""The page that explains the set-up: the same in every language, with drawings that are what the code would draw."""

import re

import pytest
from page_organisations import pages_of
from scripts.draw_guide import TARGET, drawings

from iam_atlas.wording.catalogues import LANGUAGES


@pytest.mark.parametrize("name", drawings())
def test_the_committed_drawings_are_what_is_drawn(name: str) -> None:
    drawn = drawings()[name]

    assert (TARGET / name).read_text(encoding="utf-8") == drawn, "refresh them: python scripts/draw_guide.py"
    assert 'href="../' not in drawn
    assert "<a" not in drawn


def test_every_language_has_the_same_headings_and_drawings() -> None:
    pages = {language: pages_of("reference", language)["why.md"] for language in LANGUAGES}

    headings = {language: re.findall(r"^## .*\{ (#[\w-]+) \}$", page, re.MULTILINE) for language, page in pages.items()}
    pictures = {language: re.findall(r'<svg class="atlas-svg" id="([\w-]+)"', page) for language, page in pages.items()}
    assert headings["ja"] == headings["en"] != []
    assert pictures["ja"] == pictures["en"] == ["guide-people", "guide-halves", "guide-outside"]
