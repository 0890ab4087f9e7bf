"""No clock decides anything: files from the future or from 1970 are as good as others, and no change is missed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from iam_atlas import build
from iam_atlas.cli.options import day_of
from iam_atlas.errors import UsageError
from iam_atlas.site.mkdocs import _environment
from iam_atlas.site.watching import changes, snapshot
from interrupted.projects import a_project, old_and_new, tree

OLD, NEW = old_and_new("en")
TIMES = {"1970": 0, "the year 2200": 7_258_118_400}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose pages are up to date."""
    folder = a_project(tmp_path_factory.mktemp("project"), OLD)
    build.generate(folder / "accounts.yaml")
    return folder


@pytest.mark.parametrize("when", TIMES)
def test_pages_of_any_time_are_up_to_date_and_stay_untouched(when: str, project: Path) -> None:
    set_times(project, TIMES[when])
    before = tree(project)

    built = build.generate(project / "accounts.yaml")

    assert built.plan.is_empty
    assert tree(project) == before
    assert {path.stat().st_mtime for path in (project / "docs/atlas").rglob("*.md")} == {TIMES[when]}


def test_a_change_counts_though_the_input_looks_older_than_its_pages(project: Path) -> None:
    set_times(project, TIMES["the year 2200"])
    (project / "accounts.yaml").write_text(NEW, encoding="utf-8")
    os.utime(project / "accounts.yaml", (0, 0))

    stale = build.check(project / "accounts.yaml").stale

    (project / "accounts.yaml").write_text(OLD, encoding="utf-8")
    assert stale


def in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def anew(file: Path, text: str) -> None:
    (file.parent / "beside").write_text(text, encoding="utf-8")
    (file.parent / "beside").replace(file)


@pytest.mark.parametrize("edit", [in_place, anew])
def test_a_preview_sees_a_change_that_keeps_size_and_time(edit: Callable[[Path, str], None], tmp_path: Path) -> None:
    file = tmp_path / "accounts.yaml"
    file.write_text("users: { bob: [] }", encoding="utf-8")
    os.utime(file, (1, 1))
    before = snapshot(tmp_path, ["accounts.yaml"])

    edit(file, "users: { zoe: [] }")
    os.utime(file, (1, 1))

    assert snapshot(tmp_path, ["accounts.yaml"]) != before


def test_a_preview_makes_up_for_what_changed_before_its_first_look() -> None:
    looks = iter([{"accounts.yaml": (1,)}])

    assert next(changes(lambda: next(looks), lambda: False, lambda: True), "nothing") is None


DAYS = {"0": "1970-01-01", "1798761600": "2027-01-01", "4294967295": "2106-02-07", "": None, None: None}
NO_DAYS = ["-1", "1e9", "1.5", "soon", "0x10", "1_000", "١", "4294967296", "9" * 5000]


@pytest.mark.parametrize("given", DAYS)
def test_the_day_of_a_build_is_read(given: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if given is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", given)

    day = day_of(None)

    assert (day and day.isoformat()) == DAYS[given]


@pytest.mark.parametrize("given", NO_DAYS)
def test_what_is_no_day_is_refused_before_anything_is_read(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)

    with pytest.raises(UsageError, match="is no number of seconds since 1970"):
        day_of(None)


def test_mkdocs_is_not_given_an_empty_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")

    assert "SOURCE_DATE_EPOCH" not in _environment()


def set_times(project: Path, when: int) -> None:
    for path in project.rglob("*"):
        os.utime(path, (when, when))
