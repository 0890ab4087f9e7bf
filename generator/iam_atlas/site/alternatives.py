"""The trees of a site to what the switch between its languages knows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iam_atlas.site.trees import NAMES, Tree


@dataclass(frozen=True, slots=True)
class Alternative:
    """A language of the site, as seen from one of its trees.

    `link` leads from the top of that tree to the top of this one. `pages` are the addresses of the team's own pages
    that exist in both, as MkDocs may write them: on those, as on home and on every generated page, the switch stays on
    the page.
    """

    name: str
    language: str
    link: str
    pages: tuple[str, ...]

    def as_data(self) -> Mapping[str, object]:
        """An entry of `extra.alternate`, with what our template asks for besides what the theme documents."""
        return {"name": self.name, "link": self.link, "lang": self.language, "pages": self.pages}


def alternatives(tree: Tree, own: Mapping[Tree, Sequence[str]]) -> tuple[Alternative, ...]:
    """All languages of the site as seen from `tree`; empty when there is only one. `own` has the pages of each."""
    if len(own) == 1:
        return ()
    up = "../" if tree.below else ""
    return tuple(
        Alternative(
            NAMES[other.language],
            other.language,
            up + other.below,
            tuple(address for page in sorted({*own[tree]} & {*pages}) for address in _addresses(page)),
        )
        for other, pages in own.items()
    )


def _addresses(page: str) -> tuple[str, str]:
    """Without and with `use_directory_urls`."""
    stem = page.removesuffix(".md")
    return f"{stem}.html", stem.removesuffix("index").rstrip("/") + "/"


def elsewhere(tree: Tree, own: Mapping[Tree, Sequence[str]]) -> Mapping[str, str]:
    """The team's pages that `tree` lacks and the first has, each with where the site has it, seen from `tree`."""
    first = next(iter(own))
    return {page: f"../{page.removesuffix('.md')}.html" for page in own[first] if page not in own[tree]}
