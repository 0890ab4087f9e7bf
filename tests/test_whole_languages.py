"""A language that the program speaks is all there: in every room that keeps something of it by its code."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from scripts.draw_guide import DRAWINGS

import iam_atlas
from iam_atlas.cli.options import Language
from iam_atlas.site.trees import NAMES
from iam_atlas.wording.catalogues import LANGUAGES, catalogue_path
from iam_atlas.wording.translate import ENGLISH

PACKAGE = Path(iam_atlas.__file__).parent
FILES: Mapping[str, str] = {
    "the page of why accounts are split": "pages/templates/why.{language}.md.jinja",
    **{f"the drawing {name}": f"pages/guide/{name}.{{language}}.svg" for name in DRAWINGS},
    "the file that init writes": "site/starter/languages/{language}/accounts.yaml",
    "the home page that init writes": "site/starter/languages/{language}/docs/index.md",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", FILES)
def test_it_has_its_file(what: str, language: str) -> None:
    assert (PACKAGE / FILES[what].format(language=language)).is_file()


def test_it_can_be_asked_for_and_has_a_name() -> None:
    assert {*Language} == {*NAMES} == {*LANGUAGES}


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {ENGLISH.language}))
def test_it_has_its_catalogue(language: str) -> None:
    assert (PACKAGE / "wording" / catalogue_path(language)).is_file()
