"""Drawings out of the way of MkDocs: each is put into its page when all else of that is done.

Markdown and the search of the theme read the HTML of a page one after the other, tag by tag. Half of it are drawings,
which come out as they went in: without them a fifth of the time is saved, and every byte is the same.
"""

import re
from dataclasses import dataclass, field
from hashlib import sha256

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page

_DRAWING = re.compile(r'(?<=<figure class="atlas-diagram" data-search-exclude="">\n)<.*?(?=\n</figure>)', re.DOTALL)


class NoSettings(Config):  # type: ignore[no-untyped-call]  # what MkDocs does for each schema
    """What our plugins can be told."""


@dataclass(eq=False)
class Figures(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]
    """Takes the drawings out of the Markdown after all other plugins, and puts them back before these see the page."""

    _kept: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, page: Page, **_: object) -> str:
        """The Markdown with a mark in the place of each drawing."""
        kept = self._kept[page.file.src_uri] = [(_mark(drawing), drawing) for drawing in _DRAWING.findall(markdown)]
        for mark, drawing in kept:
            markdown = markdown.replace(drawing, mark, 1)
        return markdown

    @event_priority(100)
    def on_post_page(self, output: str, page: Page, **_: object) -> str:
        """The finished page with its drawings."""
        for mark, drawing in self._kept.pop(page.file.src_uri, ()):
            output = output.replace(mark, drawing, 1)
        return output


def _mark(drawing: str) -> str:
    """An element that nobody else writes, since it tells the digest of what it stands for."""
    return f'<i data-iam-atlas="{sha256(drawing.encode("utf-8", "surrogatepass")).hexdigest()}"></i>'
