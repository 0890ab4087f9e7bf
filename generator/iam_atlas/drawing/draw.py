"""The atlas to finished drawings: every SVG of the site, each under the page it belongs on.

How a page embeds a drawing: `Drawing.figure` (the SVG in a view that scrolls, and the legend) inside one block-level
wrapper with a blank line before and after and none inside, so that Markdown leaves it alone, out of the search index:

    <figure class="atlas-diagram" data-search-exclude>
    (Drawing.figure)
    </figure>

The style sheet is site/assets/stylesheets/diagram.css.
"""

import hashlib
import json
from collections.abc import Callable, Container, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Protocol

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.column_graph import Diagram
from iam_atlas.drawing.from_atlas import HOME, diagrams_to_make
from iam_atlas.drawing.graphviz import draw_geometry
from iam_atlas.drawing.layout import lay_out
from iam_atlas.drawing.legend import write_figure, write_legend
from iam_atlas.drawing.svg import write_svg
from iam_atlas.wording.translate import ENGLISH, Translator
from iam_atlas.workers import Tell, shared_out, silent


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing; nothing but texts and numbers, so that it can be kept in a file.

    `width` and `height` are its natural size in pixels. `legend` tells of the kinds of line that it has, as HTML.
    `folds` are the collapsed cards: the card's id, and the ids that the cards of the things it stands for would have.
    """

    svg: str
    legend: str
    title: str
    width: float
    height: float
    folds: Mapping[str, tuple[str, ...]]

    @property
    def figure(self) -> str:
        """What goes inside the page's `<figure>`: the SVG, and the legend."""
        return write_figure(self.svg, self.title, self.legend)


class Shelf(Protocol):
    """Keeps texts by the digest of what they were made from, from one run of the same program to another."""

    def take(self, digest: str) -> str | None:
        """The text with that digest, None when it is not there."""
        ...

    def put(self, digest: str, text: str) -> None:
        """Keep it, or not."""
        ...


def draw_all(
    atlas: Atlas,
    t: Translator = ENGLISH,
    *,
    jobs: int = 1,
    shelf: Shelf | None = None,
    tell: Tell = silent,
    only: Container[str] | None = None,
) -> dict[str, Drawing]:
    """All drawings by page: `home` for the overview, `roles/developer.md` and so on for the neighbourhoods.

    Links lead from the page that embeds the drawing: `home` stands one level above the generated folder `atlas/`.
    `jobs` is the number of processes. What the shelf has is not drawn again. `tell` hears how far it is. `only` are the
    pages whose drawings are wanted, None for all.
    """
    wanted = [(page, make) for page, make in diagrams_to_make(atlas, t) if only is None or page in only]
    drawn = shared_out(partial(_drawn, t=t, shelf=shelf), [make for _, make in wanted], jobs, tell)
    return {page: drawing for (page, _), drawing in zip(wanted, drawn, strict=True) if drawing is not None}


def draw(diagram: Diagram, t: Translator = ENGLISH) -> Drawing:
    """One drawing. `diagram.id` is the page it stands on; every id in the SVG begins with a short form of it."""
    layout = lay_out(diagram)
    svg = write_svg(diagram, layout, draw_geometry(diagram, layout), partial(address_from, diagram.id))
    folds = {card.id: card.members for card in diagram.cards if card.members}
    return Drawing(svg, write_legend(diagram, t), diagram.title, layout.width, layout.height, folds)


def folds_of(drawings: Mapping[str, Drawing]) -> dict[str, tuple[str, ...]]:
    """What every collapsed card of the drawings stands for, by the card's id, sorted.

    An id is made of the members, so cards of one id are one card wherever they are drawn.
    """
    return dict(sorted(fold for drawing in drawings.values() for fold in drawing.folds.items()))


def digest_of(diagram: Diagram, legend: str) -> str:
    """Thirty-two hex digits for all that a drawing depends on, but for this program, which a shelf looks after itself.

    What is found under a digest is taken without a look at it, so it has as many digits as keep any two from meeting.
    """
    text = f"{legend}\n{diagram!r}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def address_from(embedding: str, target: str) -> str:
    """The address of the page `target` (`roles/x.md#in-prod`) as seen from the page that embeds the drawing."""
    path, hash_sign, fragment = target.partition("#")
    address = path.removesuffix(".md") + ".html" + hash_sign + fragment
    return f"atlas/{address}" if embedding == HOME else f"../{address}"


def _drawn(make: Callable[[], Diagram | None], *, t: Translator, shelf: Shelf | None) -> Drawing | None:
    diagram = make()
    if diagram is None:
        return None
    if shelf is None:
        return draw(diagram, t)
    digest = digest_of(diagram, write_legend(diagram, t))
    known = shelf.take(digest)
    if known is not None:
        return _from_text(known)
    drawing = draw(diagram, t)
    shelf.put(digest, json.dumps(asdict(drawing), ensure_ascii=False))
    return drawing


def _from_text(text: str) -> Drawing:
    kept = json.loads(text)
    return Drawing(**{**kept, "folds": {card: tuple(members) for card, members in kept["folds"].items()}})
