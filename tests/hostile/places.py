"""The published JSON Schema and a harmless organisation -> every place in which the organisation may have a text.

A field that is new in the schema is a new place by itself.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, cast

from builders import REPOSITORY
from hostile.writing import Json, Path

Schema: TypeAlias = "dict[str, Json]"

_MISSING = object()
_NEW_KEY = "en"  # a language too, so that it fits in a map of texts


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text may stand: `path` leads there, `field` is the same in the schema, with `*` for whatever key.

    With `names`, the text is a new key of the map at the path.
    """

    path: Path
    field: str
    names: bool = False


def published_schema() -> Schema:
    """The schema that editors use."""
    return cast("Schema", json.loads((REPOSITORY / "schema" / "accounts.v1.schema.json").read_text(encoding="utf-8")))


def places(schema: Schema, base: Json) -> tuple[Place, ...]:
    """Every place of a text, each once, in the order of the schema."""
    return tuple(dict.fromkeys(_walk(schema, _Ground(schema, ()), base, ())))


def fields(schema: Schema) -> frozenset[str]:
    """Every field of the schema that may be a text."""
    return frozenset(place.field for place in _walk(schema, _Ground(schema, ()), _MISSING, ()))


def _at(here: object, step: str | int) -> object:
    if isinstance(here, dict) and isinstance(step, str):
        return here.get(step, _MISSING)
    if isinstance(here, list) and isinstance(step, int):
        return here[step] if step < len(here) else _MISSING
    return _MISSING


@dataclass(frozen=True, slots=True)
class _Ground:
    """The whole schema, and the fields that lead to where the walk is."""

    schema: Schema
    above: tuple[str, ...]

    def below(self, field: str) -> "_Ground":
        return _Ground(self.schema, (*self.above, field))

    @property
    def field(self) -> str:
        return "/".join(self.above)


def _walk(node: Schema, ground: _Ground, present: object, path: Path) -> Iterator[Place]:
    if "$ref" in node:
        node = cast("Schema", cast("Schema", ground.schema["definitions"])[str(node["$ref"]).rpartition("/")[2]])
    if _takes_text(node):
        yield Place(path, ground.field)
    if node.get("type") == "object" and not {"properties", "additionalProperties"} & set(node):
        yield from _anything(present, ground, path)
    for word in ("if", "then", "else"):
        if isinstance(node.get(word), dict):
            yield from _walk(cast("Schema", node[word]), ground, present, path)
    for part in _list(node.get("allOf")):
        yield from _walk(part, ground, present, path)
    for key, value in _map(node.get("properties")).items():
        yield from _walk(value, ground.below(key), _at(present, key), (*path, key))
    if isinstance(node.get("additionalProperties"), dict):
        yield Place(path, ground.below("<key>").field, names=True)
        for key in present if isinstance(present, dict) and present else [_NEW_KEY]:
            yield from _walk(
                cast("Schema", node["additionalProperties"]), ground.below("*"), _at(present, key), (*path, key)
            )
    if isinstance(node.get("items"), dict):
        for number in range(len(present)) if isinstance(present, list) and present else [0]:
            yield from _walk(cast("Schema", node["items"]), ground.below("[]"), _at(present, number), (*path, number))


def _anything(present: object, ground: _Ground, path: Path) -> Iterator[Place]:
    """The texts of what the schema leaves open, such as the statements of a policy document."""
    if isinstance(present, str):
        yield Place(path, ground.field)
    for key, value in present.items() if isinstance(present, dict) else ():
        yield from _anything(value, ground.below(key), (*path, key))
    for number, value in enumerate(present) if isinstance(present, list) else ():
        yield from _anything(value, ground.below("[]"), (*path, number))


def _takes_text(node: Schema) -> bool:
    types = node.get("type")
    return types == "string" or (isinstance(types, list) and "string" in types) or "enum" in node


def _list(value: object) -> list[Schema]:
    return cast("list[Schema]", value) if isinstance(value, list) else []


def _map(value: object) -> dict[str, Schema]:
    return cast("dict[str, Schema]", value) if isinstance(value, dict) else {}
