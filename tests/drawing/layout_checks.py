"""A laid out diagram to what is wrong with it: boxes that overlap, lines that run across somebody else's box."""

from collections.abc import Iterator
from itertools import combinations

from iam_atlas.drawing.column_graph import Diagram
from iam_atlas.drawing.geometry import Box, Curve, Point
from iam_atlas.drawing.layout import lay_out

_SAMPLES = 24


def overlapping(diagram: Diagram) -> list[tuple[str, str]]:
    """Every two cards or gates that share more than an edge."""
    boxes = _boxes(diagram)
    return [(a, b) for a, b in combinations(boxes, 2) if boxes[a].overlaps(boxes[b])]


def cut(diagram: Diagram) -> list[tuple[str, str, str]]:
    """Every line, by its ends, and a card or gate that it runs across on its way."""
    boxes = _boxes(diagram)
    return [
        (*ends, name)
        for ends, curve in lay_out(diagram).curves.items()
        for name, box in boxes.items()
        if name not in ends and _is_near(curve, box) and any(_is_inside(point, box) for point in _points(curve))
    ]


def _boxes(diagram: Diagram) -> dict[str, Box]:
    layout = lay_out(diagram)
    names = [*(card.id for card in diagram.cards), *(gate.id for gate in diagram.gates)]
    return {name: layout.boxes[name] for name in names}


def _is_near(curve: Curve, box: Box) -> bool:
    left, right = min(point.x for point in curve), max(point.x for point in curve)
    top, bottom = min(point.y for point in curve), max(point.y for point in curve)
    return left < box.right and box.x < right and top < box.bottom and box.y < bottom


def _is_inside(point: Point, box: Box) -> bool:
    return box.x + 1 < point.x < box.right - 1 and box.y + 1 < point.y < box.bottom - 1


def _points(curve: Curve) -> Iterator[Point]:
    for index in range(1, len(curve) - 2, 3):
        start, first, second, end = curve[index - 1 : index + 3]
        for step in range(_SAMPLES + 1):
            t, u = step / _SAMPLES, 1 - step / _SAMPLES
            weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            places = (start, first, second, end)
            yield Point(
                sum(w * place.x for w, place in zip(weights, places, strict=True)),
                sum(w * place.y for w, place in zip(weights, places, strict=True)),
            )
