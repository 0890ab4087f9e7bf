"""A layout to the geometry that Graphviz draws of it: the graph is built with `diagrams`, rendered in this process.

Nothing of the input enters the DOT text, not even ids: whatever has a place has a number. Diagrams that differ in
names alone have one text, and are drawn once. Every node, cluster and edge is given its place, so that Graphviz
(`nop2`, which moves nothing) is the pen and not the architect.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pygraphviz
from diagrams import Cluster, Edge, Node, setcluster, setdiagram
from diagrams import Diagram as Canvas

from iam_atlas.drawing.column_graph import Diagram
from iam_atlas.drawing.geometry import Box, Curve, Point
from iam_atlas.drawing.layout import Layout

_INCH = 72.0
_SHAPE = re.compile(
    r'<g id="(?P<id>[^"]+)" class="(?:node|edge|cluster)">\s*<title>[^<]*</title>\s*'
    r'<(?:polygon|path) [^>]*?(?:points|d)="(?P<points>[^"]+)"'
)
_BETWEEN = str.maketrans("MC,", "   ")  # what stands between the numbers of a shape
_KEPT = 128  # shapes: those that are alike are mostly pages of one kind, and these follow each other


@dataclass(frozen=True, slots=True)
class Geometry:
    """What Graphviz drew: boxes by id of card, gate or frame, curves by (source, target)."""

    boxes: Mapping[str, Box]
    curves: Mapping[tuple[str, str], Curve]


class Placed(NamedTuple):
    """A box and the number of the frame that it stands in, None outside all frames."""

    frame: int | None
    box: Box


class Joined(NamedTuple):
    """A curve and the numbers of the nodes that it joins."""

    source: int
    target: int
    curve: Curve


class Shape(NamedTuple):
    """A layout without names: frames, nodes (cards, then gates) and lines, each known by its place in its tuple."""

    width: float
    height: float
    frames: tuple[Placed, ...]
    nodes: tuple[Placed, ...]
    lines: tuple[Joined, ...]


class Drawn(NamedTuple):
    """What Graphviz drew of a shape, in its order."""

    frames: tuple[Box, ...]
    nodes: tuple[Box, ...]
    lines: tuple[Curve, ...]


class _Canvas(Canvas):  # type: ignore[misc]  # the package has no types
    """A canvas that writes nodes and edges itself: what they say are numbers of ours, which need no care in quoting."""

    _default_graph_attrs: Mapping[str, str] = {}
    _default_node_attrs: Mapping[str, str] = {}

    def node(self, nodeid: str, _: str, **attributes: str) -> None:
        """A node that stands in no cluster; none has a label."""
        self.dot.body.append(_statement(nodeid, attributes))

    def connect(self, node: Node, node2: Node, edge: Edge) -> None:
        """An edge, wherever its ends stand."""
        self.dot.body.append(_statement(f"{node.nodeid} -> {node2.nodeid}", edge.attrs))


class _Frame(Cluster):  # type: ignore[misc]
    """A cluster that writes its nodes as the canvas does; without the fonts of a label, which ours have not."""

    _default_graph_attrs: Mapping[str, str] = {}

    def node(self, nodeid: str, _: str, **attributes: str) -> None:
        """A node inside."""
        self.dot.body.append(_statement(nodeid, attributes))


class _Line(Edge):  # type: ignore[misc]
    """An edge without the fonts that the package gives to each: ours have no words."""

    _default_edge_attrs: Mapping[str, str] = {}


def draw_geometry(diagram: Diagram, layout: Layout) -> Geometry:
    """Let Graphviz draw the layout, and read the shapes back from its SVG."""
    drawn = _drawn(shape_of(diagram, layout))
    boxes = dict(zip(_frame_names(diagram, layout), drawn.frames, strict=True))
    boxes |= zip(_node_names(diagram), drawn.nodes, strict=True)
    keys = [(edge.source, edge.target) for edge in diagram.edges]
    return Geometry(boxes, dict(zip(keys, drawn.lines, strict=True)))


def shape_of(diagram: Diagram, layout: Layout) -> Shape:
    """The layout with numbers for names."""
    frames = {name: number for number, name in enumerate(_frame_names(diagram, layout))}
    nodes = {name: number for number, name in enumerate(_node_names(diagram))}
    around = {frame.id: frames.get(frame.parent or "") for frame in diagram.frames}
    standing = {card.id: frames.get(card.frame or "") for card in diagram.cards}
    # No edge of DOT ends at a cluster; where its line runs is said apart from what it joins.
    ends = {card.frame: nodes[card.id] for card in reversed(diagram.cards) if card.frame is not None} | nodes
    curves = layout.curves
    return Shape(
        layout.width,
        layout.height,
        tuple(Placed(around[name], layout.boxes[name]) for name in frames),
        tuple(Placed(standing.get(name), layout.boxes[name]) for name in nodes),
        tuple(Joined(ends[edge.source], ends[edge.target], curves[edge.source, edge.target]) for edge in diagram.edges),
    )


def to_dot(shape: Shape) -> str:
    """The DOT text of the placed diagram, as the `diagrams` package writes it."""
    with _canvas(shape) as canvas:
        nodes = _add_frames(shape, None)
        for number, line in enumerate(shape.lines):
            path = " ".join(_pair(point) for point in line.curve)
            canvas.connect(nodes[line.source], nodes[line.target], _Line(id=f"line{number}", pos=path))
        return str(canvas.dot.source)


def _frame_names(diagram: Diagram, layout: Layout) -> list[str]:
    return [frame.id for frame in diagram.frames if frame.id in layout.boxes]


def _node_names(diagram: Diagram) -> list[str]:
    return [card.id for card in diagram.cards] + [gate.id for gate in diagram.gates]


@contextmanager
def _canvas(shape: Shape) -> Iterator[Canvas]:
    """A `diagrams` canvas that is never rendered by `diagrams` itself, which would write a file and start `dot`."""
    attributes = {"layout": "nop2", "notranslate": "true", "splines": "true", "pad": "0", "label": "",
                  "bb": f"0,{-shape.height:.2f},{shape.width:.2f},0", "bgcolor": "transparent"}  # fmt: skip
    node_attributes = {"shape": "box", "label": "", "fixedsize": "true"}
    canvas = _Canvas("shape", filename="shape", show=False, graph_attr=attributes, node_attr=node_attributes)
    setdiagram(canvas)
    try:
        yield canvas
    finally:
        setcluster(None)
        setdiagram(None)


def _add_frames(shape: Shape, parent: int | None) -> dict[int, Node]:
    """Add the frames inside `parent` and all they hold, and what stands in `parent` itself."""
    nodes: dict[int, Node] = {}
    for number, frame in enumerate(shape.frames):
        if frame.frame == parent:
            with _Frame(f"frame{number}", graph_attr=_cluster_attributes(f"frame{number}", frame.box)):
                nodes |= _add_frames(shape, number)
    own = [(number, node.box) for number, node in enumerate(shape.nodes) if node.frame == parent]
    return nodes | {number: _add_node(f"node{number}", box) for number, box in own}


def _cluster_attributes(name: str, box: Box) -> dict[str, str]:
    """Attributes of a cluster leak into the clusters inside it, so every one sets them all."""
    corners = f"{box.x:.2f},{-box.bottom:.2f},{box.right:.2f},{-box.y:.2f}"
    return {"id": name, "bb": corners, "label": "", "style": "", "bgcolor": "transparent"}


def _add_node(name: str, box: Box) -> Node:
    place = _pair(Point(box.x + box.width / 2, box.middle))
    return Node(
        "", nodeid=name, id=name, pos=place, width=f"{box.width / _INCH:.6f}", height=f"{box.height / _INCH:.6f}"
    )


def _statement(what: str, attributes: Mapping[str, str]) -> str:
    values = " ".join([f'{name}="{value}"' for name, value in attributes.items()])
    return f"\t{what} [{values}]\n"


def _pair(point: Point) -> str:
    """A place in Graphviz's coordinates, whose y grows upwards."""
    return f"{point.x:.2f},{-point.y:.2f}"


@lru_cache(maxsize=_KEPT)
def _drawn(shape: Shape) -> Drawn:
    found = dict(_shapes(_render(to_dot(shape))))
    return Drawn(
        tuple(_box(found[f"frame{number}"]) for number in range(len(shape.frames))),
        tuple(_box(found[f"node{number}"]) for number in range(len(shape.nodes))),
        tuple(_curve(found[f"line{number}"]) for number in range(len(shape.lines))),
    )


def _render(dot: str) -> str:
    rendered: bytes = pygraphviz.AGraph(string=dot).draw(format="svg", prog="nop2")
    return rendered.decode("utf-8")


def _shapes(svg: str) -> Iterator[tuple[str, list[float]]]:
    """The corners of every box and the points of every curve, by id, in the order drawn: x and y in turn."""
    for match in _SHAPE.finditer(svg):
        yield match["id"], list(map(float, match["points"].translate(_BETWEEN).split()))


def _box(corners: list[float]) -> Box:
    left, right, top, bottom = min(corners[::2]), max(corners[::2]), min(corners[1::2]), max(corners[1::2])
    return Box(left, top, right - left, bottom - top)


def _curve(points: list[float]) -> Curve:
    return tuple(map(Point, points[::2], points[1::2]))
