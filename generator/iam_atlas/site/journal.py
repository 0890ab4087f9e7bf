"""The renames of a run to a file that tells the next run of them, and back; what nobody wrote is not believed."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from iam_atlas.errors import OutputError, said


@dataclass(frozen=True, slots=True)
class Ground:
    """A folder, the working folder inside it, and which other paths in it a run may move; all relative to `root`."""

    root: Path
    work: str
    may_move: Callable[[str], bool]

    @property
    def journal(self) -> Path:
        """What is there while files move, and after a run that was killed meanwhile."""
        return self.root / self.work / "journal.json"

    @property
    def staged(self) -> str:
        """Where new files wait."""
        return f"{self.work}/staged"

    @property
    def previous(self) -> str:
        """Where old files wait until they are not needed any more."""
        return f"{self.work}/previous"

    @property
    def kept(self) -> str:
        """Where the texts of people stay."""
        return f"{self.work}/kept"


@dataclass(frozen=True, slots=True)
class Move:
    """One rename. `content` is the digest of the file, as it was when the run looked; empty for a folder."""

    source: str
    target: str
    content: str


def write_journal(ground: Ground, moves: Iterable[Move]) -> None:
    """Write so that the file is there whole or not at all, even when the machine loses power."""
    beside = ground.journal.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps([(move.source, move.target, move.content) for move in moves]))
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(ground.journal)


def read_journal(ground: Ground) -> list[Move]:
    """The renames of the journal. Raises OutputError for one that no run wrote: it could move anybody's files."""
    shown = f"{ground.work}/{ground.journal.name}"
    try:
        moves = [
            Move(str(one), str(two), str(content)) for one, two, content in json.loads(ground.journal.read_bytes())
        ]
    except (ValueError, TypeError, RecursionError) as error:
        raise OutputError(said("{path} is none that a run wrote; remove it", path=shown)) from error
    strange = [path for path in _paths(moves) if not _may_be_moved(ground, path)]
    if strange:
        raise OutputError(said("{path} speaks of {other}, so no run wrote it; remove it", path=shown, other=strange[0]))
    return moves


def _paths(moves: Iterable[Move]) -> Iterator[str]:
    for move in moves:
        yield from (move.source, move.target)


def _may_be_moved(ground: Ground, path: str) -> bool:
    ours = path.startswith((f"{ground.staged}/", f"{ground.previous}/", f"{ground.kept}/")) or ground.may_move(path)
    parts = path.split("/")
    folders = (ground.root / "/".join(parts[:count]) for count in range(1, len(parts)))
    return ours and ".." not in parts and not any(folder.is_symlink() for folder in folders)
