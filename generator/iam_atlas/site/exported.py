"""The texts of an export to files: in a folder that exports made, or to one file.

A list beside the files says which are ours and what they held; what it does not list is never touched.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from iam_atlas.errors import OutputError, said

LIST = ".iam-atlas-export.json"
_FORMAT = 1
_MAY_BE_THERE = {".git"}
"""What a folder may hold before its first export: it can be a repository of its own."""

_Digests: TypeAlias = Mapping[str, frozenset[str]]
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Exported:
    """Which files a run wrote, and which of an earlier run it removed, by their paths in the folder, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def write_text(file: Path, text: str, *, force: bool = False) -> None:
    """Write the file. Raises OutputError where it holds something else already, unless `force` gives that up."""
    content = text.encode()
    if file.is_dir():
        raise OutputError(said("{path} is a folder; name a file", path=str(file)))
    if file.exists() and not force and file.read_bytes() != content:
        raise OutputError(
            said(
                "{path} is there already and holds something else; nothing was written. --force replaces it",
                path=str(file),
            )
        )
    _replace(file, content)


def write_folder(folder: Path, texts: Mapping[str, str], *, force: bool = False) -> Exported:
    """Make the folder hold these texts, and nothing more of an earlier run.

    Raises OutputError, and changes nothing, where no export made the folder and it is not empty, where a file of
    somebody else is in the way, or where somebody edited one of ours; `force` gives up such edits, nothing else.
    """
    known = _known(folder)
    contents = {path: text.encode() for path, text in sorted(texts.items())}
    leaving = sorted(path for path in known.keys() - contents if (folder / path).is_file())
    _refuse_foreign(folder, contents, known)
    if not force:
        _refuse_edited(folder, contents, known)
    new = {path: frozenset({_digest(content)}) for path, content in contents.items()}
    changed = tuple(path for path, content in contents.items() if not _holds(folder / path, content))
    # First what both runs wrote: a run that is killed half-way leaves nothing that the next would take for another's.
    _replace(
        folder / LIST, _list_text({path: new.get(path, _NONE) | known.get(path, _NONE) for path in {*new, *known}})
    )
    for path in changed:
        _replace(folder / path, contents[path])
    for path in leaving:
        (folder / path).unlink()
        _drop_empty_folders(folder, path)
    _replace(folder / LIST, _list_text(new))
    return Exported(changed, tuple(leaving))


def _refuse_foreign(folder: Path, contents: Mapping[str, bytes], known: _Digests) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError(said("{path} is a file; name a folder", path=str(folder)))
    if folder.is_dir() and not (folder / LIST).exists() and {one.name for one in folder.iterdir()} - _MAY_BE_THERE:
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
        wanted = {*digests, _digest(contents[path])} if path in contents else digests
        if file.is_file() and _digest(file.read_bytes()) not in wanted:
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
    return "\\" not in path and ":" not in path and all(part not in ("", ".", "..") for part in parts) and path != LIST


def _list_text(files: _Digests) -> bytes:
    listed = {path: sorted(files[path]) for path in sorted(files)}
    return (json.dumps({"format": _FORMAT, "files": listed}, indent=1, ensure_ascii=False) + "\n").encode()


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _replace(file: Path, content: bytes) -> None:
    """Write the file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name[:100]}.new")
    beside.write_bytes(content)
    beside.replace(file)


def _drop_empty_folders(folder: Path, path: str) -> None:
    with suppress(OSError):
        for parent in (folder / path).parents:
            if parent == folder:
                break
            parent.rmdir()
