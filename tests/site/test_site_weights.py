"""What stands around each page, in the built site: the theme's part of what a reader loads."""

import re
from pathlib import Path

import pytest

from built_site import reference_site

pytestmark = pytest.mark.site

_NAVIGATION = re.compile(r"<header.*?</header>|<nav .*?</nav>", re.DOTALL)


@pytest.fixture(scope="module")
def page(shared: Path) -> str:
    return (reference_site(shared) / "atlas" / "roles" / "operator.html").read_text(encoding="utf-8")


def test_the_navigation_is_written_without_white_space_that_nobody_sees(page: str) -> None:
    found = _NAVIGATION.findall(page)

    assert len(found) >= 3
    assert [part for part in found if "  " in part or "\n" in part] == []


def test_the_navigation_holds_its_own_tab_and_where_the_others_begin(shared: Path) -> None:
    index = (reference_site(shared) / "atlas" / "roles" / "index.html").read_text(encoding="utf-8")

    menu = index.partition('<nav class="md-nav md-nav--primary')[2].partition("md-sidebar--secondary")[0]
    assert 'href="../what-roles-can-do.html"' in menu
    assert 'href="../groups/index.html"' in menu
    assert 'href="../people/index.html"' not in menu


def test_no_page_of_the_reference_is_heavy(shared: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in reference_site(shared).rglob("*.html")}

    assert {name: size for name, size in sizes.items() if size > 150_000} == {}
