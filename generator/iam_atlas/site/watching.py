"""The input files of a preview to the moments at which it has to be made again."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from iam_atlas.site.manifest import FILES
from iam_atlas.site.own_pages import own_pages

_INPUTS = ("*.yaml", "*.yml", "*.json")
_PAUSE = 0.4  # seconds between two looks: quick enough for a person, nothing for the machine

Snapshot = Mapping[str, tuple[int, int] | None]


def snapshot(root: Path, sources: Iterable[str]) -> Snapshot:
    """Every file that may matter, with its time and size: YAML and JSON in the folders of `sources`, own pages by name.

    Whole folders, because a file that is missing from the input today may be added tomorrow. MkDocs itself watches
    what the own pages say; here only counts which there are, since the navigation lists them.
    """
    folders = sorted({(root / source).parent for source in sources})
    inputs = {path: path.stat() for folder in folders for path in _inputs(folder)}
    stamps: dict[str, tuple[int, int] | None] = {str(path): (at.st_mtime_ns, at.st_size) for path, at in inputs.items()}
    return stamps | dict.fromkeys(own_pages(root / "docs"))


def changes(look: Callable[[], Snapshot], goes_on: Callable[[], bool]) -> Iterator[None]:
    """Yield each time that `look` sees something new, until `goes_on` is false; blocks in between."""
    before = look()
    while goes_on():
        time.sleep(_PAUSE)
        now = look()
        if now != before:
            before = now
            yield


def _inputs(folder: Path) -> Iterator[Path]:
    for pattern in _INPUTS:
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and not path.name.startswith(".") and path.name not in FILES:
                yield path
