"""A shelf for drawings that lasts as long as a test."""

from iam_atlas.drawing.draw import Drawing


class KeptInMemory:
    """Drawings by their digest."""

    def __init__(self, *drawings: Drawing) -> None:
        self.kept = {drawing.digest: drawing for drawing in drawings}

    def take(self, digest: str) -> Drawing | None:
        """The drawing with that digest."""
        return self.kept.get(digest)

    def put(self, drawing: Drawing) -> None:
        """Keep it."""
        self.kept[drawing.digest] = drawing
