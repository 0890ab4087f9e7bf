"""A file or folder to the right to be the only run that writes there; a run that is killed leaves no lock behind.

Windows has no such locks in Python's standard library, and some file systems of networks have none either. There, two
runs at once are not kept apart: each still writes whole files, and the next run finds and mends what they left.
"""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from iam_atlas.errors import Said, said

if sys.platform != "win32":
    import fcntl

Notice = Callable[[Said], None]
_PATIENCE = 1.0  # seconds after which somebody who waits wants to know why
_PAUSE = 0.02
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EBADF}  # EBADF: a folder on NFS


def nobody_hears(_: Said) -> None:
    """A notice for those who do not want to know."""


@contextmanager
def only_one(place: Path, folder: Path, notice: Notice) -> Iterator[int]:
    """Wait until no other run holds `place`, and hold it while the block runs: a folder, or a file, made when missing.

    `notice` hears of it when that takes a while, and that it is about `folder`. Gives the descriptor: a process that
    inherits it holds the place too.
    """
    descriptor = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait(descriptor, folder, notice, shared=False)
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def while_nobody_writes(place: Path, folder: Path, notice: Notice) -> Iterator[None]:
    """The same for a run that only reads: several of them go on at once. Where there is no `place`, nobody writes."""
    try:
        descriptor = os.open(place, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        _wait(descriptor, folder, notice, shared=True)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, folder: Path, notice: Notice, *, shared: bool) -> None:
    """Ask until `_PATIENCE` has passed, then say so and leave the waiting to the system."""
    since = time.monotonic()
    while not _take(descriptor, shared=shared, now=True):
        if time.monotonic() - since > _PATIENCE:
            where = str(folder.resolve())
            notice(
                said(
                    "Another iam-atlas run is working in {folder}. Waiting for it to finish; Ctrl-C gives up.",
                    folder=where,
                )
            )
            _take(descriptor, shared=shared, now=False)
            return
        time.sleep(_PAUSE)


def _take(descriptor: int, *, shared: bool, now: bool) -> bool:
    """Whether the lock is ours; with `now` it does not wait. True also where there are no locks to be had."""
    if sys.platform == "win32":
        return True
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind | (fcntl.LOCK_NB if now else 0))
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    return True
