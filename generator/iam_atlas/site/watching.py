"""The input files of a preview to the moments at which it has to be made again."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from iam_atlas.site.manifest import FILES
from iam_atlas.site.own_pages import own_pages

_INPUTS = ("*.yaml", "*.yml", "*.json")
_PAUSE = 0.1  # seconds between two looks: quick enough for a person, nothing for the machine

Snapshot = Mapping[str, tuple[int, ...] | None]


def snapshot(root: Path, sources: Iterable[str]) -> Snapshot:
    """Every file that may matter, with what tells that it changed; own pages by name.

    MkDocs itself watches what the own pages say; here only counts which there are, since the navigation lists them.
    """
    stamps: dict[str, tuple[int, ...] | None] = {str(path): stamp_of(path) for path in input_files(root, sources)}
    return stamps | dict.fromkeys(own_pages(root / "docs"))


def input_files(root: Path, sources: Iterable[str]) -> tuple[Path, ...]:
    """YAML and JSON in the folders of `sources`, sorted.

    Whole folders, because a file that is missing from the input today may be added tomorrow.
    """
    folders = sorted({(root / source).parent for source in sources})
    return tuple(path for folder in folders for path in _inputs(folder))


def changes(
    look: Callable[[], Snapshot], goes_on: Callable[[], bool], is_late: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Yield each time that `look` sees something new, until `goes_on` is false; blocks in between.

    Also yields at once where `is_late`: something changed before the first look.
    """
    before = look()
    if is_late():
        yield
    while goes_on():
        time.sleep(_PAUSE)
        now = look()
        if now != before:
            before = now
            yield


def stamp_of(path: Path) -> tuple[int, ...] | None:
    """Size and times to compare, never to order: they may lie in the future. None when the file has just gone.

    The time of modification is set by whoever likes, as `touch -r`, archives and some editors do; the time of the last
    change of the entry and its number are the system's own.
    """
    try:
        at = path.stat()
    except OSError:
        return None
    return (at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino)


def _inputs(folder: Path) -> Iterator[Path]:
    for pattern in _INPUTS:
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and not path.name.startswith(".") and path.name not in FILES:
                yield path
