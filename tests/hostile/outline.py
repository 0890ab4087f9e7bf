"""A built page -> its elements, attributes and links, without the text: what must not change with the text."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlsplit

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_LINKS = frozenset(("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"))


class Element(NamedTuple):
    """An element by the elements around it, the names of its attributes, and where its addresses lead."""

    way: tuple[str, ...]
    attributes: tuple[str, ...]
    kinds: tuple[str, ...]


def outline(page: str) -> Counter[Element]:
    """How often each element stands in a page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    """Keeps the way to where it reads; a tag that is closed out of order closes what it holds."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[Element] = Counter()
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
        self.found[Element((*self._way, "comment"), (), ())] += 1

    def handle_pi(self, data: str) -> None:
        self.found[Element((*self._way, "instruction"), (), ())] += 1

    def _take(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kinds = tuple(sorted(_kind(value or "") for name, value in attrs if name in _LINKS))
        self.found[Element((*self._way, tag), tuple(sorted(name for name, _ in attrs)), kinds)] += 1


def _kind(address: str) -> str:
    """Where an address leads: to which host by which scheme, or within the site."""
    parts = urlsplit(re.sub(r"[\x00-\x20]", "", address))
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme or parts.netloc else "here"
