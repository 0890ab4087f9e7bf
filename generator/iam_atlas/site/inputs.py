"""What a run reads to the question whether it still says the same when the run comes to write.

By content, never by time: clocks jump, and Git, editors and archives set the times of files as they like.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from iam_atlas.site.manifest import FILES, FOLDERS
from iam_atlas.site.mkdocs import CONFIGURATION
from iam_atlas.site.own_pages import own_pages
from iam_atlas.site.watching import input_files

Inputs = Mapping[str, str]
"""Path to digest of every file whose content matters, and to nothing of those that only have to be there."""

_DOCS = "docs"


@dataclass(frozen=True, slots=True)
class Read:
    """What was read below which folder."""

    root: Path
    inputs: Inputs


def inputs_of(root: Path, digests: Mapping[str, str]) -> Inputs:
    """What a run reads: the files with these `digests`, as it read them; mkdocs.yml as it is now; and names.

    Names are those of YAML and JSON beside what was read, since a pattern may match them, and of the team's own pages:
    what those say is read by MkDocs only.
    """
    names = (path.relative_to(root).as_posix() for path in input_files(root, digests))
    return {**dict.fromkeys([*names, *_own(root)], ""), CONFIGURATION: _digest(root / CONFIGURATION), **digests}


def inputs_now(root: Path, paths: Iterable[str]) -> Inputs:
    """The same with the files at `paths` as they are now."""
    return inputs_of(root, {path: _digest(root / path) for path in paths})


def changed_since(root: Path, before: Inputs) -> tuple[str, ...]:
    """Every path that is new, gone or not the same any more, sorted."""
    now = inputs_now(root, (path for path, digest in before.items() if digest))
    return tuple(sorted(path for path in {*before, *now} if before.get(path) != now.get(path)))


def _own(root: Path) -> Iterator[str]:
    generated = [f"{folder.removeprefix(f'{_DOCS}/')}/" for folder in FOLDERS]
    pages = (f"{_DOCS}/{page}" for page in own_pages(root / _DOCS, generated))
    yield from (page for page in pages if page not in FILES)


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return "none"
