"""The built pages of the hostile organisation, as a browser parses them: nothing leaves its element."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from hostile.outline import Element, links, outline
from hostile.sites import harmless_site, hostile_site

pytestmark = pytest.mark.site

_SCHEMES = frozenset(("", "http", "https", "mailto"))
_ACTING = frozenset(("script", "style", "link", "meta", "base", "form", "input", "button", "iframe", "img", "h1"))
_TEXT_DECIDES = ("span", "title")  # colours in code; the whole text of a label that was cut


@pytest.fixture(scope="module")
def pages(shared: Path) -> Mapping[str, str]:
    """The text of each page with hostile strings."""
    return _pages(hostile_site(shared))


@pytest.fixture(scope="module")
def harmless(shared: Path) -> Counter[Element]:
    """The elements of all pages with harmless words."""
    return _elements(_pages(harmless_site(shared)))


def test_no_page_has_an_element_or_attribute_that_harmless_words_do_not_give(
    pages: Mapping[str, str], harmless: Counter[Element]
) -> None:
    known = {*harmless}
    new = {
        path: found
        for path, page in pages.items()
        if (found := [one for one in outline(page) if one not in known and one.way[-1] not in _TEXT_DECIDES])
    }

    assert len(pages) > 150
    assert new == {}


def test_there_are_as_many_scripts_forms_and_frames_as_with_harmless_words(
    pages: Mapping[str, str], harmless: Counter[Element]
) -> None:
    assert _acting(_elements(pages)) == _acting(harmless)


def test_every_link_leads_into_the_site_or_to_the_web_or_to_somebody(pages: Mapping[str, str]) -> None:
    strange = {link for page in pages.values() for link in links(page) if link.scheme not in _SCHEMES}

    assert strange == set()


def test_nothing_is_loaded_from_elsewhere(pages: Mapping[str, str]) -> None:
    assert {link for page in pages.values() for link in links(page) if link.loads and link.host} == set()


def test_the_front_matter_of_no_page_is_shown_as_text(pages: Mapping[str, str]) -> None:
    assert [path for path, page in pages.items() if "generated: true" in page] == []


def _pages(site: Path) -> Mapping[str, str]:
    return {str(file.relative_to(site)): file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))}


def _elements(pages: Mapping[str, str]) -> Counter[Element]:
    return sum((outline(page) for page in pages.values()), Counter[Element]())


def _acting(elements: Counter[Element]) -> Mapping[str, int]:
    found = Counter[str]()
    for element, count in elements.items():
        if element.way[-1] in _ACTING:
            found[element.way[-1]] += count
    return found
