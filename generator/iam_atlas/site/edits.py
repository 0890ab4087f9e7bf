"""Input files as they were and as they are to the lines that somebody edited."""

from collections.abc import Iterable, Mapping
from itertools import takewhile
from operator import eq
from pathlib import Path

Texts = Mapping[str, bytes]
"""What input files say, by their path relative to the project; those that are not there are left out."""


def texts_of(root: Path, paths: Iterable[str]) -> Texts:
    """What the files say now."""
    return {path: (root / path).read_bytes() for path in sorted(paths) if (root / path).is_file()}


def edits(before: Texts, now: Texts) -> Mapping[str, range]:
    """From the first to the last line that is another one, of each file that is, counted as they are now from 1.

    A file that was not there is edited in all its lines. Where lines only went, it is the one that follows them.
    """
    return {path: _edited(before.get(path, b""), text) for path, text in now.items() if before.get(path) != text}


def _edited(before: bytes, now: bytes) -> range:
    old, new = before.splitlines(), now.splitlines()
    same = _alike(old, new)
    at_end = _alike(old[same:][::-1], new[same:][::-1])
    return range(same + 1, max(len(new) - at_end, same + 1) + 1)


def _alike(one: list[bytes], other: list[bytes]) -> int:
    """How many lines are the same, from the beginning."""
    return sum(1 for _ in takewhile(bool, map(eq, one, other)))
