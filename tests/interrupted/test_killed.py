"""A run that is ended at any moment leaves the previous state or the new one, and the next run leaves nothing else."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from interrupted.projects import (
    OWN,
    Tree,
    a_dump,
    a_project,
    add_what_people_have,
    halves,
    is_generated,
    journals,
    litter,
    lost,
    mixtures,
    old_and_new,
    tree,
)
from interrupted.running import ENDED, FOUND, LONG, Ended, Warm

LANGUAGES = "en, ja" if LONG else "en"
WAYS = ("kill", "half", "term", "int")
STOPPED = {"term": 143, "int": 130}


@dataclass(frozen=True)
class Command:
    """What is run and ended; `few` is how often `make test` does it, `share` its part of a long count."""

    words: tuple[str, ...]
    few: int
    share: float


COMMANDS = {
    "generate": Command(("generate",), 4, 0.4),
    "build": Command(("build",), 3, 0.3),
    "export policies": Command(("export", "policies", "--output", "out"), 1, 0.1),
    "export csv": Command(("export", "csv", "--output", "access.csv", "--force"), 1, 0.05),
    "import auth-details": Command(("import", "auth-details", "dev.json", "--output", "out"), 1, 0.1),
    "init": Command(("init", "new"), 1, 0.05),
}
PHASES = {
    "link .iam-atlas/staged": "moving new files in",
    "remove .iam-atlas/staged": "moving new files in",
    "rename .iam-atlas/staged": "moving the site in",
    "mkdir .iam-atlas/previous": "moving old files away",
    "open .iam-atlas/staged/site": "MkDocs",
    "mkdir .iam-atlas/staged/site": "MkDocs",
    "open .iam-atlas/staged": "writing new files beside",
    "mkdir .iam-atlas/staged": "writing new files beside",
    "open .iam-atlas/journal": "writing the journal",
    "rename .iam-atlas/journal": "writing the journal",
    "remove .iam-atlas/journal.json": "the moment at which the new state counts",
    "link .iam-atlas/previous": "moving back what has to wait",
    "remove .iam-atlas/previous": "moving back what has to wait",
    "open .iam-atlas/lock": "beginning",
    "mkdir .iam-atlas ": "beginning",
    "link ": "moving old files away",
    "rename ": "moving old files away",
    "mkdir ": "making folders",
    "open ": "writing a file",
    "remove ": "clearing away",
    "rmdir ": "clearing away",
    "chmod ": "writing a file",
}


@pytest.fixture(scope="session")
def before(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which everything was made once, and then the input was changed."""
    old, new = old_and_new(LANGUAGES)
    folder = a_project(tmp_path_factory.mktemp("before"), old)
    (folder / "dev.json").write_text(a_dump("worker"), encoding="utf-8")
    (folder / "docs/own.md").write_text("", encoding="utf-8")  # the navigation names it: all states have it
    warm.remember(folder)
    for words in (("build",), COMMANDS["export policies"].words, COMMANDS["export csv"].words):
        assert warm(folder, *words).code == 0
    add_what_people_have(folder)
    (folder / "accounts.yaml").write_text(new, encoding="utf-8")
    warm.remember(folder)
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_whenever_a_run_is_ended_there_is_one_whole_state(name: str, warm: Warm, before: Path, tmp_path: Path) -> None:
    command = COMMANDS[name]
    first = before if name != "import auth-details" else imported_before(warm, copied(before, tmp_path / "first"))
    after = copied(first, tmp_path / "after")
    whole = warm(after, *command.words)
    assert whole.code == 0, whole.said
    old, new = tree(first), tree(after)

    for moment, way in moments(command, len(whole.changes)):
        folder = copied(first, tmp_path / "project")
        ended = warm(folder, *command.words, moment=moment, what=way)
        change = whole.changes[moment - 1]
        ENDED[name, phase_of(change)] += 1
        try:
            require_one_state(folder, ended, way, old, new)
            if name in ("generate", "build"):
                require_truth(warm, folder, new)
            require_no_trace(warm, folder, command.words, new)
        except AssertionError as error:
            pytest.fail(f"{way} before change {moment} ({change}): {error}\n{ended.said}")


def require_one_state(folder: Path, ended: Ended, way: str, old: Tree, new: Tree) -> None:
    """What is there at once: a whole state; or a journal, and then nothing that MkDocs could build by."""
    found, moving = tree(folder), bool(journals(folder))
    FOUND["a journal was there" if moving else "there was none"] += 1
    assert not lost(folder)
    assert not mixtures(found, (old, new), moving=moving)
    assert not halves(found, new)
    if way in STOPPED:
        assert (ended.code, moving) in ((STOPPED[way], False), (0, False))
        assert ended.code == 0 or "Stopped" in ended.said


def require_truth(warm: Warm, folder: Path, new: Tree) -> None:
    """The check says that all is well exactly where it is."""
    fine = is_generated(tree(folder), new) and not journals(folder)
    said = warm(folder, "generate", "--check")
    assert said.code == (0 if fine else 1), said.said


def require_no_trace(warm: Warm, folder: Path, words: Sequence[str], new: Tree) -> None:
    """The next run leaves what one does that nothing happened to."""
    again = warm(folder, *words)
    assert again.code == 0, again.said
    assert tree(folder) == new
    assert not lost(folder)
    assert not litter(folder)


def moments(command: Command, count: int) -> Iterator[tuple[int, str]]:
    """Which of the changes are ended at, each once, and how: all of them where that many were asked for."""
    wanted = min(count, round(LONG * command.share) or command.few)
    chosen = sorted(Random(count).sample(range(1, count + 1), wanted))
    yield from ((moment, WAYS[number % len(WAYS)]) for number, moment in enumerate(chosen))


def phase_of(change: str) -> str:
    """What a run does when it is about to change this."""
    told = change.removeprefix("os.")
    return next((phase for start, phase in PHASES.items() if told.startswith(start)), told)


def imported_before(warm: Warm, folder: Path) -> Path:
    """The project with an import in the place of the export, and another dump by now."""
    shutil.rmtree(folder / "out")
    assert warm(folder, *COMMANDS["import auth-details"].words).code == 0
    (folder / "out" / "README").write_text(OWN["out/README"], encoding="utf-8")
    (folder / "dev.json").write_text(a_dump("builder"), encoding="utf-8")
    return folder


def copied(folder: Path, to: Path) -> Path:
    """A fresh copy."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(folder, to))
