"""Folders and files that may not be written or read: the message names the path and says what to do."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from interrupted.projects import a_project, litter, old_and_new, tree
from interrupted.running import Warm

OLD, NEW = old_and_new("en")
ASKS = "Whoever runs this command must be able to read and write that path and its folder"
NOBODY = 65534


@dataclass(frozen=True)
class Case:
    """What may not be touched, by its mode; what is run; what is named."""

    path: str
    mode: int
    words: tuple[str, ...]
    named: str
    says: str = ASKS
    code: int = 1


CASES = {
    "the project": Case(".", 0o555, ("generate",), "nav.generated.yml"),
    "the working folder": Case(".iam-atlas", 0o555, ("generate",), ".iam-atlas/staged"),
    "the lock": Case(".iam-atlas/lock", 0o000, ("generate",), ".iam-atlas/lock"),
    "the folder of pages": Case("docs/atlas", 0o555, ("generate",), "docs/atlas/"),
    "a page that cannot be read": Case("docs/atlas/matrix.md", 0o000, ("generate",), "docs/atlas/matrix.md"),
    "a folder that cannot be entered": Case("docs/atlas/roles", 0o600, ("generate",), "docs/atlas/roles"),
    "pages, for a check": Case("docs/atlas/matrix.md", 0o000, ("generate", "--check"), "docs/atlas/matrix.md"),
    "the site": Case("site", 0o555, ("build",), "site/"),
    "the folder of an export": Case("out", 0o555, ("export", "policies", "--output", "out"), "out/.iam-atlas-export"),
    "the folder of a file": Case("out", 0o555, ("export", "csv", "--output", "out/a.csv"), "out/.a.csv"),
    "the folder of a start": Case("out", 0o555, ("init", "out"), "out/.iam-atlas-init"),
    "above a start": Case("out", 0o555, ("init", "out/new"), "out/new"),
    "the input": Case("accounts.yaml", 0o000, ("generate",), "accounts.yaml", "is not readable", 2),
}


@pytest.fixture(scope="module")
def before(warm: Warm) -> Iterator[Path]:
    """A project with pages of an older input, where every account may go: what pytest makes only its own may enter."""
    with tempfile.TemporaryDirectory(prefix="iam-atlas-") as place:
        Path(place).chmod(0o777)
        folder = a_project(Path(place) / "before", OLD)
        (folder / "out").mkdir()
        assert warm(folder, "build").code == 0
        (folder / "accounts.yaml").write_text(NEW, encoding="utf-8")
        warm.remember(folder)
        yield folder


@pytest.mark.parametrize("name", CASES)
def test_what_may_not_be_touched_is_named_and_nothing_is_changed(name: str, warm: Warm, before: Path) -> None:
    case = CASES[name]
    folder, state = copied(before), tree(before)
    (folder / case.path).chmod(case.mode)

    ended = warm(folder, *case.words, uid=NOBODY if os.getuid() == 0 else None)

    for path in (folder / case.path, folder):
        path.chmod(0o755)
    assert (ended.code, "Traceback" in ended.said) == (case.code, False), ended.said
    assert case.named in ended.said
    assert case.says in ended.said
    after = tree(folder)
    if case.words == ("build",):  # pages are whole and new by then; it is the site that stays
        state, after = (
            {path: state[path] for path in state if "site/" in path},
            {path: after[path] for path in after if "site/" in path},
        )
    assert after == state
    assert not litter(folder)


def test_a_check_needs_no_right_to_write(warm: Warm, before: Path) -> None:
    folder = copied(before)
    for path in (folder, folder / ".iam-atlas", folder / ".iam-atlas/lock", folder / "docs/atlas"):
        path.chmod(0o555)

    ended = warm(folder, "generate", "--check", uid=NOBODY if os.getuid() == 0 else None)

    for path in (folder, folder / ".iam-atlas", folder / "docs/atlas"):
        path.chmod(0o755)
    assert ended.code == 1
    assert "not up to date" in ended.said


def copied(before: Path) -> Path:
    """A copy that belongs to the account which the run will have."""
    folder = before.with_name("project")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, folder)
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    return folder
