"""The documentation folder of a tree to the pages in it that the team writes."""

from collections.abc import Iterable
from pathlib import Path

HOME = "index.md"
_GENERATED = "atlas/"


def own_pages(docs: Path, left_out: Iterable[str] = ()) -> tuple[str, ...]:
    """The team's own Markdown pages below `docs`, relative to it, sorted; home and names with a dot first left out.

    So are pages in the folders `left_out` (`ja/`). A folder that is a symbolic link is not entered. Empty when there is
    no such folder.
    """
    foreign = (_GENERATED, *left_out)
    found = (path.relative_to(docs) for path in sorted(docs.rglob("*.md")) if path.is_file())
    shown = (path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))
    return tuple(path for path in shown if path != HOME and not path.startswith(foreign))
