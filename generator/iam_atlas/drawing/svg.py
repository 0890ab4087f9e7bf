"""Graphviz's geometry and the diagram's words to the finished SVG: classes for styles, real text, links."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import compress

from iam_atlas.drawing.column_graph import Card, Column, Diagram, Edge, Frame, GateKind
from iam_atlas.drawing.geometry import Box, Curve
from iam_atlas.drawing.graphviz import Geometry
from iam_atlas.drawing.icons import ICONS, icon_or_other
from iam_atlas.drawing.layout import Layout
from iam_atlas.drawing.markup import curve_path, escape, number, optional
from iam_atlas.drawing.sizes import ARROW
from iam_atlas.drawing.svg_nodes import badge_lines, card_lines, frame_lines, gate_lines, inside_of, small

_HALF_ARROW = 3.5
_ORIGIN = Box(0, 0, 0, 0)
_GRID = 24  # the icons' own size
_MARKS = ("admin", "unconditional", "undecided", "finding")
_CARD_ICON, _GROUP_ICON, _TEST_ICON = 18, 24, 14


def write_svg(diagram: Diagram, layout: Layout, geometry: Geometry, address: Callable[[str], str]) -> str:
    """The SVG, one element a line, without a final line break. `address` turns a page into an address for links."""
    return "\n".join(_lines(diagram, layout, geometry, address))


def prefix_of(diagram: Diagram) -> str:
    """What every id in the SVG begins with: short, as there are hundreds of them, and unlike any other diagram's."""
    return f"d{hashlib.sha256(diagram.id.encode('utf-8', 'surrogatepass')).hexdigest()[:5]}"


def _lines(diagram: Diagram, layout: Layout, geometry: Geometry, address: Callable[[str], str]) -> Iterator[str]:
    prefix = prefix_of(diagram)
    yield from _opening(diagram, layout, prefix)
    for column, text in diagram.headings:
        if column in layout.headings:
            centre = number(layout.headings[column])
            yield f'<text class="heading" x="{centre}" y="28" aria-hidden="true">{escape(text)}</text>'
    yield from _contents(_inside(diagram, geometry), geometry, None, prefix, address)
    for gate in diagram.gates:
        yield from gate_lines(gate, geometry.boxes[gate.id], prefix)
    yield '<g class="edges" aria-hidden="true">'
    gates = {gate.id for gate in diagram.gates}
    for edge in sorted(diagram.edges, key=lambda edge: (edge.finding, edge.admin)):  # the important ones on top
        yield from _edge_lines(edge, geometry.curves[edge.source, edge.target], has_head=edge.target not in gates)
    yield "</g>"
    yield "</svg>"


def _opening(diagram: Diagram, layout: Layout, prefix: str) -> Iterator[str]:
    width, height = number(layout.width), number(layout.height)
    yield (
        f'<svg class="atlas-svg" id="{prefix}"'
        ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}" style="--atlas-width:{width}px"'
        f' role="group" aria-labelledby="{prefix}-title" aria-describedby="{prefix}-description">'
    )
    yield f'<title id="{prefix}-title">{escape(diagram.title)}</title>'
    yield f'<desc id="{prefix}-description">{escape(diagram.description)}</desc>'
    yield "<defs>"
    for name, (icon, size) in sorted(_icons(diagram).items()):
        scale = f' transform="scale({size / _GRID:.4g})"' if size != _GRID else ""
        yield f'<symbol id="{prefix}-{name}"><path{scale} d="{ICONS[icon]}"/></symbol>'
    for level, badge in sorted({(card.level.value, card.badge) for card in diagram.cards if card.level}):
        yield from badge_lines(level, badge, prefix)
    yield "</defs>"


def _icons(diagram: Diagram) -> dict[str, tuple[str, int]]:
    """The symbols in use: the name of each, its icon, and its size."""
    tests = {icon_or_other(test.icon) for gate in diagram.gates for test in gate.tests if test.icon}
    found = any(gate.kind is GateKind.FINDING for gate in diagram.gates)
    if found or any(card.findings for card in diagram.cards):
        tests.add("warning")
    symbols = {small(icon): (icon, _TEST_ICON) for icon in tests}
    for card in diagram.cards:
        icon = icon_or_other(card.icon)
        symbols[icon] = (icon, _GROUP_ICON if card.column is Column.MIDDLE else _CARD_ICON)
    return symbols | {"account": ("account", _CARD_ICON)}


@dataclass(frozen=True, slots=True)
class _Inside:
    """What stands in each frame, and under None outside of all."""

    frames: defaultdict[str | None, list[Frame]] = field(default_factory=lambda: defaultdict(list))
    cards: defaultdict[str | None, list[Card]] = field(default_factory=lambda: defaultdict(list))


def _inside(diagram: Diagram, geometry: Geometry) -> _Inside:
    inside = _Inside()
    for frame in diagram.frames:
        if frame.id in geometry.boxes:
            inside.frames[frame.parent].append(frame)
    for card in diagram.cards:
        inside.cards[card.frame].append(card)
    return inside


def _contents(
    all_inside: _Inside, geometry: Geometry, parent: str | None, prefix: str, address: Callable[[str], str]
) -> Iterator[str]:
    """The frames and cards that stand in `parent`, frames with all that they hold."""
    corner = _ORIGIN if parent is None else geometry.boxes[parent]
    for frame in all_inside.frames[parent]:
        inside = tuple(_contents(all_inside, geometry, frame.id, prefix, address))
        yield from frame_lines(frame, inside_of(corner, geometry.boxes[frame.id]), prefix, address, inside)
    for card in all_inside.cards[parent]:
        yield from card_lines(card, inside_of(corner, geometry.boxes[card.id]), prefix, address)


def _edge_lines(edge: Edge, curve: Curve, *, has_head: bool) -> Iterator[str]:
    marks = (edge.admin, edge.unconditional, edge.undecided, edge.finding)
    classes = " ".join(compress(_MARKS, marks))
    targets = optional("data-targets", " ".join(edge.bundled))
    ends = f'data-from="{escape(edge.source)}" data-to="{escape(edge.target)}"{targets}'
    yield f"<g{optional('class', classes)} {ends}>"
    yield f'<path d="{curve_path(curve)}"/>'
    if has_head:
        yield f'<path class="head" d="{_head(curve)}"/>'
    if edge.bundled:
        yield _count(len(edge.bundled), curve)
    yield "</g>"


def _count(edges: int, curve: Curve) -> str:
    """How many edges the line stands for, above its end."""
    end = curve[-1]
    anchor = "end" if end.x >= curve[-2].x else "start"
    return f'<text class="count" text-anchor="{anchor}" x="{number(end.x)}" y="{number(end.y - 5)}">{edges}</text>'


def _head(curve: Curve) -> str:
    """An arrow head as a path of its own, with its tip one arrow's length beyond the curve, the way the curve runs."""
    end, before = curve[-1], curve[-2]
    forward = ARROW if end.x >= before.x else -ARROW
    height = number(_HALF_ARROW)
    return f"M{number(end.x)},{number(end.y - _HALF_ARROW)}l{number(forward)},{height} {number(-forward)},{height}z"
