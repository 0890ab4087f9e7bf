"""The reference page names every field, and is the one that the shape gives today."""

from pathlib import Path

from scripts.write_field_reference import PAGE, field_reference

from iam_atlas.load.shape.reference import fields


def test_the_committed_page_is_the_one_that_the_shape_gives() -> None:
    written = Path(PAGE).read_text(encoding="utf-8")

    assert written == field_reference(), "run: python scripts/write_field_reference.py"


def test_every_field_has_a_line_that_says_something() -> None:
    page = field_reference()

    silent = [row for row in fields() if not row.description.strip() or (row.path and f"`{row.path}`" not in page)]

    assert silent == []
