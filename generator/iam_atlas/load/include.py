"""The root accounts file and whatever it includes -> the maps of all files, each read once."""

from dataclasses import dataclass, field
from pathlib import Path

from iam_atlas.errors import Position, Words, said
from iam_atlas.load.json_reader import read_json
from iam_atlas.load.looks import match_of, read_of
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence
from iam_atlas.load.reader import read_yaml
from iam_atlas.load.source_text import LARGEST_FILE
from iam_atlas.load.words import nearest, quoted

_GLOB_SIGNS = frozenset("*?[")
_YAML_SUFFIXES = (".yaml", ".yml")


def read_files(root_file: Path, findings: Findings) -> tuple[Mapping, ...]:
    """The maps of the root file and of every file it includes, the root first, then in the order of inclusion.

    Paths in `include:` count from the file they stand in; what a pattern matches comes sorted by path, without the
    file itself and without hidden files. A file reached twice is read once. Whatever is wrong is reported, and the
    other files are still returned; empty when the root file itself cannot be used.
    """
    folder = root_file.parent.resolve()
    reading = _Reading(folder, findings)
    name = root_file.name
    at = Position(name, 1, 1)
    if not root_file.exists():
        findings.error(
            at, "no-such-file", said("there is no file {path}{hint}", path=quoted(name), hint=_start(root_file))
        )
    elif (data := _bytes_of(root_file, at, quoted(name), findings)) is not None:
        reading.take(folder / name, name, data, ())
    return tuple(reading.maps)


def read_document(path_text: str, at: Scalar, root: Path, findings: Findings) -> Node | None:
    """The policy document that the accounts file names, read as JSON (`.json`) or YAML (`.yaml`, `.yml`).

    `path_text` counts from `root`, the folder of the root accounts file, and may not leave it. `at` is where the
    document is named. None after a problem was reported.
    """
    folder = root.resolve()
    path = _inside(folder, folder, path_text, at, findings)
    if path is None:
        return None
    if path.suffix.lower() not in (".json", *_YAML_SUFFIXES):
        findings.error(at, "document-path", said("{path} must end in .json, .yaml or .yml", path=quoted(path_text)))
        return None
    data = _bytes_of(path, at, quoted(path_text), findings)
    return None if data is None else _parse(data, _name_in(folder, path), findings)


@dataclass(slots=True)
class _Reading:
    """The files read so far. `done` holds resolved paths, `maps` what came of them."""

    folder: Path
    findings: Findings
    maps: list[Mapping] = field(default_factory=list)
    done: set[Path] = field(default_factory=set)

    def take(self, path: Path, name: str, data: bytes, above: tuple[tuple[Path, str], ...]) -> None:
        """Parse one file and go on with what it includes; `above` is the way here, the root file first."""
        resolved = path.resolve()
        self.done.add(resolved)
        node = _parse(data, name, self.findings)
        if node is None:
            return
        if not isinstance(node, Mapping):
            self.findings.error(node, "not-a-map", said('this file must be a map of sections such as "accounts:"'))
            return
        self.maps.append(node)
        entries = node.get("include")
        for entry in entries.items if isinstance(entries, Sequence) else ():
            if isinstance(entry, Scalar) and entry.text:
                self._include(entry, path.parent, (*above, (resolved, name)))

    def _include(self, entry: Scalar, base: Path, above: tuple[tuple[Path, str], ...]) -> None:
        for path in self._matches(entry, base, above[-1][0]):
            resolved = path.resolve()
            if any(resolved == earlier for earlier, _ in above):
                self._report_cycle(entry, resolved, above)
            elif resolved not in self.done:
                data = _bytes_of(path, entry, quoted(_name_in(self.folder, resolved)), self.findings)
                if data is not None:
                    self.take(resolved, _name_in(self.folder, resolved), data, above)

    def _matches(self, entry: Scalar, base: Path, itself: Path) -> list[Path]:
        if not _GLOB_SIGNS & set(entry.text):
            path = _inside(self.folder, base, entry.text, entry, self.findings)
            return [] if path is None else [path]
        found = _glob(base, entry, self.findings)
        if found is None:
            return []
        files = [path for path in found if _resolved(path) != itself and not _is_folder(path)]
        if not files:
            self.findings.error(
                entry, "include-matches-nothing", said("{pattern} matches no file", pattern=quoted(entry.text))
            )
        return [path for path in files if _stays_inside(self.folder, path, entry, self.findings)]

    def _report_cycle(self, entry: Scalar, resolved: Path, above: tuple[tuple[Path, str], ...]) -> None:
        names = [name for _, name in above]
        loop = names[[path for path, _ in above].index(resolved) :]
        way = " -> ".join([*loop, loop[0]])
        self.findings.error(entry, "include-cycle", said("this file includes itself: {way}", way=way))


