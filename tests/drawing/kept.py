"""A shelf that lasts as long as a test."""

from collections.abc import Mapping


class KeptInMemory:
    """Texts by the digest of what they were made from."""

    def __init__(self, kept: Mapping[str, str] | None = None) -> None:
        self.kept = dict(kept or {})

    def take(self, digest: str) -> str | None:
        """The text with that digest."""
        return self.kept.get(digest)

    def put(self, digest: str, text: str) -> None:
        """Keep it."""
        self.kept[digest] = text
