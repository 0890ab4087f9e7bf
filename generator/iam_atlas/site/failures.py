"""What the system refused to a sentence for the person who has to put it right."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iam_atlas.errors import OutputError, Said, Words, said

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows has no quota of that name
_FORBIDDEN = {errno.EACCES, errno.EPERM}


@contextmanager
def nothing_changed(place: Path) -> Iterator[None]:
    """Turn an OSError of the block, which has put everything back by then, into an OutputError that says so.

    `place` is what is named where the system names no file.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(refused(error, place, said("; nothing was changed"))) from error


def refused(error: OSError, place: Path, state: Words = "") -> Said:
    """What is wrong with which path, and what to do; `state` says half a sentence about what became of the run."""
    path = str(error.filename or place)
    if error.errno in _FULL:
        return said(
            "the disk is full, or your quota is used up: {path} could not be written{state}. "
            "Free some space and run the command again",
            path=path,
            state=state,
        )
    if error.errno == errno.EROFS:
        return said(
            "{path} is on a read-only file system{state}. Mount it for writing, or work in a copy elsewhere",
            path=path,
            state=state,
        )
    if error.errno in _FORBIDDEN:
        return said(
            "{path}: permission denied{state}. "
            "Whoever runs this command must be able to read and write that path and its folder",
            path=path,
            state=state,
        )
    return said("{path}: {reason}{state}", path=path, reason=error.strerror or str(error), state=state)
