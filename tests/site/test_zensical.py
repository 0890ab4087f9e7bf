"""The second engine builds the same tree: the one that will still be maintained when the first is not."""

from pathlib import Path

import pytest

from built_site import zensical_site

pytestmark = pytest.mark.site


def test_zensical_builds_the_tree_unchanged_and_strictly(shared: Path) -> None:
    site = zensical_site(shared)

    docs = site.parent / "docs"
    pages = {path.relative_to(docs).with_suffix(".html") for path in docs.rglob("*.md") if path.name[0] != "."}
    assert pages
    assert {page for page in pages if not (site / page).exists()} == set()
    assert not (site / "atlas" / ".manifest.json").exists()
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "atlas/accounts/index.html" in home