def _glob(base: Path, entry: Scalar, findings: Findings) -> list[Path] | None:
    """What a pattern matches, sorted; hidden files only when the pattern asks for them. None after a report."""
    pattern = entry.text
    asks_for_hidden = any(part.startswith(".") and part not in {".", ".."} for part in pattern.split("/"))
    try:
        found = sorted(base.glob(pattern))
    except (ValueError, NotImplementedError, OSError, RecursionError):
        message = said(
            "{pattern} is not a pattern for paths from this file; write for example accounts/*.yaml",
            pattern=quoted(pattern),
        )
        findings.error(entry, "include-pattern", message)
        return None
    findings.looks.append(match_of(base, pattern, found))
    return [path for path in found if asks_for_hidden or not path.name.startswith(".")]


def _inside(folder: Path, base: Path, text: str, at: Scalar, findings: Findings) -> Path | None:
    """The path that `text` names from `base`, when it is a relative path that stays in `folder`."""
    if not text or "\0" in text or Path(text).is_absolute() or text.startswith("~"):
        findings.error(
            at, "outside-root", said("{path} must be a path relative to this file's folder", path=quoted(text))
        )
        return None
    path = base / text
    return path if _stays_inside(folder, path, at, findings) else None


def _stays_inside(folder: Path, path: Path, at: Scalar, findings: Findings) -> bool:
    resolved = _resolved(path)
    if resolved is None:
        findings.error(at, "unreadable-file", said("{path} cannot be followed to a file", path=quoted(at.text)))
        return False
    inside = resolved.is_relative_to(folder)
    if not inside:
        message = said(
            "{path} leaves the folder of the root accounts file; only files inside it are read", path=quoted(at.text)
        )
        findings.error(at, "outside-root", message)
    return inside


def _resolved(path: Path) -> Path | None:
    """The path with links followed; None when they lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _bytes_of(path: Path, at: Scalar | Position, shown: Words, findings: Findings) -> bytes | None:
    """The bytes of a file, one more than allowed at most. `shown` is its name in quotes, for the message."""
    try:
        if path.is_dir():
            findings.error(
                at,
                "not-a-file",
                said(
                    "{path} is a folder; name a file, or a pattern such as {folder}/*.yaml",
                    path=shown,
                    folder=path.name,
                ),
            )
        elif not path.exists():
            findings.error(at, "no-such-file", said("there is no file {path}{hint}", path=shown, hint=_neighbour(path)))
        elif not path.is_file():
            findings.error(at, "not-a-file", said("{path} is not an ordinary file", path=shown))
        else:
            with path.open("rb") as stream:
                data = stream.read(LARGEST_FILE + 1)
            findings.looks.append(read_of(path, data))
            return data
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or said("the name is not valid")
        findings.error(at, "unreadable-file", said("{path} cannot be read: {reason}", path=shown, reason=reason))
    return None


def _neighbour(path: Path) -> Words:
    """The input file in the same folder whose name is nearest, as half a sentence; nothing when none is near."""
    folder = path.parent
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    by_stem = {file.stem: file.name for file in files if file.suffix.lower() in (".json", *_YAML_SUFFIXES)}
    near = nearest(path.stem, (stem for stem in by_stem if not stem.startswith(".")))
    return said("; did you mean {near} in the same folder?", near=quoted(by_stem[near])) if near else ""


def _start(root_file: Path) -> Words:
    """Where the root file may be meant to be: near, in a folder above, or nowhere yet."""
    folders = zip(("..", "../.."), root_file.parent.resolve().parents, strict=False)
    above = next((f"{way}/{root_file.name}" for way, folder in folders if (folder / root_file.name).is_file()), None)
    if above:
        return said("; there is {path}", path=quoted(above))
    return _neighbour(root_file) or said("; to start a new one, run iam-atlas init")


def _parse(data: bytes, name: str, findings: Findings) -> Node | None:
    if name.lower().endswith(".json"):
        return read_json(data, name, findings)
    return read_yaml(data, name, findings)


def _name_in(folder: Path, path: Path) -> str:
    """The path from the root folder, with forward slashes, links followed."""
    return path.resolve().relative_to(folder).as_posix()
