"""A plan to files on disk: all of it or nothing, even when the run is killed half-way.

New files are first written to a folder beside. Then a journal of all renames is written, the renames are done, and the
journal is removed. A run that finds a journal undoes its renames before anything else, so that the previous complete
state is back. While files move, nav.generated.yml is away, so that MkDocs refuses to publish a mixture.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from iam_atlas.errors import OutputError, said
from iam_atlas.site.manifest import FOLDERS, MANIFEST_PATH, NAVIGATION_PATH, digest, is_owned
from iam_atlas.site.plan import Plan

if sys.platform != "win32":
    import fcntl

WORK_FOLDER = ".iam-atlas"
_JOURNAL = f"{WORK_FOLDER}/journal.json"
_STAGED = f"{WORK_FOLDER}/staged"
_PREVIOUS = f"{WORK_FOLDER}/previous"
_KEPT = f"{WORK_FOLDER}/kept"

Move = tuple[str, str]


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Hold the project for one run: waits for another run to end, and heals what a killed one left behind.

    Raises OutputError when the working folder cannot be made.
    """
    try:
        with _locked(root):
            _heal(root)
            yield
    except OSError as error:
        raise OutputError(
            said(
                "{path}: {reason}; nothing was changed",
                path=str(error.filename or root),
                reason=error.strerror or str(error),
            )
        ) from error


def heal(root: Path) -> None:
    """Bring back the previous complete state after a run that was killed while it moved files; else do nothing."""
    if is_interrupted(root):
        with writing(root):
            pass


def is_interrupted(root: Path) -> bool:
    """Whether a run was killed while it moved files and no run has healed that yet."""
    return (root / _JOURNAL).exists()


def carry_out(root: Path, plan: Plan) -> Mapping[str, str]:
    """Write, delete and keep aside what `plan` says; to be called inside `writing`.

    Returns where the text of each hand-edited file is now kept. Raises OSError after putting everything back.
    """
    if plan.is_empty:
        return {}
    kept = {path: _kept_path(root, path) for path in plan.edited}
    _stage(root, plan.written)
    moves = _moves(root, plan, kept)
    for _, target in moves:
        (root / target).parent.mkdir(parents=True, exist_ok=True)
    write_durably(root / _JOURNAL, json.dumps(moves))
    try:
        for source, target in moves:
            (root / source).replace(root / target)
    except BaseException:
        _heal(root)
        raise
    (root / _JOURNAL).unlink()
    _clear(root)
    _drop_empty_folders(root, plan.deleted)
    return kept


def _moves(root: Path, plan: Plan, kept: Mapping[str, str]) -> list[Move]:
    """All renames in order: the navigation leaves first and comes back last, the manifest just before it."""
    held = f"{_PREVIOUS}/{NAVIGATION_PATH}"
    navigation_stays = NAVIGATION_PATH not in plan.written and (root / NAVIGATION_PATH).exists()
    first = [NAVIGATION_PATH] if (root / NAVIGATION_PATH).exists() else []
    leaving = dict.fromkeys([*first, *plan.deleted, *plan.replaced])
    coming = sorted(plan.written, key=lambda path: (path == NAVIGATION_PATH, path == MANIFEST_PATH, path))
    return [
        *((path, kept.get(path, f"{_PREVIOUS}/{path}")) for path in leaving),
        *((f"{_STAGED}/{path}", path) for path in coming),
        *([(held, NAVIGATION_PATH)] if navigation_stays else []),
    ]


def _heal(root: Path) -> None:
    """Undo the renames of a journal, newest first, and drop what was staged; without a journal, only the latter."""
    journal = root / _JOURNAL
    if journal.exists():
        for source, target in reversed(_read_journal(root)):
            if (root / target).exists() and not (root / source).exists():
                (root / source).parent.mkdir(parents=True, exist_ok=True)
                (root / target).replace(root / source)
        journal.unlink()
    _clear(root)


def _read_journal(root: Path) -> list[Move]:
    """The renames of the journal. Raises OutputError for one that no run wrote: it could move anybody's files."""
    try:
        moves = [(str(source), str(target)) for source, target in json.loads((root / _JOURNAL).read_bytes())]
    except (ValueError, TypeError) as error:
        raise OutputError(said("{path} is none that a run wrote; remove it", path=_JOURNAL)) from error
    strange = [path for move in moves for path in move if not _may_move(root, path)]
    if strange:
        raise OutputError(
            said("{path} speaks of {other}, so no run wrote it; remove it", path=_JOURNAL, other=strange[0])
        )
    return moves


def _may_move(root: Path, path: str) -> bool:
    ours = path == MANIFEST_PATH or is_owned(path) or path.startswith((f"{_STAGED}/", f"{_PREVIOUS}/", f"{_KEPT}/"))
    parts = path.split("/")
    folders = (root / "/".join(parts[:count]) for count in range(1, len(parts)))
    return ours and ".." not in parts and not any(folder.is_symlink() for folder in folders)


def _stage(root: Path, written: Mapping[str, bytes]) -> None:
    for path, content in written.items():
        staged = root / _STAGED / path
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(content)


def write_durably(file: Path, text: str) -> None:
    """Write so that the file is there whole or not at all, even when the machine loses power."""
    beside = file.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(file)


def _kept_path(root: Path, path: str) -> str:
    """Where an edited file goes: named by its content, so that no earlier one is overwritten."""
    file = root / path
    name = f"{file.stem}.{digest(file.read_bytes())[:8]}{file.suffix}"
    return f"{_KEPT}/{Path(path).with_name(name).as_posix()}"


def _clear(root: Path) -> None:
    for folder in (_STAGED, _PREVIOUS):
        shutil.rmtree(root / folder, ignore_errors=True)


def _drop_empty_folders(root: Path, deleted: tuple[str, ...]) -> None:
    """Remove folders that lost their last file; one that still holds anything stays."""
    tops = {root / folder for folder in FOLDERS}
    for path in deleted:
        folder = (root / path).parent
        with suppress(OSError):
            while folder not in tops and tops.intersection(folder.parents):
                folder.rmdir()
                folder = folder.parent


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """One run at a time in one project, where the system has file locks; a killed run leaves no lock behind."""
    work = root / WORK_FOLDER
    for folder in (WORK_FOLDER, _STAGED, _PREVIOUS, _KEPT):
        if (root / folder).is_symlink():
            raise OutputError(said("{folder} is a symbolic link: remove it", folder=str(folder)))
    work.mkdir(exist_ok=True)
    if not (work / ".gitignore").exists():
        (work / ".gitignore").write_text("*\n", encoding="utf-8")
    with (work / "lock").open("w", encoding="utf-8") as lock:
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
