"""A built page -> its elements, attributes and links, without the text: what must not change with the text."""

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlsplit

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_LINKS = frozenset(("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"))
_LOADING = frozenset(["script", "link", "img", "iframe", "object", "embed", "video", "audio", "source", "use", "image"])


class Element(NamedTuple):
    """An element by the elements around it, with its attributes: their names, and what classes it has."""

    way: tuple[str, ...]
    attributes: tuple[str, ...]
    classes: str


class Link(NamedTuple):
    """Where an address leads; `loads` when the browser goes there by itself. Empty within the site."""

    scheme: str
    host: str
    loads: bool


@cache
def outline(page: str) -> Counter[Element]:
    """How often each element stands in a page."""
    return _read(page).found


@cache
def links(page: str) -> frozenset[Link]:
    """Where the addresses in a page lead."""
    return frozenset(_read(page).links)


@cache
def _read(page: str) -> "_Reader":
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Keeps the way to where it reads; an end closes whatever is open inside."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[Element] = Counter()
        self.links: set[Link] = set()
        self._way: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._take(tag, attrs)
        if tag not in _VOID:
            self._way.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._take(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._way:
            del self._way[len(self._way) - 1 - self._way[::-1].index(tag) :]

    def handle_comment(self, data: str) -> None:
        self.found[Element((*self._way, "comment"), (), "")] += 1

    def handle_pi(self, data: str) -> None:
        self.found[Element((*self._way, "instruction"), (), "")] += 1

    def _take(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = next((value or "" for name, value in attrs if name == "class"), "")
        self.found[Element((*self._way, tag), tuple(sorted(name for name, _ in attrs)), classes)] += 1
        self.links |= {_link(value or "", tag) for name, value in attrs if name in _LINKS}


def _link(address: str, tag: str) -> Link:
    """As a browser understands the address: without white space and control characters in it."""
    parts = urlsplit(re.sub(r"[\x00-\x20]", "", address))
    return Link(parts.scheme, parts.netloc, tag in _LOADING)
