"""The real program with the real MkDocs, killed by the clock: no moment is chosen, and none is left out on purpose."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from iam_atlas import build
from interrupted.projects import a_project, litter, mixtures, old_and_new, tree
from interrupted.running import ENDED, LONG

pytestmark = pytest.mark.skipif(not LONG, reason="starts MkDocs many times; `make interrupted` does it")
COMMAND = [sys.executable, "-m", "iam_atlas", "build"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(build.__file__).parents[1])}
TEXTS = old_and_new("en, ja")


@contextmanager
def building(project: Path) -> Iterator["subprocess.Popen[str]"]:
    """The command, as the leader of its own group of processes; nothing of it is left after the block."""
    process = subprocess.Popen(COMMAND, cwd=project, env=ENVIRONMENT, start_new_session=True, stderr=-1, text=True)
    try:
        yield process
    finally:
        process.wait()
        assert process.stderr
        process.stderr.close()


def whole(project: Path, text: str) -> dict[str, str]:
    """What is there of one input, once all is done."""
    (project / "accounts.yaml").write_text(text, encoding="utf-8")
    with building(project) as process:
        pass
    assert process.returncode == 0
    return {path: digest for path, digest in tree(project).items() if "sitemap" not in path}


@pytest.mark.parametrize("alone", [False, True], ids=["with what it started", "alone, so that MkDocs goes on"])
def test_a_kill_by_the_clock_leaves_one_whole_state(alone: bool, tmp_path: Path) -> None:
    project = a_project(tmp_path, TEXTS[0])
    started = time.monotonic()
    states = [whole(project, text) for text in TEXTS]
    usual = (time.monotonic() - started) / 2
    moments = Random(7)

    for number in range(LONG // 40):
        (project / "accounts.yaml").write_text(TEXTS[number % 2], encoding="utf-8")
        with building(project) as process:
            time.sleep(moments.uniform(0.3, 1) * usual)
            (os.kill if alone else os.killpg)(process.pid, signal.SIGKILL)
        ENDED["build", "by the clock"] += 1

        moving = (project / ".iam-atlas/journal.json").exists()
        found = {path: digest for path, digest in tree(project).items() if "sitemap" not in path}
        assert not mixtures(found, tuple(states), moving=moving)
        assert whole(project, TEXTS[number % 2]) == states[number % 2]
        assert not litter(project)
