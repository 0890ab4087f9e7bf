"""What a run read and wrote, kept beside the input: a later run that would read the same has nothing to do.

Everything that pages are made of is looked at again: the code, the files and patterns of the input, the settings, which
pages the team has, the date. And every file that was written must be there as it was written. One doubt, and the run is
made in full. Nothing is shared between checkouts, and deleting the file costs one full run.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iam_atlas.errors import Severity
from iam_atlas.load.looks import is_unchanged
from iam_atlas.load.report import Tally
from iam_atlas.model.landscape import Look
from iam_atlas.site.manifest import FILES, digest
from iam_atlas.site.own_pages import own_pages_of_all
from iam_atlas.site.running import running
from iam_atlas.site.stamp import is_marked
from iam_atlas.site.writer import WORK_FOLDER

_FILE = f"{WORK_FOLDER}/last-run.json"


@dataclass(frozen=True, slots=True)
class LastRun:
    """`surroundings` is of all that was read besides the input; `written` are all files with their digests."""

    surroundings: str
    looks: tuple[Look, ...]
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    found: Tally
    written: Mapping[str, str]


def surroundings(accounts_file: Path, today: date | None) -> str:
    """The digest of all that pages depend on beside the input: code, libraries, settings, own pages, the date."""
    root = accounts_file.parent
    parts = (str(accounts_file.absolute()), str(today), running(), *_settings(root), *_own(root))
    return digest("\0".join(parts).encode("utf-8", "surrogatepass"))


def unchanged(root: Path, now: str) -> LastRun | None:
    """The last run, where one in these surroundings would read and write the same; None where that is not certain."""
    last = _kept(root)
    if last is None or last.surroundings != now or not is_unchanged(last.looks) or not _is_there(root, last.written):
        return None
    return last


def keep(root: Path, run: LastRun) -> None:
    """Keep it for the next run; one that cannot be kept is forgotten."""
    body, file = json.dumps(_as_json(run)), root / _FILE
    beside = file.with_suffix(".new")
    with suppress(OSError):
        beside.write_text(f"{digest(body.encode())}\n{body}", encoding="utf-8")
        beside.replace(file)


def _kept(root: Path) -> LastRun | None:
    """None for a file that is missing, damaged, or of another version."""
    try:
        known, _, body = (root / _FILE).read_text(encoding="utf-8").partition("\n")
        return _from_json(json.loads(body)) if digest(body.encode()) == known else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_there(root: Path, written: Mapping[str, str]) -> bool:
    """Whether every file is there as written, and no link in its place or above it."""
    folders = {folder.as_posix() for path in written for folder in Path(path).parents} - {"."}
    try:
        if any((root / path).is_symlink() for path in (*folders, *written)):
            return False
        return all(digest((root / path).read_bytes()) == known for path, known in written.items())
    except OSError:
        return False


def _settings(root: Path) -> Iterator[str]:
    for file in sorted(root.glob("*.yml")):
        if file.name not in FILES and file.is_file():
            yield f"{file.name} {digest(file.read_bytes())}"


def _own(root: Path) -> Iterator[str]:
    """The team's own pages by name, and which home pages are theirs."""
    yield from own_pages_of_all(root)
    for home in (root / name for name in FILES):
        if home.suffix == ".md" and home.exists() and not is_marked(home.name, home.read_bytes()):
            yield f"own {home.name} in {home.parent.name}"


def _as_json(run: LastRun) -> dict[str, object]:
    return {
        "surroundings": run.surroundings,
        "looks": [[look.path, look.pattern, [*look.found]] for look in run.looks],
        "sources": [*run.sources],
        "languages": [*run.languages],
        "found": [{severity.value: count for severity, count in run.found.counts.items()}, run.found.files],
        "written": dict(run.written),
    }


def _from_json(kept: dict[str, object]) -> LastRun:
    looks, found, written = _list(kept["looks"]), _list(kept["found"]), kept["written"]
    counts = found[0]
    if not isinstance(counts, dict) or not isinstance(written, dict):
        raise TypeError(found)
    return LastRun(
        surroundings=str(kept["surroundings"]),
        looks=tuple(Look(str(one[0]), str(one[1]), tuple(map(str, _list(one[2])))) for one in map(_list, looks)),
        sources=tuple(map(str, _list(kept["sources"]))),
        languages=tuple(map(str, _list(kept["languages"]))),
        found=Tally({severity: int(counts[severity.value]) for severity in Severity}, int(str(found[1]))),
        written={str(path): str(known) for path, known in written.items()},
    )


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value
