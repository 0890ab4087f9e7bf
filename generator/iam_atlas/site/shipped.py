"""A folder of this package to the files in it, which may lie in an archive."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable


def files_below(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    """Every file by its path, which begins with `path`, sorted by name folder by folder; byte code left out."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not entry.is_dir():
            yield f"{path}{entry.name}", entry
        elif entry.name != "__pycache__":
            yield from files_below(entry, f"{path}{entry.name}/")
