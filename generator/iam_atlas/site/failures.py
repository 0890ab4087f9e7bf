"""What the system refused to a sentence for the person who has to put it right."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iam_atlas.errors import OutputError, Said, said

_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
_FORBIDDEN = (errno.EACCES, errno.EPERM)


@contextmanager
def nothing_changed(place: Path) -> Iterator[None]:
    """Turn an OSError of the block, which has put everything back by then, into an OutputError that says so.

    `place` is what is named where the system names no file.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(_sentence(error, str(error.filename or place))) from error


def _sentence(error: OSError, path: str) -> Said:
    if error.errno in _FULL:
        return said(
            "the disk is full, or your share of it: {path} cannot be written; nothing was changed. "
            "Make room, then run the command again",
            path=path,
        )
    if error.errno == errno.EROFS:
        return said(
            "{path} is on a file system that can only be read; nothing was changed. "
            "Mount it for writing, or work in a copy elsewhere",
            path=path,
        )
    if error.errno in _FORBIDDEN:
        return said(
            "{path}: permission denied; nothing was changed. "
            "The account that runs this must be allowed to read and write it, and the folder that it is in",
            path=path,
        )
    return said("{path}: {reason}; nothing was changed", path=path, reason=error.strerror or str(error))
