"""A shelf for drawings that lasts as long as a test."""

from collections.abc import Mapping

from iam_atlas.drawing.draw import Drawing


class KeptInMemory:
    """Drawings by the digest of what they were drawn from."""

    def __init__(self, kept: Mapping[str, Drawing] | None = None) -> None:
        self.kept = dict(kept or {})

    def take(self, digest: str) -> Drawing | None:
        """The drawing with that digest."""
        return self.kept.get(digest)

    def put(self, digest: str, drawing: Drawing) -> None:
        """Keep it."""
        self.kept[digest] = drawing
