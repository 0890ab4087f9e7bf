"""The shape of accounts.yaml -> the JSON Schema (draft-07) that editors use; `python -m iam_atlas.load.json_schema`.

Unions are written `if`/`then`/`else` on the form of the value, so that an editor marks the wrong key and not the whole
value. The schema is a little wider than the loader where it cannot see how a value was written: duplicate keys, tags,
how a number or `true` is spelled (`1e3`, `012`, `TRUE`), and days that do not exist are the loader's to report. Texts
accept numbers and `tags` accept any scalar, since the loader takes both as written.
"""

import json
import sys

from iam_atlas.load.shape.file import INCLUDED_FILE
from iam_atlas.load.shape.kinds import (
    ACCOUNT_ID,
    DATE,
    DURATION,
    AccountId,
    ByForm,
    Choice,
    Date,
    Duration,
    Field,
    Flag,
    FreeMap,
    ListOf,
    MapOf,
    Record,
    Shape,
    TagValue,
    Text,
    Version,
)

Schema = dict[str, object]

_OWN_KEYS: Schema = {"^x-": {}}
_ANY_TEXT: Schema = {"type": ["string", "number"], "minLength": 1}
_SWITCHES = "^([yY]|[nN]|[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$"
_FLAG_OR_TEXT: Schema = {
    "type": ["boolean", "string"],
    "minLength": 1,
    "not": {"type": "string", "pattern": _SWITCHES},
}
_SCALARS: dict[type, Schema] = {
    AccountId: {"type": "string", "pattern": ACCOUNT_ID},
    Duration: {"type": ["string", "integer"], "pattern": DURATION, "minimum": 1},
    Date: {"type": "string", "pattern": DATE},
    Version: {"enum": [1, "1"]},
    TagValue: {"type": ["string", "number", "boolean", "null"]},
}


def json_schema() -> Schema:
    """The whole schema, the same value every time. `version` is not required, since included files need none."""
    definitions: dict[str, Schema] = {}
    file = _record(INCLUDED_FILE, definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "accounts.yaml, version 1",
        "description": "Who may go where in our AWS accounts: one file, or several joined by include.",
        **file,
        "definitions": dict(sorted(definitions.items())),
    }


def as_text() -> str:
    """The published file: indented JSON with a line end."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def main() -> int:
    """Write the schema to standard output."""
    sys.stdout.write(as_text())
    return 0


def _schema(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    if isinstance(shape, Record | ByForm) and shape.definition:
        if shape.definition not in definitions:
            definitions[shape.definition] = {}
            definitions[shape.definition] = _inline(shape, definitions)
        return {"$ref": f"#/definitions/{shape.definition}"}
    return _inline(shape, definitions)


def _inline(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    match shape:
        case Record():
            return _record(shape, definitions)
        case ByForm():
            return _by_form(shape, definitions)
        case MapOf():
            return _map(shape, definitions)
        case ListOf():
            least: Schema = {"minItems": shape.least} if shape.least else {}
            return {"type": "array", "items": _schema(shape.item, definitions), **least}
        case FreeMap():
            return {"type": "object", **({"required": [shape.must_have]} if shape.must_have else {})}
    return _scalar(shape)


def _scalar(shape: Shape) -> Schema:
    if isinstance(shape, Text):
        return {"type": "string", "pattern": shape.pattern} if shape.pattern else _ANY_TEXT
    if isinstance(shape, Choice):
        return {"enum": [*shape.values]}
    if isinstance(shape, Flag):
        return _FLAG_OR_TEXT if shape.or_text else {"type": "boolean"}
    return _SCALARS[type(shape)]


def _record(shape: Record, definitions: dict[str, Schema]) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {field.name: _field(field, definitions) for field in shape.fields},
        "patternProperties": _OWN_KEYS,
        "additionalProperties": False,
    }
    required = [field.name for field in shape.fields if field.required]
    needs = {field.name: [field.needs] for field in shape.fields if field.needs}
    if required:
        schema["required"] = required
    if needs:
        schema["dependencies"] = needs
    if shape.exactly_one:
        schema["oneOf"] = [{"required": [name]} for name in shape.exactly_one]
    if shape.at_least_one:
        schema["anyOf"] = [{"required": [name]} for name in shape.at_least_one]
    return schema


def _field(field: Field, definitions: dict[str, Schema]) -> Schema:
    """A field with its description; a reference goes into `allOf`, for draft-07 ignores what stands beside it."""
    default = f" Default: {field.default}." if field.default else ""
    schema = _schema(field.shape, definitions)
    body: Schema = {"allOf": [schema]} if "$ref" in schema else schema
    return {**body, "description": field.description + default}


def _map(shape: MapOf, definitions: dict[str, Schema]) -> Schema:
    least: Schema = {"minProperties": shape.least} if shape.least else {}
    return {
        "type": "object",
        "propertyNames": {"pattern": shape.key_pattern},
        "patternProperties": _OWN_KEYS,
        "additionalProperties": _schema(shape.value, definitions),
        **least,
    }


def _by_form(shape: ByForm, definitions: dict[str, Schema]) -> Schema:
    """A chain of questions: is it a map, is it a list, is it nothing, else it is a scalar."""
    forms = (("object", shape.mapping), ("array", shape.sequence))
    chain = [(kind, _schema(form, definitions)) for kind, form in forms if form is not None]
    if shape.nothing:
        chain.append(("null", {"type": "null"}))
    if shape.scalar is not None:
        chain.append(("", _schema(shape.scalar, definitions)))
    result = chain[-1][1]
    for kind, schema in reversed(chain[:-1]):
        result = {"if": {"type": kind}, "then": schema, "else": result}
    return result


if __name__ == "__main__":
    sys.exit(main())
