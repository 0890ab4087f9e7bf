"""Plain values -> the text of an accounts.yaml as people write one: short forms, quoted ids, one thing a line."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

Plain: TypeAlias = "None | bool | int | str | list[Plain] | dict[str, Plain]"
"""What a file is made of. None is a key with nothing behind it."""

WIDTH = 110

_PLAIN = re.compile(r"[A-Za-z/][A-Za-z0-9_./+@=-]*(?:[:,][A-Za-z0-9_./+@=-]+)*\Z")
_PERIOD = re.compile(r"[0-9]+[smhd]\Z|[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_RAW = re.compile("[\x20-\x7e\xa1-\u1fff\u2010-\u2027\u2030-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\uffef]")


def yaml_text(sections: Mapping[str, Plain], opening: str = "") -> str:
    """The whole text. Sections stand apart by a blank line; a section that holds nothing is left out.

    `opening` goes before everything else, each line of it a comment.
    """
    head = "".join(f"# {line}\n" if line else "#\n" for line in opening.splitlines())
    written = ["\n".join(_entry(name, value, 0)) for name, value in sections.items() if value not in ({}, [], None)]
    return head + "\n\n".join(written) + "\n"


def scalar(value: str) -> str:
    """A text so that a reader of YAML gets exactly it back, in double quotes where it would be taken for more."""
    if (_PLAIN.match(value) and value.lower() not in _WORDS) or _PERIOD.match(value):
        return value
    return '"' + "".join(map(_escaped, value)) + '"'


def _entry(key: str, value: Plain, depth: int) -> Iterator[str]:
    start = f"{'  ' * depth}{scalar(key)}:"
    if value is None:
        yield start
    elif _fits(value, depth, len(start)):
        yield f"{start} {_flow(value)}"
    elif isinstance(value, dict):
        yield start
        for name, inner in value.items():
            yield from _entry(name, inner, depth + 1)
    elif isinstance(value, list):
        yield start
        for item in value:
            yield from _item(item, depth + 1)


def _item(item: Plain, depth: int) -> Iterator[str]:
    """One entry of a list: a map that is too long for its line has a line for each of its keys."""
    line = f"{'  ' * depth}- {_flow(item)}"
    if not isinstance(item, dict) or len(line) <= WIDTH:
        yield line
        return
    inner = [line for key, value in item.items() for line in _entry(key, value, depth + 1)]
    yield f"{'  ' * depth}- {inner[0].lstrip()}"
    yield from inner[1:]


def _fits(value: Plain, depth: int, before: int) -> bool:
    """Whether it reads well on one line: sections do not, nor does an entry that holds maps of its own."""
    if not isinstance(value, dict | list):
        return True
    if not value:
        return True
    inner = value.values() if isinstance(value, dict) else value
    nested = any(isinstance(one, dict) and one for one in inner)
    too_deep = nested and (depth < 2 or (isinstance(value, list) and len(value) > 1))
    return bool(depth) and not too_deep and before + 1 + len(_flow(value)) <= WIDTH


def _flow(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        pairs = (f"{_in_flow(name)}: {_flow(inner)}" for name, inner in value.items())
        return "{ " + ", ".join(pairs) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return "null" if value is None else str(value) if isinstance(value, int) else _in_flow(value)


def _in_flow(value: str) -> str:
    written = scalar(value)
    return f'"{written}"' if "," in written and written == value else written


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if _RAW.match(character):
        return character
    number = ord(character)
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"
