"""The commits of an accounts file: which ones count, and what is said where there are none."""

from pathlib import Path

import pytest

from iam_atlas.load.history import NO_HISTORY, History, history_of
from repositories import a_repository, commit, git


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three commits of `accounts.yaml` or of what it includes, and one of something else."""
    root = a_repository(tmp_path / "repository")
    commit(root, {"accounts.yaml": "one"}, "The first", "2026-11-01")
    commit(root, {"policies/[x].json": "{}"}, "A policy", "2026-11-02")
    commit(root, {"README.md": "no input"}, "Prose", "2026-11-03")
    commit(root, {"accounts.yaml": "two"}, "The third", "2026-11-04")
    return root


def history(root: Path, most: int = 10) -> History:
    return history_of(root / "accounts.yaml", ["policies/[x].json"], most)


def subjects(found: History) -> list[str]:
    return [commit.subject for commit in found.commits]


def test_commits_of_the_file_and_of_what_it_includes_come_newest_first(root: Path) -> None:
    assert subjects(history(root)) == ["The third", "A policy", "The first"]
    assert [str(one.day) for one in history(root).commits] == ["2026-11-04", "2026-11-02", "2026-11-01"]
    assert {one.author for one in history(root).commits} == {"A"}
    assert history(root).is_whole


def test_a_history_that_was_cut_is_not_whole(root: Path) -> None:
    assert subjects(history(root, most=2)) == ["The third", "A policy"]
    assert not history(root, most=2).is_whole
    assert history(root, most=3).is_whole


def test_a_merge_counts_once_as_what_it_brought(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "side")
    commit(root, {"accounts.yaml": "three"}, "On a branch")
    commit(root, {"accounts.yaml": "four"}, "On a branch, too")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "-m", "Merge the branch", "side")

    assert subjects(history(root))[:2] == ["Merge the branch", "The third"]


@pytest.mark.parametrize(("path", "edited"), [("accounts.yaml", True), ("policies/[x].json", True), ("a.md", False)])
def test_files_that_are_edited_are_told_where_they_are_input(path: str, edited: bool, root: Path) -> None:
    assert not history(root).is_edited

    (root / path).write_text("edited")

    assert history(root).is_edited is edited


def test_a_shallow_clone_knows_that_it_is_not_whole(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", "shallow")

    found = history(tmp_path / "shallow")

    assert subjects(found) == ["The third"]
    assert not found.is_whole


def test_without_a_repository_there_is_no_history(tmp_path: Path) -> None:
    assert history(tmp_path) == NO_HISTORY


def test_a_repository_without_commits_has_no_history(tmp_path: Path) -> None:
    assert history(a_repository(tmp_path / "new")) == NO_HISTORY


def test_without_git_there_is_no_history(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))

    assert history(root) == NO_HISTORY


def test_a_file_that_no_commit_has_is_without_history(root: Path) -> None:
    (root / "new.yaml").write_text("new")

    assert history_of(root / "new.yaml", [], 10) == History((), is_edited=False, is_whole=True)
