"""The engine broken in one place after another -> for each mutant the test that notices, or that none does.

    python scripts/mutants.py                                # every mutant, WORKERS at a time
    python scripts/mutants.py --only "a boundary is ignored"   # the mutants whose name holds these words
    python scripts/mutants.py --list                         # their names, no test is run

A mutant is one entry of tests/mutants/mutants.yaml. It is put into a copy of generator/, and a fixed selection of tests
runs on that copy: first those that stand beside the broken file. One that nothing notices shows a test that is missing.
Exits with 1 when a mutant survives or no longer applies, or when the tests fail on the engine as it is.
"""

import argparse
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path, PurePosixPath
from subprocess import PIPE, STDOUT
from tempfile import TemporaryDirectory

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator"
PACKAGE = "iam_atlas"
MUTANTS = ROOT / "tests" / "mutants" / "mutants.yaml"

ROOMS = ("iam", "graph", "derive", "simulate", "findings")
"""The rooms whose tests are the selection: the engine, what asks it, and what is concluded from its answers."""

FIRST = ("evaluate", "edges", "edges_of_conditions", "edges_of_sharing", "conformance", "build", "answer")
LAST = ("operator_tables", "evaluate_properties", "permissions", "simplify", "actions", "decider", "uses")
"""Files of tests, named without their room: broad and quick ones, and those that take seconds."""

NEAR = {
    "conditions": ("conditions", "edges_of_conditions", "operator_tables"),
    "actors": ("edges_of_sharing", "targets"),
    "decider": ("edges_of_sharing",),
    "when_met": ("operator_tables",),
}
"""Tests of other names that stand beside a file or folder all the same."""

SECONDS = 300
"""The whole selection takes a tenth of this; tests that take longer hang."""

_NOTICED, _NO_IMPORT, _NOT_RUN = 96, 97, 98  # exit codes of the inner process; 0 is that every test passes


@dataclass(frozen=True, slots=True)
class Mutant:
    """One way to break the engine: `old`, which stands once in `file` (below the package), is replaced by `new`."""

    name: str
    file: str
    old: str
    new: str

    @property
    def path(self) -> PurePosixPath:
        """The file, below generator/."""
        return PurePosixPath(PACKAGE) / self.file

    def applied(self, text: str) -> str:
        """The text of the file, broken. Raises ValueError when `old` does not stand there exactly once."""
        if text.count(self.old) != 1:
            msg = f"{self.file} holds the old text {text.count(self.old)} times, not once"
            raise ValueError(msg)
        return text.replace(self.old, self.new)


