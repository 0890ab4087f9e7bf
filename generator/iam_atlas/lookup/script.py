"""A value to the text of a script that hands it to whoever listens."""

import json
import re
from collections.abc import Iterable, Mapping

from iam_atlas.model.policies import Json

EVENT = "iam-atlas"

# What would end the script, a line of it, or its text in UTF-8; all of it can only stand inside a string.
_DANGEROUS = re.compile("[<\u2028\u2029\ud800-\udfff]")


def script(parts: Mapping[str, Json]) -> str:
    """One statement that hands `parts` over in an event; lists and maps with one entry a line."""
    lines = ",\n".join(f"{_literal(key)}: {_spread(value)}" for key, value in parts.items())
    return f'dispatchEvent(new CustomEvent("{EVENT}", {{detail: {{\n{lines}\n}}}}))\n'


def _spread(value: Json) -> str:
    if isinstance(value, dict):
        return _block("{", (f"{_literal(key)}: {_literal(item)}" for key, item in value.items()), "}")
    return _block("[", map(_literal, value), "]") if isinstance(value, list) else _literal(value)


def _block(opening: str, lines: Iterable[str], closing: str) -> str:
    inside = ",\n".join(lines)
    return f"{opening}\n{inside}\n{closing}" if inside else opening + closing


def _literal(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _DANGEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
