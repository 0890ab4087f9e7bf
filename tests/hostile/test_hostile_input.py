"""Hostile text in every field: the loader takes it as text, or says in which line it does not."""

import re

import pytest

from hostile.corpus import classes, strings
from hostile.organisation import Hostile, base
from hostile.places import fields, places, published_schema
from hostile.settling import HOSTILE

_POSITION = re.compile(r"accounts\.yaml:[1-9]\d*:[1-9]\d*\Z")
_CLASSES = (
    *("html", "attribute", "address", "markdown", "extension", "template", "svg", "dot", "invisible", "path"),
    *("reserved", "alike", "shell", "ini", "csv", "hcl", "json", "yaml", "iam", "long", "polyglot"),
)


def test_the_corpus_has_all_classes_and_more_than_three_hundred_strings() -> None:
    assert tuple(classes()) == _CLASSES
    assert len(strings()) > 450


def test_every_field_of_the_schema_is_a_place_for_hostile_text() -> None:
    schema = published_schema()

    assert fields(schema) - {place.field for place in places(schema, base())} == set()


def test_every_string_is_accepted_somewhere(organisation: Hostile) -> None:
    assert set(map(chr, HOSTILE)) - {item.mark for item in organisation.accepted} == set()


def test_every_field_was_tried(organisation: Hostile) -> None:
    tried = {item.field for item in (*organisation.accepted, *organisation.tried)}

    assert {place.field for place in places(published_schema(), base())} - tried == set()


def test_what_is_refused_is_refused_at_its_place(organisation: Hostile) -> None:
    assert organisation.refused
    for item, problems in organisation.refused:
        assert problems, item.field
        assert all(_POSITION.match(str(problem.position)) for problem in problems), item.field


@pytest.mark.parametrize(
    "field",
    [
        *("title", "description", "notes", "runbook", "tags/*", "links/[]/title", "links/[]/url"),
        *("request/how", "request/url", "request/sla"),
    ],
)
def test_prose_is_never_refused(field: str, organisation: Hostile) -> None:
    assert [item.path for item, _ in organisation.refused if item.field.endswith(f"/*/{field}")] == []
