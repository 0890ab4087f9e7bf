"""Graphviz's geometry and the diagram's words to the finished SVG: classes for styles, real text, links."""

import hashlib
from collections.abc import Callable, Iterator

from iam_atlas.drawing.column_graph import Column, Diagram, Edge, Frame, GateKind
from iam_atlas.drawing.geometry import Box, Curve
from iam_atlas.drawing.graphviz import Geometry
from iam_atlas.drawing.icons import ICONS, icon_or_other
from iam_atlas.drawing.layout import Layout
from iam_atlas.drawing.markup import attributes, curve_path, escape, number
from iam_atlas.drawing.sizes import ARROW
from iam_atlas.drawing.svg_nodes import badge_lines, card_lines, frame_lines, gate_lines, inside_of, small

_HALF_ARROW = 3.5
_ORIGIN = Box(0, 0, 0, 0)
_GRID = 24  # the icons' own size
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
            place = attributes(class_="heading", x=layout.headings[column], y=28.0, aria_hidden="true")
            yield f"<text{place}>{escape(text)}</text>"
    yield from _contents(diagram, geometry, None, prefix, address)
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
    yield "<svg" + attributes(
        class_="atlas-svg",
        id=prefix,
        xmlns="http://www.w3.org/2000/svg",
        xmlns__xlink="http://www.w3.org/1999/xlink",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        style=f"--atlas-width:{width}px",
        role="group",
        aria_labelledby=f"{prefix}-title",
        aria_describedby=f"{prefix}-description",
    ) + ">"  # fmt: skip
    yield f'<title id="{prefix}-title">{escape(diagram.title)}</title>'
    yield f'<desc id="{prefix}-description">{escape(diagram.description)}</desc>'
    yield "<defs>"
    for name, (icon, size) in sorted(_icons(diagram).items()):
        scale = attributes(transform=f"scale({size / _GRID:.4g})") if size != _GRID else ""
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


def _contents(
    diagram: Diagram, geometry: Geometry, parent: Frame | None, prefix: str, address: Callable[[str], str]
) -> Iterator[str]:
    """The frames and cards that stand in `parent`, frames with all that they hold."""
    name = parent.id if parent else None
    corner = geometry.boxes[parent.id] if parent else _ORIGIN
    for frame in diagram.frames:
        if frame.parent == name and frame.id in geometry.boxes:
            inside = tuple(_contents(diagram, geometry, frame, prefix, address))
            yield from frame_lines(frame, inside_of(corner, geometry.boxes[frame.id]), prefix, address, inside)
    for card in diagram.cards:
        if card.frame == name:
            yield from card_lines(card, inside_of(corner, geometry.boxes[card.id]), prefix, address)


def _edge_lines(edge: Edge, curve: Curve, *, has_head: bool) -> Iterator[str]:
    names = ("admin", "unconditional", "undecided", "finding")
    classes = " ".join(name for name in names if getattr(edge, name))
    targets = " ".join(edge.bundled) or None
    ends = attributes(class_=classes or None, data_from=edge.source, data_to=edge.target, data_targets=targets)
    yield f"<g{ends}>"
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
    return f"<text{attributes(class_='count', text_anchor=anchor, x=end.x, y=end.y - 5)}>{edges}</text>"


def _head(curve: Curve) -> str:
    """An arrow head as a path of its own, with its tip one arrow's length beyond the curve, the way the curve runs."""
    end, before = curve[-1], curve[-2]
    forward = ARROW if end.x >= before.x else -ARROW
    height = number(_HALF_ARROW)
    return f"M{number(end.x)},{number(end.y - _HALF_ARROW)}l{number(forward)},{height} {number(-forward)},{height}z"
