"""Several runs in one folder: they wait for each other, say so, and none writes an older input over a newer one."""

import fcntl
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import pytest

from iam_atlas import build
from iam_atlas.errors import OutputError, Said
from iam_atlas.making import Progress
from iam_atlas.site import lock, mkdocs, settled
from interrupted.projects import a_project, litter, old_and_new, tree
from interrupted.running import LONG

OLD, NEW = old_and_new("en")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose pages are up to date."""
    folder = a_project(tmp_path_factory.mktemp("generated"), OLD)
    build.generate(folder / "accounts.yaml")
    return folder


@pytest.fixture
def project(generated: Path, tmp_path: Path) -> Path:
    """One of its own for each test."""
    return Path(shutil.copytree(generated, tmp_path / "project"))


@contextmanager
def held(project: Path, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Hold the project as another run does."""
    with (project / ".iam-atlas/lock").open("w") as other:
        fcntl.flock(other, how)
        yield


@contextmanager
def meanwhile(work: Callable[[], object], during: AbstractContextManager[object] | None = None) -> Iterator[None]:
    """Let it run beside the block, and end after it; `during` is left when the block is."""
    thread = threading.Thread(target=work)
    with during or nullcontext():
        thread.start()
        yield
    thread.join(timeout=60)
    assert not thread.is_alive()


def wait_until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.01)


@pytest.mark.parametrize("command", [build.generate, build.check])
def test_a_run_waits_for_another_and_says_so(
    command: Callable[..., object], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.1)
    heard: list[str] = []

    def run() -> None:
        command(project / "accounts.yaml", notice=lambda it: heard.append(str(it)))
        heard.append("end")

    with meanwhile(run, during=held(project)):
        wait_until(lambda: heard)
        assert heard == [f"Another iam-atlas run is working in {project}. Waiting for it to finish; Ctrl-C gives up."]

    assert heard[1:] == ["end"]


def test_checks_do_not_wait_for_each_other(project: Path) -> None:
    with held(project, fcntl.LOCK_SH):
        assert not build.check(project / "accounts.yaml").stale


def test_what_a_killed_run_held_is_free(project: Path) -> None:
    words = "import fcntl, sys, time; fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX); print(flush=True); time.sleep(60)"
    other = subprocess.Popen([sys.executable, "-S", "-c", words, project / ".iam-atlas/lock"], stdout=subprocess.PIPE)
    assert other.stdout
    other.stdout.readline()
    other.kill()
    other.communicate()

    heard: list[Said] = []
    build.generate(project / "accounts.yaml", notice=heard.append)

    assert not heard


def test_a_run_that_waited_writes_what_the_input_says_by_then(project: Path) -> None:
    accounts, heard = project / "accounts.yaml", list[str]()
    steps: list[Progress] = []

    def run() -> None:
        build.generate(accounts, step=steps.append, notice=lambda it: heard.append(str(it)))

    with meanwhile(run, during=held(project)):
        wait_until(
            lambda: "Writing pages" in [str(step.doing) for step in steps]
        )  # the input has been read, and pages are being made of it
        accounts.write_text(NEW, encoding="utf-8")

    assert heard == ["accounts.yaml changed during this run. Starting again."]
    assert not build.check(accounts).stale
    assert "zoe" in (project / "docs/atlas/people/index.md").read_text(encoding="utf-8")


def test_an_input_that_never_comes_to_rest_is_named_and_nothing_is_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settled, "_ATTEMPTS", 2)
    before = tree(project / "docs")

    def change(_: Progress) -> None:
        with (project / "accounts.yaml").open("a", encoding="utf-8") as file:
            file.write("# once more\n")

    with pytest.raises(OutputError, match=r"accounts\.yaml kept changing during the run; nothing was written"):
        build.generate(project / "accounts.yaml", step=change)

    assert tree(project / "docs") == before


def test_no_page_moves_while_mkdocs_reads(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts, events = project / "accounts.yaml", list[str]()

    def build_site(root: Path, *_: object, **__: object) -> int:
        events.append("begins")
        wait_until(lambda: "waits" in events)
        events.append("zoe" if "zoe" in (root / "docs/atlas/people/index.md").read_text(encoding="utf-8") else "bob")
        return 0

    monkeypatch.setattr(mkdocs, "build_site", build_site)
    monkeypatch.setattr(lock, "_PATIENCE", 0.05)
    with meanwhile(lambda: build.build(accounts)):
        wait_until(lambda: "begins" in events)
        accounts.write_text(NEW, encoding="utf-8")
        build.generate(accounts, notice=lambda _: events.append("waits"))

    assert events == ["begins", "waits", "bob"]
    assert not build.check(accounts).stale


@pytest.mark.skipif(os.name != "posix", reason="no descriptor is handed on there")
def test_mkdocs_holds_the_project_also_when_the_run_that_started_it_is_killed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    given: list[tuple[int, ...]] = []

    def run(*_: object, pass_fds: tuple[int, ...], **__: object) -> "subprocess.CompletedProcess[bytes]":
        given.append(pass_fds)
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr(subprocess, "run", run)

    mkdocs.build_site(project, strict=False, held=7)
    mkdocs.build_site(project, strict=False)

    assert given == [(7,), ()]


def test_many_runs_with_two_inputs_leave_one_whole_state(project: Path) -> None:
    (project / "other.yaml").write_text(NEW, encoding="utf-8")
    states = {}
    for name in ("accounts.yaml", "other.yaml"):
        build.generate(project / name)
        states[name] = tree(project)
    failed: list[BaseException] = []

    def run(name: str) -> None:
        try:
            build.generate(project / name)
        except BaseException as error:
            failed.append(error)

    runs = [threading.Thread(target=run, args=(name,)) for name in (*states, *states) * (10 if LONG else 1)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()

    assert not failed
    assert tree(project) in states.values()
    assert not litter(project)
