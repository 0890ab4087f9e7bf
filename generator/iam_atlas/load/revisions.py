"""A revision of a git repository -> the accounts file as it was then, with all it includes, in a folder for a while.

Nothing is checked out: the work tree, the index and the repository stay as they are.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from iam_atlas.errors import UsageError, said
from iam_atlas.load.git import attempt, git

_LINK = b"120000"
_BLOB = b"blob"


@dataclass(frozen=True, slots=True)
class Version:
    """An accounts file: the one on disk, or with `revision` as it was then."""

    file: Path
    revision: str | None = None

    @property
    def shown(self) -> str:
        """How a person would write the version, before the name of a file in it."""
        if self.revision is not None:
            return f"{self.revision}:"
        return "" if self.file.parent == Path() else f"{self.file.parent.as_posix()}/"


def version_of(word: str, file: Path) -> Version:
    """A file or a folder that is there, else a revision in which `file` is meant."""
    path = Path(word)
    if path.is_dir():
        return Version(path / file.name)
    return Version(path) if path.exists() else Version(file, word)


@contextmanager
def on_disk(version: Version) -> Iterator[Path | None]:
    """Where the root file of the version can be read while the block runs; None when the revision has no such file.

    Raises UsageError when there is no git, no repository, or no such revision.
    """
    if version.revision is None:
        yield version.file
        return
    with TemporaryDirectory(prefix="iam-atlas-") as folder:
        _unpack(version.file.parent, version.revision, Path(folder))
        file = Path(folder) / version.file.name
        yield file if file.is_file() else None


def _unpack(folder: Path, revision: str, to: Path) -> None:
    """Write what the revision has in `folder` into `to`."""
    prefix = git(folder, "rev-parse", "--show-prefix").strip().decode(errors="surrogateescape")
    commit = _commit(folder, revision)
    listing = git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, *([prefix] if prefix else []))
    blobs = [*_blobs(listing)]
    contents = _contents(folder, [sha for _, sha, _ in blobs])
    for (mode, _, path), content in zip(blobs, contents, strict=True):
        _write(to, path.removeprefix(prefix), content, is_link=mode == _LINK)


def _blobs(listing: bytes) -> Iterator[tuple[bytes, bytes, str]]:
    """Mode, object and path of every file, as `git ls-tree -z` lists them: `<mode> <type> <object><tab><path>`."""
    for record in filter(None, listing.split(b"\0")):
        head, _, path = record.partition(b"\t")
        mode, kind, sha = head.split(b" ")
        if kind == _BLOB:
            yield mode, sha, os.fsdecode(path)


def _contents(folder: Path, shas: Sequence[bytes]) -> Iterator[bytes]:
    """What each object holds, in their order.

    Source: git-cat-file, "BATCH OUTPUT": a line `<name> <type> <size>`, the content, a line feed.
    """
    answer = git(folder, "cat-file", "--batch", given=b"".join(sha + b"\n" for sha in shas))
    place = 0
    for _ in shas:
        end = answer.index(b"\n", place)
        size = int(answer[place:end].rsplit(b" ", 1)[1])
        yield answer[end + 1 : end + 1 + size]
        place = end + 1 + size + 1


def _write(to: Path, path: str, content: bytes, *, is_link: bool) -> None:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts:
        return  # no git makes such a tree; one that somebody forged must not write elsewhere
    target = to / parts
    target.parent.mkdir(parents=True, exist_ok=True)
    if is_link:
        target.symlink_to(os.fsdecode(content))  # the loader follows it only where it stays inside
    else:
        target.write_bytes(content)


def _commit(folder: Path, revision: str) -> str:
    found = None
    if not revision.startswith("-"):
        found = attempt(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is not None and found.returncode == 0:
        return found.stdout.decode().strip()
    if git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise UsageError(
            said(
                "this clone is shallow and does not have {revision}: run `git fetch --unshallow`, or in a workflow "
                "check out with fetch-depth: 0",
                revision=f'"{revision}"',
            )
        )
    raise UsageError(said("there is no file, folder or git revision {revision}", revision=f'"{revision}"'))
