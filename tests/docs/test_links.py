"""Every link from one page of this repository to another leads to a file that is there, and to a heading in it.

MkDocs holds that below docs/, where it knows; this holds it for all pages as they are read on a code host, too.
"""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from snippets import pages, prose_of

from builders import REPOSITORY

_LINK = re.compile(r"\]\(<?([^)<>\s]+)>?(?: \"[^\"]*\")?\)|(?:href|src)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#{1,6} +(.+?)(?: +\{ *#(?P<id>[\w-]+) *\})? *$", re.MULTILINE)
_SPAN = re.compile(r"(`+).+?\1")
_ELSEWHERE = re.compile(r"^(?:[a-z]+:|//)")


def links_of(text: str) -> list[str]:
    """The addresses that a page links to within the repository, in order; code is not read."""
    found = (match[1] or match[2] for match in _LINK.finditer(_SPAN.sub("", prose_of(text))))
    return [address for address in found if not _ELSEWHERE.match(address)]


@cache
def anchors_of(page: Path) -> frozenset[str]:
    """What one can link to on a page: headings, as MkDocs and as code hosts call them, and what has an id."""
    text = page.read_text(encoding="utf-8")
    prose = prose_of(text)
    found = [(match[1].replace("`", ""), match["id"]) for match in _HEADING.finditer(prose)]
    ids = {name for title, given in found for name in ([given] if given else [_slug(title), _hosted(title)])}
    return frozenset(ids | set(re.findall(r"\bid=\"([^\"]+)\"", prose)))


def _slug(title: str) -> str:
    """The anchor of a heading in the site: MkDocs' own rule for headings in English."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower())


def _hosted(title: str) -> str:
    """The anchor of a heading on GitHub: no punctuation, and each space a hyphen."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def broken(page: Path, address: str) -> str:
    """What is wrong with a link, empty when nothing is."""
    path, _, anchor = unquote(address).partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.is_relative_to(REPOSITORY):
        return f"{address} leads out of the repository"
    if not target.exists():
        return f"{address}: there is no such file"
    if anchor and target.suffix == ".md" and anchor not in anchors_of(target):
        return f"{address}: there is no such heading"
    return ""


@pytest.mark.parametrize("file", pages(), ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_link_leads_somewhere(file: Path) -> None:
    links = links_of(file.read_text(encoding="utf-8"))

    assert [wrong for address in links if (wrong := broken(file, address))] == []


def test_the_pages_outside_of_the_site_are_among_them() -> None:
    names = {path.relative_to(REPOSITORY).as_posix() for path in pages()}

    assert {"README.md", "SECURITY.md", "CONTRIBUTING.md", "docs/index.md", "docs/reference/commands.md"} <= names


LED_TO_ELSEWHERE = {"docs/index.md", "docs/first-day.md", "docs/runbooks/operator.md"}
"""The start, and pages that the generated ones lead to, as accounts.yaml names them."""


def test_every_guide_is_led_to_from_another_page() -> None:
    led_to = {
        (page.parent / address.partition("#")[0]).resolve()
        for page in pages()
        for address in links_of(page.read_text(encoding="utf-8"))
    }

    lost = {path for path in pages() if path.is_relative_to(REPOSITORY / "docs")} - led_to

    assert {path.relative_to(REPOSITORY).as_posix() for path in lost} <= LED_TO_ELSEWHERE


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("docs/nothing.md", "no such file"),
        ("docs/index.md#nothing", "no such heading"),
        ("#nothing", "no such heading"),
        ("../../etc/hosts", "leads out"),
        ("SECURITY.md#what-it-does-not-do", ""),
        ("docs/reference/findings.md#people-without-mfa", ""),
        ("#start", ""),
    ],
)
def test_a_link_that_leads_nowhere_is_noticed(address: str, wrong: str) -> None:
    found = broken(REPOSITORY / "CONTRIBUTING.md", address)

    assert wrong in found if wrong else found == ""


def test_links_are_found_in_prose_and_not_in_code() -> None:
    text = '[a](b.md) `[c](d.md)` ![e](<f.png> "g") <img src="h.png"> [i](https://x.example)\n```text\n[j](k.md)\n```\n'

    assert links_of(text) == ["b.md", "f.png", "h.png"]
