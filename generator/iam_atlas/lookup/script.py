"""A value to the text of a script that hands it to whoever listens."""

from collections.abc import Iterable, Mapping

from iam_atlas.exporters.json_line import json_line
from iam_atlas.model.policies import Json

EVENT = "iam-atlas"


def script(parts: Mapping[str, Json]) -> str:
    """One statement that hands `parts` over in an event; lists and maps with one entry a line."""
    lines = ",\n".join(f"{json_line(key)}: {_spread(value)}" for key, value in parts.items())
    return f'dispatchEvent(new CustomEvent("{EVENT}", {{detail: {{\n{lines}\n}}}}))\n'


def _spread(value: Json) -> str:
    if isinstance(value, dict):
        return _block("{", (f"{json_line(key)}: {json_line(item)}" for key, item in value.items()), "}")
    return _block("[", map(json_line, value), "]") if isinstance(value, list) else json_line(value)


def _block(opening: str, lines: Iterable[str], closing: str) -> str:
    inside = ",\n".join(lines)
    return f"{opening}\n{inside}\n{closing}" if inside else opening + closing
