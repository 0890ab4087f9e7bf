"""The documentation folder of a tree to the pages in it that the team writes."""

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from iam_atlas.site.manifest import FOLDERS
from iam_atlas.site.mkdocs import CONFIGURATION
from iam_atlas.site.stamp import is_marked

HOME = "index.md"
_DOCS = "docs"
_GENERATED = "atlas/"
_TEXTS = (".md", ".html", ".txt", ".csv", ".json", ".yml", ".yaml", ".xml", ".svg", ".js", ".css")


def own_pages(docs: Path, left_out: Iterable[str] = ()) -> tuple[str, ...]:
    """The team's own Markdown pages below `docs`, relative to it, sorted; home and names with a dot first left out.

    So are pages in the folders `left_out` (`ja/`). A folder that is a symbolic link is not entered. Empty when there is
    no such folder.
    """
    foreign = (_GENERATED, *left_out)
    found = (path.relative_to(docs) for path in sorted(docs.rglob("*.md")) if path.is_file())
    shown = (path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))
    return tuple(path for path in shown if path != HOME and not path.startswith(foreign))


def own_pages_of_all(root: Path) -> tuple[str, ...]:
    """The team's own pages in the folders of all trees, relative to the project, sorted.

    Among them is the home page of a tree beside the first, which may be one of ours.
    """
    generated = [f"{folder.removeprefix(f'{_DOCS}/')}/" for folder in FOLDERS]
    return tuple(f"{_DOCS}/{page}" for page in own_pages(root / _DOCS, generated))


def own_texts(root: Path, generated: Container[str]) -> Mapping[str, str]:
    """What is built into the site besides what is `generated`, by its path: texts of any kind in docs/, and mkdocs.yml.

    Without pages that carry our marker: those are written anew, or removed. MkDocs passes over names with a dot first.
    """
    found = (path for path in sorted((root / _DOCS).rglob("*")) if path.suffix in _TEXTS and path.is_file())
    beside = (path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts))
    texts = {path.relative_to(root).as_posix(): path.read_bytes() for path in (*beside, *_configuration(root))}
    own = {path: text for path, text in texts.items() if path not in generated and not _is_ours(path, text)}
    return {path: text.decode("utf-8-sig", errors="replace") for path, text in own.items()}


def _configuration(root: Path) -> Iterator[Path]:
    if (root / CONFIGURATION).is_file():
        yield root / CONFIGURATION


def _is_ours(path: str, content: bytes) -> bool:
    return path.endswith(".md") and is_marked(path, content)
