"""A finished SVG to what is wrong with it: text wider than its box, things that overlap or stand outside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

from iam_atlas.drawing.metrics import mono_width, text_width
from iam_atlas.drawing.sizes import NOTE, PILL, SMALL, SUBTITLE, TITLE

_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_STEP = re.compile(r"([MHclz])([^MHclz]*)")
_SIZES = {"sub": SUBTITLE, "inner-title": SMALL, "environment": PILL, "heading": PILL, "count": 10.0}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row inside a box: some text, a pill or a badge, from the box's left side."""

    what: str
    left: float
    right: float
    row: float


def too_wide(svg: str) -> list[str]:
    """Every text that reaches beyond its box, or into what stands beside it."""
    found: list[str] = []
    for group in ElementTree.fromstring(svg).iter():
        rect = group.find("{*}rect")
        if group.get("data-node") and rect is not None:
            pieces = sorted(_pieces(group), key=lambda piece: (piece.row, piece.left))
            width = float(rect.get("width", "0"))
            found += [piece.what for piece in pieces if piece.left < 0 or piece.right > width]
            rows = [(a, b) for a, b in pairwise(pieces) if a.row == b.row]
            found += [f"{a.what} | {b.what}" for a, b in rows if a.right > b.left]
    return found


def outside(svg: str) -> list[str]:
    """Every box and line that reaches beyond the canvas."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    return [what for what, x, y in _corners(root, 0, 0) if not (0 <= x <= width and 0 <= y <= height)]


def scripts(svg: str) -> list[str]:
    """Every element and attribute that could run something."""
    found = []
    for element in ElementTree.fromstring(svg).iter():
        name = element.tag.rpartition("}")[2].lower()
        if name in ("script", "foreignobject", "iframe", "image", "style", "animate", "set"):
            found.append(name)
        found += [key for key in element.attrib if key.lower().startswith("on")]
        found += [value for key, value in element.attrib.items() if key.endswith("href") and ":" in value]
    return found


def _pieces(group: ElementTree.Element) -> Iterator[Piece]:
    own = [child for child in group if not child.get("data-node")]
    header = [child for link in own if link.tag.endswith("}a") for child in link]
    for child in (*own, *header):
        x, y = float(child.get("x", "0")), float(child.get("y", "0"))
        classes = child.get("class", "")
        if child.tag.endswith("}text") and classes not in ("environment", "plus"):
            yield Piece(child.text or "", x, x + _width(child, group), round(y / 14))
        elif classes == "pill":
            yield Piece("pill", x, x + float(child.get("width", "0")), 2)


def _width(text: ElementTree.Element, group: ElementTree.Element) -> float:
    classes, words = text.get("class", ""), text.text or ""
    if classes == "note":
        return mono_width(words, NOTE)
    default = SMALL if group.get("data-kind") == "gate" else TITLE
    return text_width(words, _SIZES.get(classes, default), regular=classes == "sub")


def _corners(element: ElementTree.Element, x: float, y: float) -> Iterator[tuple[str, float, float]]:
    if element.tag.endswith(("}defs", "}symbol")):
        return
    move = re.match(r"translate\((\S+) (\S+)\)", element.get("transform", ""))
    x, y = (x + float(move[1]), y + float(move[2])) if move else (x, y)
    if element.tag.endswith("}rect"):
        left, top = x + float(element.get("x", "0")), y + float(element.get("y", "0"))
        yield "rect", left, top
        yield "rect", left + float(element.get("width", "0")), top + float(element.get("height", "0"))
    elif element.tag.endswith("}path"):
        yield from (("path", x + a, y + b) for a, b in _points(element.get("d", "")))
    for child in element:
        yield from _corners(child, x, y)


def _points(path: str) -> Iterator[tuple[float, float]]:
    """Where the pieces of a path end."""
    x = y = 0.0
    for command, rest in _STEP.findall(path):
        numbers = [float(number) for number in _NUMBERS.findall(rest)]
        if command == "M":
            x, y = numbers
        elif command == "H":
            (x,) = numbers
        elif command == "c":
            x, y = x + numbers[4], y + numbers[5]
        yield x, y