class Fate(Enum):
    """What became of a mutant; `DEAD` cannot even be imported, and so tells nothing of the tests."""

    KILLED = "killed"
    SURVIVED = "SURVIVED"
    STALE = "NO LONGER APPLIES"
    DEAD = "CANNOT BE IMPORTED"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fate of a mutant, and by which test or why."""

    fate: Fate
    by: str = ""


def main(arguments: Sequence[str]) -> int:
    """Put the mutants to the tests and print what became of each."""
    parser = argparse.ArgumentParser(description="Break the engine in one place after another; a test must notice.")
    parser.add_argument("--only", metavar="NAME", default="", help="the mutants whose name holds these words")
    parser.add_argument("--list", action="store_true", help="name them and run nothing")
    asked = parser.parse_args(arguments)
    mutants = tuple(mutant for mutant in read_mutants() if asked.only in mutant.name)
    if not mutants:
        print(f"no mutant has {asked.only!r} in its name")
        return 1
    if asked.list:
        print("\n".join(mutant.name for mutant in mutants))
        return 0
    return _judge(mutants, int(os.environ.get("WORKERS", "2")))


def read_mutants(path: Path = MUTANTS) -> tuple[Mutant, ...]:
    """The mutants in the order of their file."""
    return tuple(Mutant(**entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8")))


def selection(file: str) -> list[str]:
    """The files of tests in the order in which they most probably notice a change of `file`, quick ones first."""
    found = [path for room in ROOMS for path in sorted((ROOT / "tests" / room).glob("test_*.py"))]
    return [path.relative_to(ROOT).as_posix() for path in sorted(found, key=partial(_rank, PurePosixPath(file)))]


def _rank(file: PurePosixPath, tests: Path) -> tuple[bool, bool, bool, int]:
    about = tests.stem.split("_", 2)[-1]
    near = (file.stem, *NEAR.get(file.stem, ()), *NEAR.get(file.parent.name, ()))
    early = FIRST.index(about) if about in FIRST else len(FIRST)
    late = about in LAST and about not in near
    return about not in near, late, tests.parent.name != file.parts[0], early


def _judge(mutants: Sequence[Mutant], workers: int) -> int:
    with TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(workers) as pool:
        base = _compiled(Path(folder) / "as-it-is")
        whole = pool.submit(_run, base, PACKAGE, selection("iam/evaluate.py"))
        judged = pool.map(partial(_put_to_the_tests, base), mutants)
        sound = whole.result()
        if sound.fate is not Fate.SURVIVED:
            pool.shutdown(wait=False, cancel_futures=True)
            print(f"the tests fail on the engine as it is: {sound.by or sound.fate.value}")
            return 1
        fates = list(_told(mutants, judged))
    killed, survived = fates.count(Fate.KILLED), fates.count(Fate.SURVIVED)
    unfit = len(fates) - killed - survived
    print(f"{len(fates)} mutants, {killed} killed, {survived} survived{f', {unfit} unfit' if unfit else ''}")
    return 0 if killed == len(fates) else 1


def _told(mutants: Sequence[Mutant], judged: Iterator[Verdict]) -> Iterator[Fate]:
    for mutant, verdict in zip(mutants, judged, strict=True):
        by = f" by {verdict.by}" if verdict.fate is Fate.KILLED else f": {verdict.by}" if verdict.by else ""
        print(f"{mutant.name} ({mutant.file}): {verdict.fate.value}{by}", flush=True)
        yield verdict.fate


def _compiled(folder: Path) -> Path:
    """A copy of generator/ with its byte code, so that each further copy is quickly imported."""
    shutil.copytree(GENERATOR, folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    subprocess.run([sys.executable, "-m", "compileall", "-q", folder], check=True)
    return folder


def _put_to_the_tests(base: Path, mutant: Mutant) -> Verdict:
    with TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(shutil.copytree(base, Path(folder) / "generator"))
        path = copy / mutant.path
        try:
            path.write_text(mutant.applied(path.read_text(encoding="utf-8")), encoding="utf-8")
        except (OSError, ValueError) as error:
            return Verdict(Fate.STALE, str(error))
        for stale in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            stale.unlink()
        module = ".".join(mutant.path.with_suffix("").parts)
        return _run(copy, module, selection(mutant.file))


def _run(copy: Path, module: str, tests: Sequence[str]) -> Verdict:
    """Run the tests on the package in `copy`; SURVIVED when all of them pass."""
    command = [sys.executable, __file__, "--inside", str(copy), module, *tests]
    ours = {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment = {**os.environ, **ours}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, start_new_session=True, stdout=PIPE, stderr=STDOUT
    ) as inner:
        try:
            said, _ = inner.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(inner.pid, signal.SIGKILL)
            return Verdict(Fate.KILLED, f"time-out: {SECONDS} seconds were not enough")
    last = said.strip().rpartition("\n")[2]
    if inner.returncode == _NOT_RUN:
        raise RuntimeError(f"the tests did not run on {copy}:\n{said}")
    fates = {0: Fate.SURVIVED, _NO_IMPORT: Fate.DEAD}  # a crash of the interpreter is noticed too
    return Verdict(fates.get(inner.returncode, Fate.KILLED), last if inner.returncode else "")


class _Notice:
    """A pytest plugin that remembers the first test that fails, or file of tests that cannot be collected."""

    by = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.by = self.by or (report.nodeid if report.failed else "")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.by = self.by or (report.nodeid if report.failed else "")


def _inside(copy: str, module: str, *tests: str) -> int:
    """Run the files of tests one by one until one fails; before, make certain that the package comes from `copy`."""
    package = importlib.import_module(PACKAGE)
    if Path(str(package.__file__)).parent != Path(copy) / PACKAGE:
        print(f"{PACKAGE} comes from {package.__file__}, not from {copy}")
        return _NOT_RUN
    try:
        importlib.import_module(module)
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
        return _NO_IMPORT
    notice = _Notice()
    for file in tests:
        code = pytest.main([*_options(copy), file], [notice])
        if code != pytest.ExitCode.OK:
            print(notice.by or f"pytest said {code}")
            return _NOTICED if notice.by else _NOT_RUN
    return 0


def _options(copy: str) -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    places = [copy if place == GENERATOR.name else place for place in settings["pythonpath"]]
    return ["-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-o", f"pythonpath={' '.join(places)}"]


if __name__ == "__main__":
    sys.exit(_inside(*sys.argv[2:]) if sys.argv[1:2] == ["--inside"] else main(sys.argv[1:]))
