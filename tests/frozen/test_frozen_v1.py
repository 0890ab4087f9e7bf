"""Version 1 of accounts.yaml is a promise: what was valid stays valid, and means what it meant.

v1/ was written when the version was published and is never brought up to date. A test that fails here asks for a new
version of the format, not for a new v1/.
"""

import csv
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from iam_atlas import transfer
from iam_atlas.load.json_schema import json_schema

Schema: TypeAlias = dict[str, Any]

FROZEN = Path(__file__).parent / "v1"
FROZEN_SCHEMA: Schema = json.loads((FROZEN / "accounts.v1.schema.json").read_text(encoding="utf-8"))
AS_IT_WAS = ("if", "then", "else", "not", "dependencies", "propertyNames", "pattern", "$ref")
NAMED = ("properties", "patternProperties", "definitions")
AT_LEAST = ("minLength", "minItems", "minProperties", "minimum")


def narrowed(old: Any, new: Any, place: str = "") -> Iterator[str]:
    """Where `new` may refuse what `old` took; each line begins with the place."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        if isinstance(old, list) or new not in (old, True):
            yield f"{place}: {new} instead of {old}"
        return
    for name in NAMED:
        for key, value in old.get(name, {}).items():
            here = f"{place}/{key}"
            yield from narrowed(value, new[name][key], here) if key in new.get(name, {}) else [f"{here}: gone"]
    for word in ("items", "additionalProperties"):
        if word in new:
            yield from narrowed(old.get(word, True), new[word], f"{place}/{word}")
    for word in ("oneOf", "anyOf"):
        for number, one in enumerate(old.get(word, ())):
            if all([*narrowed(one, other)] for other in new.get(word, [new])):
                yield f"{place}/{word}/{number}: nothing takes it any more"
    yield from _narrowed_words(old, new, place)


def _narrowed_words(old: Schema, new: Schema, place: str) -> Iterator[str]:
    for word in AS_IT_WAS:
        if word in new and _words(new[word]) != _words(old.get(word)):
            yield f"{place}: another {word}"
    for word in AT_LEAST:
        if new.get(word, 0) > old.get(word, 0):
            yield f"{place}: {word} {new[word]} instead of {old.get(word, 0)}"
    for word in ("type", "enum"):
        if word in new and not (word in old and _all(old[word]) <= _all(new[word])):
            yield f"{place}: fewer of {word}"
    if not _all(new.get("required", [])) <= _all(old.get("required", [])):
        yield f"{place}: more is required"
    if "allOf" in new and _words(new["allOf"]) != _words(old.get("allOf")):
        yield f"{place}: another allOf"


def _all(value: object) -> set[object]:
    return set(value) if isinstance(value, list) else {value}


def _words(value: Any) -> Any:
    """`value` without descriptions, which say nothing about what is taken."""
    if isinstance(value, dict):
        return {key: _words(inner) for key, inner in value.items() if key != "description"}
    return [_words(inner) for inner in value] if isinstance(value, list) else value


def test_whatever_the_frozen_schema_takes_is_taken_today() -> None:
    assert [*narrowed(FROZEN_SCHEMA, json_schema())] == []


def without(*path: str) -> Callable[[Schema], None]:
    def change(schema: Schema) -> None:
        for key in path[:-1]:
            schema = schema[key]
        del schema[path[-1]]

    return change


def with_value(value: object, *path: str) -> Callable[[Schema], None]:
    def change(schema: Schema) -> None:
        for key in path[:-1]:
            schema = schema[key]
        schema[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        without("properties", "grants"),
        without("properties", "site", "properties", "title"),
        with_value(["public"], "properties", "site", "properties", "audience", "enum"),
        with_value(["version", "site"], "required"),
        with_value("^x$", "properties", "site", "properties", "signin_url", "pattern"),
        with_value(9, "properties", "site", "properties", "languages", "minItems"),
        with_value("boolean", "properties", "site", "properties", "signin_url", "type"),
    ],
)
def test_a_schema_that_takes_less_is_noticed(change: Callable[[Schema], None]) -> None:
    schema = deepcopy(FROZEN_SCHEMA)
    change(schema)

    assert [*narrowed(FROZEN_SCHEMA, schema)]


def test_one_that_takes_more_is_fine() -> None:
    schema = deepcopy(FROZEN_SCHEMA)
    schema["properties"]["news"] = {"type": "string"}
    schema["properties"]["site"]["properties"]["audience"]["enum"].append("partners")

    assert not [*narrowed(FROZEN_SCHEMA, schema)]


def test_the_frozen_file_gives_the_access_that_it_gave() -> None:
    text = transfer.export(FROZEN / "accounts.yaml", "csv").text
    before = [*csv.DictReader((FROZEN / "access.csv").read_text(encoding="utf-8").splitlines())]

    now = [{key: row[key] for key in before[0]} for row in csv.DictReader((text or "").splitlines())]

    assert len(before) > 50
    assert now == before
