"""Values to Terraform's language, laid out as `terraform fmt` lays it out.

Source: Terraform language documentation, "Strings and templates", "Style guide"; HCL native syntax specification.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from iam_atlas.model.addresses import slug
from iam_atlas.model.policies import Json


@dataclass(frozen=True, slots=True)
class Raw:
    """An expression as it stands, such as a reference to another resource."""

    text: str


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document that Terraform turns into JSON text."""

    value: Mapping[str, Json]


Value: TypeAlias = "None | bool | int | float | str | Raw | Encoded | Sequence[Value] | Mapping[str, Value]"

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_KEYWORDS = ("for", "if", "in", "null", "true", "false")
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ON_ONE_LINE = 80  # characters


def label(*names: str) -> str:
    """The name of a resource made from names of the input: the same for the same names, and never for others."""
    made = "--".join(slug(name) for name in names)
    return f"_{made}" if made[0].isdigit() else made


def resource(kind: str, name: str, attributes: Iterable[tuple[str, Value]]) -> list[str]:
    """The lines of a resource; attributes that are None are left out."""
    return block(f'resource "{kind}" "{name}"', attributes)


def block(head: str, attributes: Iterable[tuple[str, Value]], *inner: Sequence[str]) -> list[str]:
    """The lines of a block; attributes that are None are left out. `inner` are blocks within it."""
    given = [(key, value) for key, value in attributes if value is not None]
    nested = [f"  {line}" if line else line for lines in inner for line in lines]
    return [f"{head} {{", *_attributes(given, "  "), *nested, "}"]


def reference(kind: str, name: str, attribute: str) -> Raw:
    """What a resource of ours gives."""
    return Raw(f"{kind}.{name}.{attribute}")


def _attributes(pairs: Iterable[tuple[str, Value]], indent: str) -> list[str]:
    """An entry a line or more; the equals signs of single lines that follow one another stand in a column."""
    entries = [(_key(key), _expression(value, indent)) for key, value in pairs]
    lines: list[str] = []
    for number, (key, written) in enumerate(entries):
        width = _width(entries, number) if len(written) == 1 else len(key)
        lines += [f"{indent}{key.ljust(width)} = {written[0]}", *written[1:]]
    return lines


def _width(entries: Sequence[tuple[str, list[str]]], number: int) -> int:
    """The width of the longest key among the single lines around."""
    first = last = number
    while first > 0 and len(entries[first - 1][1]) == 1:
        first -= 1
    while last + 1 < len(entries) and len(entries[last + 1][1]) == 1:
        last += 1
    return max(len(key) for key, _ in entries[first : last + 1])


def _expression(value: Value, indent: str) -> list[str]:
    """The lines of a value, the first without indentation."""
    match value:
        case Raw(text):
            return [text]
        case Encoded(document):
            first, *rest = _expression(document, indent)
            return _around("jsonencode(", [first, *rest], ")")
        case str():
            return [_quoted(value)]
        case Mapping():
            return ["{", *_attributes(value.items(), f"{indent}  "), f"{indent}}}"] if value else ["{}"]
        case Sequence():
            return _list([_expression(item, f"{indent}  ") for item in value], indent)
        case _:
            return [json.dumps(value)]


def _list(items: Sequence[list[str]], indent: str) -> list[str]:
    if all(len(item) == 1 for item in items) and sum(len(item[0]) + 2 for item in items) <= _ON_ONE_LINE:
        return [f"[{', '.join(item[0] for item in items)}]"]
    lines = [[f"{indent}  {item[0]}", *item[1:]] for item in items]
    return ["[", *(line for item in lines for line in _around("", item, ",")), f"{indent}]"]


def _around(before: str, lines: Sequence[str], after: str) -> list[str]:
    whole = [f"{before}{lines[0]}", *lines[1:]]
    return [*whole[:-1], f"{whole[-1]}{after}"]


def _key(key: str) -> str:
    return key if _PLAIN_KEY.match(key) and key not in _KEYWORDS else _quoted(key)


def _quoted(text: str) -> str:
    """The text as a literal: nothing in it is a template, and it ends where it should."""
    escaped = _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}"), text)
    return '"' + escaped.replace("${", "$${").replace("%{", "%%{") + '"'
