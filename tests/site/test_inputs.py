"""What a run reads is known by content and by name, so that nobody's clock decides whether it changed."""

import os
from pathlib import Path

import pytest

from iam_atlas.site.inputs import Inputs, changed_since, inputs_of

FILES = ("accounts.yaml", "mkdocs.yml", "policies/a.json", "docs/own.md", "docs/atlas/page.md", "docs/ja/index.md")
MATTERS = ("accounts.yaml", "mkdocs.yml", "policies/a.json")
NEW = ("more.yaml", "policies/b.json", "docs/new.md", "docs/ja/new.md")
NO_MATTER = (
    "docs/own.md",
    "docs/atlas/page.md",
    "docs/ja/index.md",
    "docs/ja/atlas/new.md",
    "nav.generated.yml",
    "README",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    return tmp_path


def test_what_is_as_it_was_has_not_changed_whatever_its_time(project: Path) -> None:
    before = read(project)
    for name in FILES:
        os.utime(project / name, (0, 0))

    assert changed_since(project, before) == ()


@pytest.mark.parametrize("name", [*MATTERS, *NEW])
def test_a_change_that_matters_is_named_though_size_and_time_are_the_same(name: str, project: Path) -> None:
    before = read(project)

    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("2")
    os.utime(project / name, (0, 0))

    assert changed_since(project, before) == (name,)


@pytest.mark.parametrize("name", [*MATTERS, "docs/own.md"])
def test_what_goes_away_is_named(name: str, project: Path) -> None:
    before = read(project)

    (project / name).unlink()

    assert changed_since(project, before) == (name,)


@pytest.mark.parametrize("name", NO_MATTER)
def test_what_the_run_does_not_read_does_not_matter(name: str, project: Path) -> None:
    before = read(project)

    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("2")

    assert changed_since(project, before) == ()


def read(project: Path) -> Inputs:
    """As a run does that has read two files."""
    digest = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"  # of the text 1
    return inputs_of(project, {"accounts.yaml": digest, "policies/a.json": digest})
