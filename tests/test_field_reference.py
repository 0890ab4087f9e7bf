"""The reference page names every field, and is the one that the shape gives today."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from scripts.write_field_reference import PAGE, field_reference

from iam_atlas.load.shape.examples import EXAMPLES
from iam_atlas.load.shape.reference import fields


def test_the_committed_page_is_the_one_that_the_shape_gives() -> None:
    written = Path(PAGE).read_text(encoding="utf-8")

    assert written == field_reference(), "run: python scripts/write_field_reference.py"


def test_every_field_has_a_line_that_says_something() -> None:
    page = field_reference()

    silent = [row for row in fields() if not row.description.strip() or (row.path and f"`{row.path}`" not in page)]

    assert silent == []


SECTIONS = tuple(dict.fromkeys(row.section for row in fields()))


def test_nothing_but_sections_has_an_example() -> None:
    assert tuple(EXAMPLES) == SECTIONS


@pytest.mark.parametrize("section", SECTIONS)
def test_an_example_shows_what_its_section_takes(section: str) -> None:
    """Its own key, or at least one of the fields of a part that several sections share."""
    shown = set(_keys(yaml.safe_load(EXAMPLES[section])))
    own = {row.path.partition(".")[0] for row in fields() if row.section == section and row.path}

    assert section in shown or own & shown


def _keys(value: object) -> Iterator[str]:
    match value:
        case dict():
            yield from value
            yield from (key for inner in value.values() for key in _keys(inner))
        case list():
            yield from (key for inner in value for key in _keys(inner))
