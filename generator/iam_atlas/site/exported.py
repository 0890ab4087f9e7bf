"""The texts of an export to files: in a folder that exports made, or to one file; all of them or none.

A list beside the files says which are ours and what they held; what it does not list is never touched.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from iam_atlas.errors import OutputError, said
from iam_atlas.site.failures import nothing_changed
from iam_atlas.site.journal import Ground, Move
from iam_atlas.site.lock import Notice, nobody_hears, only_one
from iam_atlas.site.manifest import digest
from iam_atlas.site.moving import DisturbedError, carry_out, drop_empty_folders, heal, stage

LIST = ".iam-atlas-export.json"
_WORK = ".iam-atlas-export"
_FORMAT = 1
_MAY_BE_THERE = {".git", _WORK}
"""What a folder may hold before its first export: it can be a repository of its own, or one began and was killed."""

_Digests: TypeAlias = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Exported:
    """Which files a run wrote, and which of an earlier run it removed, by their paths in the folder, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def write_text(file: Path, text: str, *, force: bool = False, notice: Notice = nobody_hears) -> None:
    """Write the file. Raises OutputError where it holds something else already, unless `force` gives that up.

    A link stays one: what it leads to is written.
    """
    content, real = text.encode(), file.resolve()
    if real.is_dir():
        raise OutputError(said("{path} is a folder; name a file", path=str(file)))
    with nothing_changed(file):
        real.parent.mkdir(parents=True, exist_ok=True)
        with only_one(real.parent, real.parent, notice):
            if real.exists() and not force and real.read_bytes() != content:
                raise OutputError(
                    said(
                        "{path} is there already and holds something else; nothing was written. --force replaces it",
                        path=str(file),
                    )
                )
            _replace(real, content)


def write_folder(
    folder: Path, texts: Mapping[str, str], *, force: bool = False, notice: Notice = nobody_hears
) -> Exported:
    """Make the folder hold these texts, and nothing more of an earlier run.

    Raises OutputError, and changes nothing, where no export made the folder and it is not empty, where a file of
    somebody else is in the way, or where somebody edited one of ours; `force` gives up such edits, nothing else.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(said("{path} is a file; name a folder", path=str(folder)))
    contents = {path: text.encode() for path, text in sorted(texts.items())}
    with _holding(folder, notice) as ground:
        known = _known(folder)
        leaving = tuple(sorted(path for path in known.keys() - contents if (folder / path).is_file()))
        _refuse_foreign(folder, contents, known)
        if not force:
            _refuse_edited(folder, contents, known)
        changed = tuple(path for path, content in contents.items() if not _holds(folder / path, content))
        _carry_out(ground, {path: contents[path] for path in changed} | {LIST: _list_text(contents)}, leaving)
    return Exported(changed, leaving)


@contextmanager
def _holding(folder: Path, notice: Notice) -> Iterator[Ground]:
    """Hold the folder, made when missing, and heal what a killed run left; nothing of the working folder stays."""
    with nothing_changed(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with only_one(folder, folder, notice):
            if (folder / _WORK).is_symlink():
                raise OutputError(said("{folder} is a symbolic link: remove it", folder=str(folder / _WORK)))
            ground = Ground(folder, _WORK, lambda path: path == LIST or _is_inside(path))
            heal(ground, notice)
            try:
                yield ground
            finally:
                with suppress(OSError):  # a folder stays that holds anything: texts that were kept, or the export
                    (folder / _WORK).rmdir()


def _carry_out(ground: Ground, written: Mapping[str, bytes], leaving: tuple[str, ...]) -> None:
    """The list moves last: until then it is the one of what lies there."""
    new = {path: content for path, content in written.items() if not _holds(ground.root / path, content)}
    if not new and not leaving:
        return
    (ground.root / _WORK).mkdir(exist_ok=True)
    seen = {path: digest((ground.root / path).read_bytes()) for path in (*leaving, *new) if _is_file(ground, path)}
    coming = sorted(new, key=lambda path: (path == LIST, path))
    moves = [Move(path, f"{ground.previous}/{path}", content) for path, content in seen.items()]
    moves += [Move(f"{ground.staged}/{path}", path, digest(new[path])) for path in coming]
    stage(ground, new)
    try:
        carry_out(ground, moves)
    except DisturbedError as error:
        raise OutputError(
            said(
                "another program is writing to {path}; nothing was changed. Run the command again when it has finished",
                path=str(ground.root / error.path),
            )
        ) from error
    drop_empty_folders(ground.root, leaving, [ground.root])


def _is_file(ground: Ground, path: str) -> bool:
    return (ground.root / path).is_file()


def _refuse_foreign(folder: Path, contents: Mapping[str, bytes], known: _Digests) -> None:
    if not (folder / LIST).exists() and {one.name for one in folder.iterdir()} - _MAY_BE_THERE:
        raise OutputError(
            said("{path} is not empty, and no export made it: name a new or an empty folder", path=str(folder))
        )
    for path in sorted({*contents, *known}):
        if strange := _in_the_way(folder, path, None if path in known else contents[path]):
            raise OutputError(
                said("{path} is in the way, and no export made it; nothing was changed", path=str(strange))
            )


def _in_the_way(folder: Path, path: str, content: bytes | None) -> Path | None:
    """What keeps a file of ours from being there: a link, a folder in its place, or a file with another content."""
    file = folder / path
    above = [parent for parent in file.parents if folder in parent.parents]
    links = (one for one in (file, *above) if one.is_symlink())
    files = (one for one in above if one.exists() and not one.is_dir())
    other = file.exists() and (file.is_dir() or (content is not None and not _holds(file, content)))
    return next(iter((*links, *files, *([file] if other else []))), None)


def _refuse_edited(folder: Path, contents: Mapping[str, bytes], known: _Digests) -> None:
    for path, digests in sorted(known.items()):
        file = folder / path
        wanted = {*digests, digest(contents[path])} if path in contents else digests
        if file.is_file() and digest(file.read_bytes()) not in wanted:
            raise OutputError(
                said(
                    "{path} was edited since it was exported; nothing was changed. --force gives the edit up",
                    path=str(file),
                )
            )


def _known(folder: Path) -> _Digests:
    """What earlier runs wrote. Raises OutputError for a list that none of them wrote."""
    file = folder / LIST
    if not file.is_file():
        return {}
    try:
        files = json.loads(file.read_bytes())["files"]
        known = {str(path): frozenset(map(str, digests)) for path, digests in files.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise OutputError(
            said("{path} is no list of an export; remove it, and what lies beside it", path=str(file))
        ) from error
    return {path: digests for path, digests in known.items() if _is_inside(path)}


def _is_inside(path: str) -> bool:
    """Whether a run may have written there; a list that somebody made could name anybody's files."""
    parts = path.split("/")
    plain = "\\" not in path and ":" not in path and all(part not in ("", ".", "..") for part in parts)
    return plain and path != LIST and parts[0] not in _MAY_BE_THERE


def _list_text(files: Mapping[str, bytes]) -> bytes:
    listed = {path: [digest(files[path])] for path in sorted(files)}
    return (json.dumps({"format": _FORMAT, "files": listed}, indent=1, ensure_ascii=False) + "\n").encode()


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _replace(file: Path, content: bytes) -> None:
    """Write the file whole or not at all; who may read it stays as it was."""
    beside = file.with_name(f".{file.name[:100]}.iam-atlas-new")
    try:
        beside.write_bytes(content)
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
