"""The texts of generated files to the list that says which files are ours, and back."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from iam_atlas.wording.catalogues import LANGUAGES

ATLAS_FOLDER = "docs/atlas"
MANIFEST_PATH = f"{ATLAS_FOLDER}/.manifest.json"
NAVIGATION_PATH = "nav.generated.yml"
FOLDERS = (ATLAS_FOLDER, *(f"docs/{language}/atlas" for language in LANGUAGES))
"""Where generated pages lie: those in the first language of a site, and those in any other."""
NAVIGATIONS = (NAVIGATION_PATH, *(f"mkdocs.generated.{language}.yml" for language in LANGUAGES))
"""What MkDocs cannot build a site without, or one in another language."""
FILES = (*NAVIGATIONS, *(f"docs/{language}/index.md" for language in LANGUAGES))
"""The generated files that lie elsewhere; a home page only where the team has not written one."""

NO_OTHERS: Mapping[str, str] = {}
"""Of a whole run, beside which no file stays."""

_FORMAT = 1
_ENTRY = re.compile(r'^\s*"(?P<path>[^"\\]+)": "(?P<digest>[0-9a-f]{64})",?\s*$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which files a run wrote, and the SHA-256 digests under which it may have written each.

    Paths are relative to the folder of the accounts file, with forward slashes. One path has several digests only
    when the manifest was read from a file with merge conflicts: then both sides are ours.
    """

    files: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def lists(self, path: str, content: bytes) -> bool:
        """Whether `content` is what some run wrote at `path`; line ends as Git may have turned them do not matter."""
        known = self.files.get(path, frozenset())
        return digest(content) in known or digest(with_plain_line_ends(content)) in known

    def all_but(self, paths: Collection[str]) -> Mapping[str, str] | None:
        """The digests of all other files; None where one has several."""
        others = {path: sorted(known) for path, known in self.files.items() if path not in paths}
        if any(len(known) > 1 for known in others.values()):
            return None
        return {path: known for path, (known,) in others.items()}


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def with_plain_line_ends(content: bytes) -> bytes:
    """CRLF to LF, as Git on Windows may have turned the file."""
    return content.replace(b"\r\n", b"\n")


def is_owned(path: str) -> bool:
    """Whether a run may write or delete at `path` at all: inside `FOLDERS`, or one of `FILES`, and nowhere else."""
    inside = path.startswith(tuple(f"{folder}/" for folder in FOLDERS)) and path != MANIFEST_PATH
    plain = "\\" not in path and all(part not in ("", ".", "..") for part in path.split("/"))
    return plain and (inside or path in FILES)


def manifest_text(files: Mapping[str, bytes], others: Mapping[str, str] = NO_OTHERS) -> str:
    """The manifest of `files` (path to content), and of `others` (path to digest) beside them.

    Sorted, one file a line so that differences read well.
    """
    listed = {**others, **{path: digest(content) for path, content in files.items()}}
    return json.dumps({"format": _FORMAT, "files": dict(sorted(listed.items()))}, indent=1, ensure_ascii=False) + "\n"


def manifest_file(files: Mapping[str, bytes], others: Mapping[str, str] = NO_OTHERS) -> Mapping[str, bytes]:
    """The manifest of the files, under its path; `others` are those that stay, by their digests."""
    return {MANIFEST_PATH: manifest_text(files, others).encode()}


def read_manifest(text: str) -> Manifest:
    """The manifest in `text`; entries that point outside of what we own are ignored, whoever wrote them.

    A text that is no JSON, as after a merge with conflicts, is read line by line for what can be recognised: a file
    that is not recognised counts as somebody else's and stays.
    """
    try:
        entries = _entries(json.loads(text))
    except (ValueError, RecursionError):
        entries = [(found["path"], found["digest"]) for found in _ENTRY.finditer(text)]
    files: dict[str, frozenset[str]] = {}
    for path, known in entries:
        if is_owned(path):
            files[path] = files.get(path, frozenset()) | {known}
    return Manifest(files)


def _entries(parsed: object) -> list[tuple[str, str]]:
    files = parsed.get("files") if isinstance(parsed, dict) else None
    if not isinstance(files, dict):
        return []
    return [(path, known) for path, known in files.items() if isinstance(path, str) and isinstance(known, str)]
