"""Looks at the disk, and whether a later look would give the same: then nothing that was read has changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from iam_atlas.model.landscape import Read


def read_of(path: Path, data: bytes) -> Read:
    """A file that was read: where it was looked for, where that led, and what it held."""
    return Read(str(path.absolute()), "", (str(path.resolve()), hashlib.sha256(data).hexdigest()))


def match_of(folder: Path, pattern: str) -> Read:
    """What a pattern matches in the folder, folders and hidden files included."""
    return Read(str(folder.absolute()), pattern, tuple(sorted(map(str, folder.glob(pattern)))))


def is_unchanged(reads: Iterable[Read]) -> bool:
    """Whether each look gives now what it gave then; False when one cannot be made."""
    try:
        return all(_again(read) == read for read in reads)
    except (OSError, ValueError, NotImplementedError):
        return False


def _again(read: Read) -> Read:
    path = Path(read.path)
    return match_of(path, read.pattern) if read.pattern else read_of(path, path.read_bytes())
