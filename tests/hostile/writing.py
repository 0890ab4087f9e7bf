"""An accounts file as plain data -> YAML in which every text has a line of its own, and the path of each line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | None | list[Json] | dict[str, Json]"
Path: TypeAlias = "tuple[str | int, ...]"

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Written:
    """`paths` holds for each line (from 0) what stands on it: the keys and numbers that lead there."""

    text: str
    paths: tuple[Path, ...]


def written(value: Mapping[str, Json]) -> Written:
    """`value` as YAML; texts and keys are in double quotes with everything but ASCII escaped."""
    lines = list(_lines(dict(value), (), 0))
    return Written("".join(f"{line}\n" for line, _ in lines), tuple(path for _, path in lines))


def _lines(value: Json, path: Path, depth: int) -> Iterator[tuple[str, Path]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _entry(f"{scalar(key)}:", one, (*path, key), depth)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _entry("-", one, (*path, number), depth)


def _entry(opening: str, value: Json, path: Path, depth: int) -> Iterator[tuple[str, Path]]:
    indent = " " * depth
    if isinstance(value, dict | list) and value:
        yield f"{indent}{opening}", path
        yield from _lines(value, path, depth + 1)
    else:
        yield f"{indent}{opening} {scalar(value)}", path


def scalar(value: Json) -> str:
    """A scalar or something empty, as it may stand on one line of YAML."""
    if isinstance(value, str):
        return '"' + "".join(_escaped(character) for character in value) + '"'
    if isinstance(value, bool):
        return str(value).lower()
    return "null" if value is None else str(value)


def _escaped(character: str) -> str:
    if " " <= character <= "~" or character in _ESCAPES:
        return _ESCAPES.get(character, character)
    return f"\\u{ord(character):04X}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08X}"
