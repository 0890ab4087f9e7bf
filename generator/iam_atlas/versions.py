"""An accounts file, as it is or as git has it -> the analysed atlas of each, and what changed from one to the next."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from iam_atlas.atlas import Atlas, analyse
from iam_atlas.changes.compare import compare
from iam_atlas.changes.past import Commit, Past
from iam_atlas.errors import AtlasError, InputError
from iam_atlas.load.history import History, history_of
from iam_atlas.load.landscape import load_landscape
from iam_atlas.load.revisions import Version, on_disk
from iam_atlas.pause import gc_paused


def load_atlas(accounts_file: Path, today: date | None, jobs: int = 1) -> Atlas:
    """Read, check and analyse, by `jobs` processes.

    Raises InputError with every problem found; `Atlas.problems` are the warnings.
    """
    with gc_paused():
        return analyse(load_landscape(accounts_file, today=today), today, jobs)


def load_version(version: Version, today: date | None) -> Atlas | None:
    """The analysed file of a version; None when its revision has no such file. Raises what `load_atlas` raises."""
    with on_disk(version) as file:
        if file is None:
            return None
        try:
            return load_atlas(file, today)
        except InputError as error:
            placed = (replace(one.position, file=f"{version.shown}{one.position.file}") for one in error.problems)
            problems = zip(error.problems, placed, strict=True)
            raise InputError(tuple(replace(one, position=at) for one, at in problems)) from error


def past_of(accounts_file: Path, atlas: Atlas, today: date | None, most: int) -> tuple[Past, ...]:
    """The last `most` versions, newest first, down to `atlas`, the one on disk; empty without a history in git."""
    history = history_of(accounts_file, atlas.landscape.source_files, most + 1)
    return tuple(reversed([*_told(accounts_file, atlas, today, history)]))[:most]


def _told(accounts_file: Path, atlas: Atlas, today: date | None, history: History) -> Iterator[Past]:
    """Oldest first. The oldest is what the next is compared with, and is told only where it is the first of all."""
    before: Atlas | None = None
    commits = tuple(reversed(history.commits))
    for commit in commits:
        is_newest = commit is commits[-1] and not history.is_edited
        now = atlas if is_newest else _as_it_was(accounts_file, commit, today)
        if now is None or before is not None:
            yield Past(commit, compare(before, now) if now and before else None, is_broken=now is None)
        elif history.is_whole:
            yield Past(commit, None)
        before = now or before
    if history.is_edited and before is not None:
        yield Past(None, compare(before, atlas))


def _as_it_was(accounts_file: Path, commit: Commit, today: date | None) -> Atlas | None:
    """The atlas of a commit; None where it has no such file, or one that is not valid, today."""
    try:
        return load_version(Version(accounts_file, commit.revision), today)
    except AtlasError:
        return None
