"""The rows of the reference page: every field once, each with a description."""

from iam_atlas.load.json_schema import json_schema
from iam_atlas.load.shape import fields


def test_every_section_of_the_schema_has_its_row() -> None:
    properties = json_schema()["properties"]

    sections = [row.section for row in fields() if row.path == ""]

    assert isinstance(properties, dict)
    assert sections == list(properties)


def test_no_row_stands_twice_or_lacks_its_words() -> None:
    rows = fields()

    places = [(row.section, row.path) for row in rows]

    assert len(places) == len(set(places))
    assert all(row.description.endswith(".") and row.type for row in rows)


def test_parts_that_sections_share_are_described_once() -> None:
    rows = fields()

    mfa = [row for row in rows if row.path.endswith("mfa_max_age")]
    service = [row for row in rows if row.path == "service"]

    assert [(row.section, row.path) for row in mfa] == [("require", "mfa_max_age")]
    assert [row.section for row in service] == ["trust"]


def test_a_row_says_what_is_required_and_what_is_assumed() -> None:
    rows = {(row.section, row.path): row for row in fields()}

    account_id = rows["accounts", "<account>.id"]
    session = rows["defaults", "max_session"]

    assert account_id.required
    assert account_id.type == "an account id of 12 digits in quotes"
    assert (session.required, session.default) == (False, "1h")
