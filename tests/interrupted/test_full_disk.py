"""A disk that gets full at any moment of a run: what is there stays, and the message says what to do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from iam_atlas import build
from interrupted.projects import a_dump, a_project, add_what_people_have, litter, lost, old_and_new, tree
from interrupted.running import LONG, Warm

COMMANDS = {
    "generate": ("generate",),
    "export policies": ("export", "policies", "--output", "out"),
    "export csv": ("export", "csv", "--output", "access.csv"),
    "import": ("import", "auth-details", "dev.json", "--output", "fresh"),
    "init": ("init", "new"),
}


@pytest.fixture(scope="module")
def before(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with pages of an older input."""
    old, new = old_and_new("en")
    folder = a_project(tmp_path_factory.mktemp("before"), old)
    (folder / "dev.json").write_text(a_dump("worker"), encoding="utf-8")
    (folder / "docs/own.md").write_text("", encoding="utf-8")
    assert warm(folder, "generate").code == 0
    add_what_people_have(folder)
    shutil.rmtree(folder / "out")
    (folder / "accounts.yaml").write_text(new, encoding="utf-8")
    warm.remember(folder)
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_gets_full_changes_nothing(name: str, warm: Warm, before: Path, tmp_path: Path) -> None:
    words = COMMANDS[name]
    count = len(warm(Path(shutil.copytree(before, tmp_path / "whole")), *words).changes)

    for moment in sorted({1, count // 3} if not LONG else range(1, count + 1)):
        folder = Path(shutil.copytree(before, tmp_path / str(moment)))
        ended = warm(folder, *words, moment=moment, what="full")

        if ended.code == 0:  # all was written by then: what is left to do needs no room
            assert tree(folder) != tree(before)
        else:
            assert ended.code == 1
            assert "the disk is full" in ended.said
            assert "nothing was changed. Free some space and run the command again" in ended.said
            assert "Traceback" not in ended.said
            assert tree(folder) == tree(before)
        assert [path for path in lost(folder) if not path.startswith("out/")] == []
        assert not litter(folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, with room for pages but not for a site."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"nothing may be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(not LONG, reason="starts MkDocs; `make interrupted` does it")
def test_a_disk_that_is_really_full_leaves_the_last_site(small_disk: Path, tmp_path: Path) -> None:
    folder = a_project(small_disk / "project", old_and_new("en")[0])
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("the last site", encoding="utf-8")

    environment = {**os.environ, "PYTHONPATH": str(Path(build.__file__).parents[1])}
    words = [sys.executable, "-m", "iam_atlas", "build"]
    ended = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert "No space left on device" in ended.stderr  # MkDocs' own words
    assert "site/ is as it was; the disk is full: free some space" in ended.stderr
    assert tree(folder / "site").keys() == {"index.html"}
    assert not litter(folder)
