"""What a run reads to the question whether it still says the same when the run comes to write, and what does not.

By content, never by time: clocks jump, and Git, editors and archives set the times of files as they like.

`load.looks` answers for the next run, which has nothing to do where each look at the disk gives the same: those are by
absolute path, links resolved, and only of what was asked for. Here a person is told the files by name, as the project
has them, and one that a pattern might match counts too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from iam_atlas.site.manifest import FILES, digest
from iam_atlas.site.mkdocs import CONFIGURATION
from iam_atlas.site.own_pages import own_pages_of_all
from iam_atlas.site.watching import input_files

Inputs = Mapping[str, str]
"""Path to digest of every file whose content matters, and to nothing of those that only have to be there."""


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
    own = (page for page in own_pages_of_all(root) if page not in FILES)
    return {**dict.fromkeys([*names, *own], ""), CONFIGURATION: _digest(root / CONFIGURATION), **digests}


def inputs_now(root: Path, paths: Iterable[str]) -> Inputs:
    """The same with the files at `paths` as they are now."""
    return inputs_of(root, {path: _digest(root / path) for path in paths})


def changed_since(root: Path, before: Inputs) -> tuple[str, ...]:
    """Every path that is new, gone or not the same any more, sorted."""
    now = inputs_now(root, (path for path, digest in before.items() if digest))
    return tuple(sorted(path for path in {*before, *now} if before.get(path) != now.get(path)))


def _digest(file: Path) -> str:
    try:
        return digest(file.read_bytes())
    except OSError:
        return "none"
