"""The second engine builds the same tree: the one that will still be maintained when the first is not."""

from pathlib import Path

import pytest

from built_site import copy_of_the_reference, run_zensical
from iam_atlas import build

pytestmark = pytest.mark.site


def test_zensical_builds_the_tree_unchanged_and_strictly(tmp_path: Path) -> None:
    accounts_file = copy_of_the_reference(tmp_path / "project")
    build.generate(accounts_file)

    run_zensical(accounts_file.parent)

    site = accounts_file.parent / "site"
    pages = {path.relative_to(accounts_file.parent / "docs").with_suffix(".html") for path in markdown(accounts_file)}
    assert pages
    assert {page for page in pages if not (site / page).exists()} == set()
    assert not (site / "atlas" / ".manifest.json").exists()
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "atlas/accounts/index.html" in home


def markdown(accounts_file: Path) -> list[Path]:
    return [path for path in (accounts_file.parent / "docs").rglob("*.md") if not path.name.startswith(".")]
