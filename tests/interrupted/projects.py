"""Folders that commands work in, with something of everybody's in them, and what must be true whatever happened."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from iam_atlas import build

OLD = """version: 1
site: { languages: [LANGUAGES] }
accounts:
  jump: { id: "111111111111", kind: jump }
  dev: "222222222222"
users: { alice: [developers], bob: [leavers] }
roles: { developer: PowerUserAccess, parting: ReadOnlyAccess }
grants:
  developers: { dev: developer }
  leavers: { dev: parting }
"""
EDITED = "docs/atlas/groups/index.md"
WORDS = "what somebody wrote into a generated page"
OWN = {
    "docs/own.md": "a page of the team",
    "docs/atlas/notes.md": "a page of the team in the wrong place",
    ".iam-atlas/kept/earlier.md": "what was kept of an earlier edit",
    "site/.nojekyll": "",
    "out/README": "a file of the team beside an export",
    "new/README.md": "what was there before a repository was started",
}
WORK = (".iam-atlas", "out/.iam-atlas-export", "new/.iam-atlas-init")
NAVIGATIONS = ("nav.generated.yml", "mkdocs.generated.ja.yml")
PARTS = ("docs/", "site/", "out/", "access.csv")
"""What is one whole each; `build` brings the pages up to date first, and then the site."""

Tree = Mapping[str, str]
"""Path to digest."""


def old_and_new(languages: str) -> tuple[str, str]:
    """Two accounts files: from one to the other pages change, come and go."""
    old = OLD.replace("LANGUAGES", languages)
    return old, old.replace("bob", "zoe").replace("leavers", "arrivals").replace("parting", "viewer")


def a_project(folder: Path, text: str) -> Path:
    """A repository as `init` makes it, with this accounts file."""
    build.init(folder, "en")
    (folder / "accounts.yaml").write_text(text, encoding="utf-8")
    return folder


def add_what_people_have(folder: Path) -> None:
    """The team's own files, and an edit where nobody should edit."""
    for path, text in OWN.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    with (folder / EDITED).open("a", encoding="utf-8") as page:
        page.write(WORDS)


def a_dump(role: str) -> str:
    """What IAM prints of an account with one role."""
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:*"}]}
    arn = f"arn:aws:iam::222222222222:role/{role}"
    return json.dumps({"RoleDetailList": [{"Arn": arn, "RoleName": role, "AssumeRolePolicyDocument": trust}]})


def tree(folder: Path) -> Tree:
    """Everything in the folder but working folders, which the texts that people wrote are looked for in."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    shown = {path: file for path, file in files.items() if not path.startswith(tuple(f"{work}/" for work in WORK))}
    return {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in shown.items()}


def part(found: Tree, start: str) -> Tree:
    """What of a tree lies there."""
    return {path: digest for path, digest in found.items() if path.startswith(start)}


def is_generated(found: Tree, state: Tree) -> bool:
    """Whether pages and what MkDocs builds them by are as in the other tree."""
    return all(part(found, start) == part(state, start) for start in ("docs/", *NAVIGATIONS))


def mixtures(found: Tree, states: tuple[Tree, ...], *, moving: bool) -> list[str]:
    """The parts that are neither as in one of the states nor as in the other.

    While files move, pages may be anything as long as there is nothing that MkDocs builds them by.
    """
    if moving:
        there = [path for path in NAVIGATIONS if path in found]
        good = any(
            part(found, "docs/") == part(state, "docs/") and all(found[path] == state.get(path) for path in there)
            for state in states
        )
        return [] if good or not there else there
    generated = [] if any(is_generated(found, state) for state in states) else ["docs/"]
    return generated + [start for start in PARTS[1:] if part(found, start) not in [part(one, start) for one in states]]


def halves(found: Tree, whole: Tree) -> list[str]:
    """The files of a new repository that are not as `init` leaves them."""
    return [path for path, digest in part(found, "new/").items() if whole.get(path) != digest]


def journals(folder: Path) -> list[Path]:
    """Those of runs that were ended while files moved."""
    return [folder / work / "journal.json" for work in WORK if (folder / work / "journal.json").exists()]


def lost(folder: Path) -> list[str]:
    """What people had and have no more."""
    gone = [path for path, text in OWN.items() if not (folder / path).is_file() or (folder / path).read_text() != text]
    texts = [folder / EDITED, *(folder / ".iam-atlas/kept").rglob("index.*.md")]
    return gone + ([] if any(file.is_file() and WORDS in file.read_text() for file in texts) else [EDITED])


def litter(folder: Path) -> list[str]:
    """What a run leaves in working folders that nobody needs: all but its lock and what it keeps for later."""
    ours = (
        ".iam-atlas/.gitignore",
        ".iam-atlas/lock",
        ".iam-atlas/kept",
        ".iam-atlas/last-run.json",
        ".iam-atlas/cache",
    )
    found = [path.relative_to(folder).as_posix() for work in WORK for path in (folder / work).glob("*")]
    hidden = [path.relative_to(folder).as_posix() for path in folder.rglob("*iam-atlas-new")]
    return [path for path in [*found, *hidden] if path not in ours]
