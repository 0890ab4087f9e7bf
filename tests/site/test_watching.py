import os
from pathlib import Path

import pytest

from iam_atlas.site.watching import snapshot


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("accounts.yaml", "policies/a.json", "docs/own.md", "docs/atlas/page.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    return tmp_path


@pytest.mark.parametrize("name", ["accounts.yaml", "policies/a.json", "policies/new.json", "more.yaml", "docs/new.md"])
def test_a_change_that_matters_is_seen(name: str, project: Path) -> None:
    before = look(project)

    (project / name).write_text("22")

    assert look(project) != before


@pytest.mark.parametrize("name", ["docs/own.md", "docs/atlas/page.md", "nav.generated.yml", "README.md", ".x.yaml"])
def test_a_change_that_is_not_for_us_is_not_seen(name: str, project: Path) -> None:
    before = look(project)

    (project / name).write_text("22")

    assert look(project) == before


def test_a_file_that_is_as_long_as_before_is_known_by_its_time(project: Path) -> None:
    before = look(project)

    (project / "accounts.yaml").write_text("2")
    os.utime(project / "accounts.yaml", ns=(1, 1))

    assert look(project) != before


def test_a_file_that_goes_away_is_seen(project: Path) -> None:
    before = look(project)

    (project / "policies/a.json").unlink()

    assert look(project) != before


def look(project: Path) -> object:
    return snapshot(project, ["accounts.yaml", "policies/a.json"])
