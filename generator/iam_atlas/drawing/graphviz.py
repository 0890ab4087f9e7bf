"""A layout to the geometry that Graphviz draws of it: the graph is built with `diagrams`, rendered in this process.

Names never enter the DOT text: nodes and clusters carry ids of `[a-z0-9-]` and empty labels. Every node, cluster and
edge is given its place, so that Graphviz (`nop2`, which moves nothing) is the pen and not the architect.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape

import pygraphviz
from diagrams import Cluster, Node, setcluster, setdiagram
from diagrams import Diagram as Canvas
from diagrams import Edge as Line

from iam_atlas.drawing.column_graph import Diagram, Frame
from iam_atlas.drawing.geometry import Box, Curve, Point
from iam_atlas.drawing.layout import Layout

_INCH = 72.0
_SHAPE = re.compile(
    r'<g id="(?P<id>[^"]+)" class="(?P<class>node|edge|cluster)">\s*<title>[^<]*</title>\s*'
    r'<(?:polygon|path) [^>]*?(?:points|d)="(?P<points>[^"]+)"'
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Geometry:
    """What Graphviz drew: boxes by id of card, gate or frame, curves by (source, target)."""

    boxes: Mapping[str, Box]
    curves: Mapping[tuple[str, str], Curve]


def draw_geometry(diagram: Diagram, layout: Layout) -> Geometry:
    """Let Graphviz draw the layout, and read the shapes back from its SVG."""
    shapes = dict(_shapes(_render(to_dot(diagram, layout))))
    names = [card.id for card in diagram.cards] + [gate.id for gate in diagram.gates]
    names += [frame.id for frame in diagram.frames if frame.id in layout.boxes]
    boxes = {name: _box(shapes[name]) for name in names}
    keys = [(edge.source, edge.target) for edge in diagram.edges]
    return Geometry(boxes, {key: shapes[_edge_id(index)] for index, key in enumerate(keys)})


def to_dot(diagram: Diagram, layout: Layout) -> str:
    """The DOT text of the placed diagram, as the `diagrams` package writes it."""
    with _canvas(diagram, layout) as canvas:
        nodes = _add_frames(diagram, layout, None)
        for index, edge in enumerate(diagram.edges):
            path = " ".join(_pair(point) for point in layout.curves[edge.source, edge.target])
            canvas.connect(nodes[edge.source], nodes[edge.target], Line(id=_edge_id(index), pos=path))
        return str(canvas.dot.source)


@contextmanager
def _canvas(diagram: Diagram, layout: Layout) -> Iterator[Canvas]:
    """A `diagrams` canvas that is never rendered by `diagrams` itself, which would write a file and start `dot`."""
    attributes = {"layout": "nop2", "notranslate": "true", "splines": "true", "pad": "0", "label": "",
                  "bb": f"0,{-layout.height:.2f},{layout.width:.2f},0", "bgcolor": "transparent"}  # fmt: skip
    node_attributes = {"style": "", "image": "", "shape": "box", "label": ""}
    canvas = Canvas(diagram.id, filename=diagram.id, show=False, graph_attr=attributes, node_attr=node_attributes)
    setdiagram(canvas)
    try:
        yield canvas
    finally:
        setcluster(None)
        setdiagram(None)


def _add_frames(diagram: Diagram, layout: Layout, parent: str | None) -> dict[str, Node]:
    """Add the frames inside `parent` and all they hold, and what stands in `parent` itself."""
    nodes: dict[str, Node] = {}
    for frame in diagram.frames:
        if frame.parent == parent and frame.id in layout.boxes:
            with Cluster(frame.id, graph_attr=_cluster_attributes(frame, layout)):
                inside = _add_frames(diagram, layout, frame.id)
            # No edge of DOT ends at a cluster; where its line runs is said apart from what it joins.
            nodes |= {**inside, frame.id: next(iter(inside.values()))}
    for card in diagram.cards:
        if card.frame == parent:
            nodes[card.id] = _add_node(card.id, layout.boxes[card.id])
    if parent is None:
        nodes |= {gate.id: _add_node(gate.id, layout.boxes[gate.id]) for gate in diagram.gates}
    return nodes


def _cluster_attributes(frame: Frame, layout: Layout) -> dict[str, str]:
    """Attributes of a cluster leak into the clusters inside it, so every one sets them all."""
    box = layout.boxes[frame.id]
    corners = f"{box.x:.2f},{-box.bottom:.2f},{box.right:.2f},{-box.y:.2f}"
    return {"id": frame.id, "bb": corners, "label": "", "style": "", "bgcolor": "transparent"}


def _add_node(name: str, box: Box) -> Node:
    place = _pair(Point(box.x + box.width / 2, box.middle))
    return Node(
        "", nodeid=name, id=name, pos=place, width=f"{box.width / _INCH:.6f}", height=f"{box.height / _INCH:.6f}"
    )


def _pair(point: Point) -> str:
    """A place in Graphviz's coordinates, whose y grows upwards."""
    return f"{point.x:.2f},{-point.y:.2f}"


def _edge_id(index: int) -> str:
    return f"line-{index}"


def _render(dot: str) -> str:
    rendered: bytes = pygraphviz.AGraph(string=dot).draw(format="svg", prog="nop2")
    return rendered.decode("utf-8")


def _shapes(svg: str) -> Iterator[tuple[str, Curve]]:
    """The corners of every box and the points of every curve, by id, in the order drawn."""
    for match in _SHAPE.finditer(svg):
        numbers = [float(number) for number in _NUMBER.findall(match["points"])]
        yield unescape(match["id"]), tuple(Point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))


def _box(corners: Curve) -> Box:
    left, right = min(point.x for point in corners), max(point.x for point in corners)
    top, bottom = min(point.y for point in corners), max(point.y for point in corners)
    return Box(left, top, right - left, bottom - top)
