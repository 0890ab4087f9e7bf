"""Boxes and curves: the values that the layout is made of, in pixels, y growing downwards."""

from typing import NamedTuple, TypeAlias


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


Curve: TypeAlias = tuple[Point, ...]
"""A start and then three points for each cubic, as in SVG and Graphviz."""


class Box(NamedTuple):
    """A rectangle by its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The y half-way down."""
        return self.y + self.height / 2

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, other: "Box") -> bool:
        """Whether `other` lies wholly inside."""
        inside_x = self.x <= other.x and other.right <= self.right
        return inside_x and self.y <= other.y and other.bottom <= self.bottom
