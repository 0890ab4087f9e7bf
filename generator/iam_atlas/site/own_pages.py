"""The documentation folder of a tree to the pages in it that the team writes."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from iam_atlas.site.mkdocs import CONFIGURATION
from iam_atlas.site.stamp import is_marked
from iam_atlas.site.trees import Tree

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


def own_texts(root: Path, own: Mapping[Tree, Sequence[str]]) -> Mapping[str, str]:
    """What the team writes that the built site shows, by its path: pages of all trees, their homes, and mkdocs.yml."""
    pages = [f"{tree.docs}/{path}" for tree, paths in own.items() for path in paths]
    homes = [tree.home for tree in own if not _is_ours(root, tree.home)]
    found = (path for path in (*pages, *homes, CONFIGURATION) if (root / path).is_file())
    return {path: (root / path).read_text(encoding="utf-8-sig", errors="replace") for path in found}


def _is_ours(root: Path, home: str) -> bool:
    return (root / home).is_file() and is_marked(home, (root / home).read_bytes())
