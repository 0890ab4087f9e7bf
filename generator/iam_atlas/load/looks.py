"""What was looked at on the disk -> the look as a value, and whether a later one would give the same."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from iam_atlas.model.landscape import Look


def read_of(path: Path, data: bytes) -> Look:
    """A file that was read: where it was looked for, where that led, and what it held."""
    return Look(str(path.absolute()), "", (str(path.resolve()), hashlib.sha256(data).hexdigest()))


def match_of(folder: Path, pattern: str, found: Iterable[Path]) -> Look:
    """What a pattern matches in the folder: all that was found, folders and hidden files included."""
    return Look(str(folder.absolute()), pattern, tuple(sorted(map(str, found))))


def is_unchanged(looks: Iterable[Look]) -> bool:
    """Whether each look gives now what it gave then; False when one cannot be made."""
    try:
        return all(_again(look) == look for look in looks)
    except (OSError, ValueError, NotImplementedError):
        return False


def _again(look: Look) -> Look:
    path = Path(look.path)
    return match_of(path, look.pattern, path.glob(look.pattern)) if look.pattern else read_of(path, path.read_bytes())
