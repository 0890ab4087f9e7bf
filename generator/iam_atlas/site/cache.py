"""Texts to files under the digest of what they were made from, so that a later run need not make them again.

Nothing but speed depends on it: who deletes the folder waits longer once. What is damaged is made again, several runs
may use it at a time, and a text is found again only by the program that made it.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from iam_atlas.site.manifest import digest
from iam_atlas.site.running import running
from iam_atlas.site.writer import WORK_FOLDER, make_work_folder

_FOLDER = "cache"
LIMIT = 256_000_000
"""Bytes that are kept; beyond that, what nobody has asked for longest goes."""


@dataclass(frozen=True, slots=True)
class Cache:
    """The folder of a project's cache. One that is not `kept` is read from, and nothing is put into it."""

    folder: Path
    kept: bool = True

    def take(self, key: str) -> str | None:
        """The text under the key; None when it is not there as it was put."""
        file = self._file(key)
        try:
            known, _, body = file.read_bytes().partition(b"\n")
        except OSError:
            return None
        if _seal(body) != known:
            return None
        if self.kept:
            with suppress(OSError):
                os.utime(file)
        return body.decode()

    def put(self, key: str, text: str) -> None:
        """Keep the text, where that is possible; where it is not, nothing of it is left."""
        if not self.kept:
            return
        file, body = self._file(key), text.encode()
        beside = file.with_suffix(f".{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_seal(body) + b"\n" + body)
            beside.replace(file)
        except OSError:
            with suppress(OSError):
                beside.unlink()

    def _file(self, key: str) -> Path:
        return self.folder / running()[:16] / key[:2] / key


def cache_of(root: Path, *, kept: bool) -> Cache | None:
    """The cache of a project, in its working folder; None where a link leads out of that, or nothing can be kept."""
    work = root / WORK_FOLDER
    if work.is_symlink() or (work / _FOLDER).is_symlink():
        return None
    try:
        return Cache((make_work_folder(root) if kept else work) / _FOLDER, kept)
    except OSError:
        return None


def trim(cache: Cache, limit: int = LIMIT) -> None:
    """Remove what was not asked for longest, until `limit` bytes are left; nothing where it is only read."""
    if not cache.kept:
        return
    found = sorted(_found(cache.folder), reverse=True)
    total = 0
    for _, size, path in found:
        total += size
        if total > limit:
            with suppress(OSError):
                path.unlink()


def _found(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """Each file with when it was last asked for, and its size."""
    for above, _, names in os.walk(folder):
        for name in names:
            path = Path(above, name)
            with suppress(OSError):
                at = path.lstat()
                yield at.st_mtime_ns, at.st_size, path


def _seal(body: bytes) -> bytes:
    return digest(body).encode()
