"""New files and those that go to one step on disk: all of it or nothing, even when the run is killed half-way.

New files are first written to a folder beside. Then a journal of all renames is written, the renames are done, and the
journal is removed: from that moment on the new state counts. Who finds a journal undoes its renames, so that the
previous complete state is back. Nothing that somebody wrote meanwhile is replaced or removed on either way.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from iam_atlas.errors import OutputError, said
from iam_atlas.site.journal import Ground, Move, read_journal, write_journal
from iam_atlas.site.lock import Notice, nobody_hears
from iam_atlas.site.manifest import digest


class DisturbedError(Exception):
    """Somebody changed a file while the run moved it: everything is back as they have it. `path` is the file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def stage(ground: Ground, written: Mapping[str, bytes]) -> None:
    """Write new files to the folder beside. Raises OSError, after which nothing of them is left."""
    try:
        for path, content in written.items():
            staged = ground.root / ground.staged / path
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(content)
    except BaseException:
        clear(ground)
        raise


def carry_out(ground: Ground, moves: Sequence[Move]) -> None:
    """Do the renames, in order, where no journal is.

    Raises OSError or DisturbedError after putting everything back, OutputError where even that failed.
    """
    try:
        write_journal(ground, moves)
        for move in moves:
            _rename(ground, move)
        _require_untouched(ground, moves)
        ground.journal.unlink()
    except BaseException as error:
        _put_back(ground, error)
        raise
    clear(ground)


def heal(ground: Ground, notice: Notice = nobody_hears) -> Mapping[str, str]:
    """Undo the renames of a journal, newest first, and drop what was staged; without a journal, only the latter.

    `notice` hears when there was one. Returns where the text now is of each file that somebody edited since, and that
    has to go.
    """
    kept: dict[str, str] = {}
    if ground.journal.exists():
        moves = _to_undo(ground, read_journal(ground))
        notice(said("The last run was stopped while it was moving files. Restoring the previous files first."))
        for move in reversed(moves):
            if _is_edited(ground, move):
                kept[move.target] = keep(ground, move.target)
            _undo(ground.root / move.source, ground.root / move.target)
        made = [move.target for move in moves if not move.target.startswith(f"{ground.work}/")]
        drop_empty_folders(ground.root, made, [ground.root])
        ground.journal.unlink()
    clear(ground)
    return kept


def clear(ground: Ground) -> None:
    """Drop what is not needed any more; what people wrote stays."""
    for folder in (ground.staged, ground.previous):
        shutil.rmtree(ground.root / folder, ignore_errors=True)
    with suppress(OSError):
        ground.journal.with_suffix(".new").unlink()


def kept_path(ground: Ground, path: str) -> str:
    """Where the text of an edited file goes: named by its content, so that no earlier one is overwritten."""
    file = ground.root / path
    name = f"{file.stem}.{digest(file.read_bytes())[:8]}{file.suffix}"
    return f"{ground.kept}/{Path(path).with_name(name).as_posix()}"


def keep(ground: Ground, path: str) -> str:
    """Copy an edited file to where such texts stay, and return that place."""
    kept = kept_path(ground, path)
    (ground.root / kept).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ground.root / path, ground.root / kept)
    return kept


def drop_empty_folders(root: Path, paths: Iterable[str], tops: Iterable[Path]) -> None:
    """Remove the folders of `paths` that lost their last file, below `tops`; one that still holds anything stays."""
    ends = frozenset(tops)
    for above in dict.fromkeys((root / path).parent for path in paths):
        folder = above
        with suppress(OSError):
            while folder not in ends and ends.intersection(folder.parents):
                folder.rmdir()
                folder = folder.parent


def rename_to_nothing(source: Path, target: Path) -> None:
    """Rename where nothing is, in one step with finding that out. Raises FileExistsError where something is."""
    if sys.platform == "win32":
        source.rename(target)  # never replaces, there
        return
    if not source.is_dir():
        try:
            os.link(source, target)
        except (FileExistsError, FileNotFoundError):
            raise
        except OSError:
            pass  # a file system without hard links, or a file of another account: then looking first has to do
        else:
            _drop_first_name(source, target)
            return
    if target.exists() or target.is_symlink():
        raise FileExistsError(target)
    source.replace(target)


def _drop_first_name(source: Path, target: Path) -> None:
    try:
        source.unlink()
    except OSError:
        target.unlink()
        raise


def _rename(ground: Ground, move: Move) -> None:
    source, target = ground.root / move.source, ground.root / move.target
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        rename_to_nothing(source, target)
    except FileExistsError:
        if not move.target.startswith(f"{ground.kept}/"):
            raise DisturbedError(move.target) from None
        source.replace(target)  # the same text was kept before
    except FileNotFoundError:
        raise DisturbedError(move.source) from None


def _require_untouched(ground: Ground, moves: Iterable[Move]) -> None:
    """Raise DisturbedError for a file that was written to after the run had looked at it, and then was moved away."""
    for move in moves:
        if move.content and not move.source.startswith(f"{ground.work}/"):
            found = ground.root / move.target
            # What came back in the meantime, as the navigation does, was looked at on its way.
            if found.is_file() and digest(found.read_bytes()) != move.content:
                raise DisturbedError(move.source)


def _put_back(ground: Ground, why: BaseException) -> None:
    try:
        heal(ground)
    except OSError as error:
        raise OutputError(
            said(
                "{path}: {reason}; then restoring the previous files failed as well, at {other}: {second}. "
                "Fix that and run the same command again: it restores them",
                path=str(getattr(why, "filename", None) or ground.root),
                reason=getattr(why, "strerror", None) or type(why).__name__,
                other=str(error.filename or ground.root),
                second=error.strerror or str(error),
            )
        ) from why


def _to_undo(ground: Ground, moves: Sequence[Move]) -> list[Move]:
    """The renames that may have been done. Those that bring back what only waited are the last, after all new files."""
    coming = [move for move in moves if move.source.startswith(f"{ground.staged}/")]
    came = not any((ground.root / move.source).exists() for move in coming)
    return [move for move in moves if came or not move.source.startswith(f"{ground.previous}/")]


def _undo(source: Path, target: Path) -> None:
    """Rename back, unless something is there again; a file that a kill left under both names keeps the first."""
    if not target.exists():
        return
    if source.exists():
        if source.samefile(target):
            target.unlink()
        return
    source.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        rename_to_nothing(target, source)


def _is_edited(ground: Ground, move: Move) -> bool:
    """Whether a new file is not any more what the run put there."""
    target = ground.root / move.target
    came = move.source.startswith(f"{ground.staged}/") and target.is_file()
    return came and not (ground.root / move.source).exists() and digest(target.read_bytes()) != move.content
