"""The small and the large organisation become whole sites, built strictly and within the weight of a page."""

import shutil
from pathlib import Path

import pytest

from built_site import site_of

pytestmark = pytest.mark.site

ORGANISATIONS = Path(__file__).parent.parent / "organisations"
HEAVIEST_PAGE = 150_000  # bytes of HTML


@pytest.mark.parametrize("name", ["one-account", "eight-hops", "odd-names"])
def test_a_small_organisation_builds_strictly_whatever_its_names_are(name: str, tmp_path: Path) -> None:
    project = tmp_path / name
    shutil.copytree(ORGANISATIONS / name, project)

    assert [*(site_of(project) / "atlas/roles").glob("*.html")]


@pytest.mark.parametrize(("name", "accounts", "pages"), [("minimal", 3, 12), ("hundred", 107, 250)])
def test_an_organisation_builds_strictly_with_a_page_for_every_account(
    name: str, accounts: int, pages: int, tmp_path: Path
) -> None:
    project = tmp_path / name
    shutil.copytree(ORGANISATIONS / name, project)

    site = site_of(project)

    assert len([page for page in (site / "atlas/accounts").glob("*.html") if page.stem != "index"]) == accounts
    assert len([*(site / "atlas").rglob("*.html")]) >= pages
    heavy = {page.name: size for page in site.rglob("*.html") if (size := page.stat().st_size) > HEAVIEST_PAGE}
    assert heavy == {}
