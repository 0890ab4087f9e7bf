"""Values to the smallest pieces of SVG: escaped text and attributes, rounded numbers, paths, elements."""

import re
import unicodedata
from functools import lru_cache

from iam_atlas.drawing.geometry import Curve

_PAGE = re.compile(r"(?:\.\./)*(?:[a-z0-9-]+/)*[a-z0-9-]+\.html(?:#[a-z0-9-]+)?\Z")
_DOUBTFUL = re.compile(
    "[^ !#-%'-;=?-~\u00a0-\u061b\u061d-\u1fff\u2010-\u2027\u2030-\u205f\u2070-\ud7ff]"
)  # all else is plain text, the usual case
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x200E, 0x200F], None)


def escape(text: str) -> str:
    """`text` for content and for attributes in double quotes.

    What XML forbids becomes U+FFFD, line breaks become spaces, and marks that turn the direction of the text around
    them are left out, so that a name cannot rearrange its neighbours.
    """
    if not _DOUBTFUL.search(text):
        return text
    legible = "".join(_legible(character) for character in text.translate(_BIDI))
    return legible.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@lru_cache(maxsize=16_384)  # most places are on a coarse grid
def number(value: float) -> str:
    """At most one decimal, and no `-0`."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def optional(name: str, value: str | float | None) -> str:
    """An attribute with a leading space; nothing for None and for an empty text."""
    if value is None or value == "":
        return ""
    return f' {name}="{escape(value) if isinstance(value, str) else number(value)}"'


def curve_path(curve: Curve) -> str:
    """The `d` of a curve; cubics are relative, pieces that run level are `H`."""
    parts = [f"M{number(curve[0].x)},{number(curve[0].y)}"]
    for index in range(1, len(curve) - 2, 3):
        start, first, second, end = curve[index - 1 : index + 3]
        if number(start.y) == number(first.y) == number(second.y) == number(end.y):
            parts.append(f"H{number(end.x)}")
        else:
            steps = [f"{number(point.x - start.x)},{number(point.y - start.y)}" for point in (first, second, end)]
            parts.append("c" + " ".join(steps))
    return "".join(parts)


def page_address(href: str) -> str:
    """`href` when it is a relative address of one of our pages; ValueError for anything else, schemes above all."""
    if not _PAGE.match(href):
        raise ValueError(f"not an address of a generated page: {href!r}")
    return href


def _legible(character: str) -> str:
    if character in "\t\n\r\x85\u2028\u2029":
        return " "
    forbidden = unicodedata.category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE
    return "\ufffd" if forbidden else character
