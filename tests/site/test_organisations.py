"""The small and the large organisation become whole sites, built strictly and within the weight of a page."""

from pathlib import Path

import pytest

from built_site import organisation_site

pytestmark = pytest.mark.site

HEAVIEST_PAGE = 150_000  # bytes of HTML


@pytest.mark.parametrize("name", ["one-account", "eight-hops", "odd-names"])
def test_a_small_organisation_builds_strictly_whatever_its_names_are(name: str, shared: Path) -> None:
    assert [*(organisation_site(shared, name) / "atlas/roles").glob("*.html")]


@pytest.mark.parametrize(("name", "accounts", "pages"), [("minimal", 3, 12), ("hundred", 107, 250)])
def test_an_organisation_builds_strictly_with_a_page_for_every_account(
    name: str, accounts: int, pages: int, shared: Path
) -> None:
    site = organisation_site(shared, name)

    assert len([page for page in (site / "atlas/accounts").glob("*.html") if page.stem != "index"]) == accounts
    assert len([*(site / "atlas").rglob("*.html")]) >= pages
    heavy = {page.name: size for page in site.rglob("*.html") if (size := page.stat().st_size) > HEAVIEST_PAGE}
    assert heavy == {}
