"""The files of a run and what lies on disk to what would be written, deleted and kept aside."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from iam_atlas.errors import Joint, OutputError, Said, listed, said
from iam_atlas.site.manifest import (
    ATLAS_FOLDER,
    FILES,
    FOLDERS,
    MANIFEST_PATH,
    NO_OTHERS,
    Manifest,
    digest,
    is_owned,
    manifest_file,
    read_manifest,
    with_plain_line_ends,
)
from iam_atlas.site.stamp import is_marked


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do; every path is relative to the project, every tuple sorted.

    `written` maps new and changed files, the manifest among them, to their content; `replaced` names those of them
    that are on disk already. `edited` names files of `replaced` and `deleted` that somebody changed by hand: their
    text is kept aside first. `found` are the digests of what lies on disk for `replaced` and `deleted`. `left` names
    files that are no longer generated but do not look like ours any more: they stay, as somebody's own.
    """

    written: Mapping[str, bytes]
    replaced: tuple[str, ...]
    deleted: tuple[str, ...]
    edited: tuple[str, ...]
    found: Mapping[str, str]
    left: tuple[str, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Whether the disk already holds what the run would write."""
        return not self.written and not self.deleted


def nothing_to_do(files: int) -> Plan:
    """The plan of a run that would write what is there: so many files."""
    return Plan({}, (), (), (), {}, (), files)


def plan_run(root: Path, files: Mapping[str, bytes], others: Mapping[str, str] = NO_OTHERS) -> Plan:
    """Compare `files` (path relative to `root` to content) with the disk; reads, never writes.

    They are all of a run but for `others`, files of the last run by their digests, which nobody looks at. Raises
    OutputError naming every file that is in the way: one we did not write, a symbolic link, two names that some file
    systems cannot tell apart.
    """
    _refuse_confusable([*files, *others])
    on_disk = frozenset(_disk(root))
    manifest = _manifest(root, on_disk)
    wanted = {**files, **manifest_file(files, others)}
    _refuse_what_is_in_the_way(root, wanted, on_disk, manifest)
    changed = {
        path: content for path, content in wanted.items() if path not in on_disk or not _holds(root, path, content)
    }
    stale = sorted(path for path in manifest.files.keys() - others.keys() - wanted.keys() if path in on_disk)
    going = {path: (root / path).read_bytes() for path in [*changed, *stale] if path in on_disk}
    ours = {path: _is_ours(path, content, manifest) for path, content in going.items()}
    left = tuple(path for path in stale if not is_marked(path, going[path]))
    return Plan(
        written={path: changed[path] for path in sorted(changed)},
        replaced=tuple(sorted(path for path in changed if path in on_disk)),
        deleted=tuple(path for path in stale if path not in left),
        edited=tuple(sorted(path for path, untouched in ours.items() if not untouched and path not in left)),
        found={path: digest(content) for path, content in going.items() if path not in left},
        left=left,
        unchanged=len(wanted) - len(changed),
    )


def _is_ours(path: str, content: bytes, manifest: Manifest) -> bool:
    return path == MANIFEST_PATH or manifest.lists(path, content)


def _holds(root: Path, path: str, content: bytes) -> bool:
    present = (root / path).read_bytes()
    return present == content or with_plain_line_ends(present) == content


def _manifest(root: Path, on_disk: frozenset[str]) -> Manifest:
    if MANIFEST_PATH not in on_disk:
        return Manifest()
    return read_manifest((root / MANIFEST_PATH).read_text(encoding="utf-8", errors="replace"))


def _disk(root: Path) -> Iterator[str]:
    """Every file where we may write, spelled as on disk; a link is one entry and is not followed."""
    owned = [*(root / file for file in FILES), *(entry for folder in FOLDERS for entry in _walk(root / folder))]
    for entry in owned:
        if entry.is_symlink() or entry.exists():
            yield entry.relative_to(root).as_posix()


def _walk(folder: Path) -> Iterator[Path]:
    if folder.is_symlink() or not folder.is_dir():
        yield folder
        return
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def _refuse_confusable(files: Iterable[str]) -> None:
    """Two names that differ in case or in how an accent is encoded are one file on macOS and Windows."""
    seen: dict[str, str] = {}
    for path in sorted(files):
        if not is_owned(path):
            raise OutputError(
                said(
                    "{path}: generated files go to {folder}/ and nowhere else",
                    path=path,
                    folder=ATLAS_FOLDER,
                )
            )
        folded = unicodedata.normalize("NFC", path).casefold()
        if folded in seen:
            raise OutputError(
                said(
                    "{other} and {path} are one file on systems that ignore case: rename one",
                    other=seen[folded],
                    path=path,
                )
            )
        seen[folded] = path


def _refuse_what_is_in_the_way(
    root: Path, wanted: Mapping[str, bytes], on_disk: frozenset[str], manifest: Manifest
) -> None:
    above = dict.fromkeys(path for folder in FOLDERS for path in _ancestors(folder))
    links = [path for path in (*above, *on_disk) if (root / path).is_symlink()]
    blocked = {parent for path in wanted for parent in _ancestors(path) if parent in on_disk}
    problems = [_link_problem(path) for path in links if _concerns(path, wanted, manifest)]
    problems += [_no_folder_problem(path) for path in blocked if path not in links]
    for path, content in wanted.items():
        if blocked.intersection(_ancestors(path)):
            continue
        if (root / path).is_dir():
            problems.append(said("{path} cannot be written: a folder of that name is there; move it away", path=path))
        elif path in on_disk and path not in links and not _may_replace(root, path, content, manifest):
            problems.append(_foreign_problem(path))
    if problems:
        raise OutputError(listed(sorted(problems, key=str), Joint.LINE))


def _may_replace(root: Path, path: str, content: bytes, manifest: Manifest) -> bool:
    """Whether the file at `path` is ours, or is what we would write anyway.

    What lies outside of docs/atlas/ survives when somebody deletes that, manifest and all; so there the marker is
    enough, and its text is kept aside.
    """
    if path == MANIFEST_PATH or path in manifest.files or _holds(root, path, content):
        return True
    return not path.startswith(f"{ATLAS_FOLDER}/") and is_marked(path, (root / path).read_bytes())


def _concerns(link: str, wanted: Mapping[str, bytes], manifest: Manifest) -> bool:
    """Whether a run would write or delete at or below `link`; other links in the folder are none of our business."""
    return any(path == link or path.startswith(f"{link}/") for path in (*wanted, *manifest.files))


def _ancestors(path: str) -> list[str]:
    """The folders above `path` and, when it is one of ours, that itself; outermost first."""
    parts = path.split("/")
    last = len(parts) + 1 if path in FOLDERS else len(parts)
    return ["/".join(parts[:count]) for count in range(1, last)]


def _link_problem(path: str) -> Said:
    return said(
        "{path} is a symbolic link: generated files are never written or deleted through links; remove it", path=path
    )


def _no_folder_problem(path: str) -> Said:
    return said("{path} is a file, but generated files go into a folder of that name; move the file away", path=path)


def _foreign_problem(path: str) -> Said:
    return said(
        "{path} is in the way: iam-atlas generates a file of that name, but this one is not in "
        "{manifest}, so somebody else wrote it; move it away",
        path=path,
        manifest=MANIFEST_PATH,
    )
