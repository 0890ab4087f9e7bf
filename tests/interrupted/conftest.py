"""The warm process of a test session, and what a long run tells at its end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from iam_atlas import build
from interrupted.projects import a_project, old_and_new
from interrupted.running import ENDED, FOUND, LONG, Warm


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """The process, warmed up."""
    beside = tmp_path_factory.mktemp("warm")
    a_project(beside / "warm", old_and_new("en")[0])
    environment = {**os.environ, "PYTHONPATH": str(Path(build.__file__).parents[1])}
    words = [sys.executable, str(Path(__file__).with_name("warm.py")), str(beside)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        yield Warm(process)
        assert process.stdin
        process.stdin.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many runs were ended in which phase, and what was found of them; only where that was asked for."""
    if LONG and ENDED:
        terminalreporter.section("interrupted runs")
        for (command, phase), count in sorted(ENDED.items()):
            terminalreporter.write_line(f"{count:5}  {command:30} {phase}")
        terminalreporter.write_line(f"{sum(ENDED.values()):5}  in all")
        for what, count in sorted(FOUND.items()):
            terminalreporter.write_line(f"{count:5}  times {what}")
