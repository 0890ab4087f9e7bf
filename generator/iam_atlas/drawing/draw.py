"""The atlas to finished drawings: every SVG of the site, each under the page it belongs on.

How a page embeds a drawing: `Drawing.figure` (the SVG in a view that scrolls, and the legend) inside one block-level
wrapper with a blank line before and after and none inside, so that Markdown leaves it alone, out of the search index:

    <figure class="atlas-diagram" data-search-exclude>
    (Drawing.figure)
    </figure>

The style sheet is site/assets/stylesheets/diagram.css.
"""

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.column_graph import Diagram
from iam_atlas.drawing.from_atlas import HOME, diagrams
from iam_atlas.drawing.graphviz import draw_geometry
from iam_atlas.drawing.layout import lay_out
from iam_atlas.drawing.legend import write_figure, write_legend
from iam_atlas.drawing.svg import write_svg
from iam_atlas.wording.translate import ENGLISH, Translator

VERSION = "3"
"""To be counted up when the same diagram is drawn in another way; part of every digest."""

_CHUNK = 16


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing. `width` and `height` are its natural size in pixels.

    `digest` is of the diagram and of the drawing code's version: the same digest means the same SVG. `figure` is what
    goes inside the page's `<figure>`: the SVG, and the legend of the kinds of line it has. `folds` are the collapsed
    cards: the card's id, and the ids that the cards of the things it stands for would have.
    """

    svg: str
    figure: str
    digest: str
    title: str
    width: float
    height: float
    folds: Mapping[str, tuple[str, ...]]


def draw_all(
    atlas: Atlas, t: Translator = ENGLISH, *, jobs: int = 1, known: Mapping[str, Drawing] | None = None
) -> dict[str, Drawing]:
    """All drawings by page: `home` for the overview, `roles/developer.md` and so on for the neighbourhoods.

    Links lead from the page that embeds the drawing: `home` stands one level above the generated folder `atlas/`.
    `jobs` is the number of processes. `known` holds earlier drawings by their digest; those are not drawn again.
    """
    wanted = [(page, diagram, digest_of(diagram)) for page, diagram in diagrams(atlas, t)]
    known = known or {}
    fresh = [(page, diagram) for page, diagram, digest in wanted if digest not in known]
    drawn = dict(zip((page for page, _ in fresh), _draw_each(fresh, t, jobs), strict=True))
    return {page: known[digest] if digest in known else drawn[page] for page, _, digest in wanted}


def draw(diagram: Diagram, t: Translator = ENGLISH) -> Drawing:
    """One drawing. `diagram.id` is the page it stands on; every id in the SVG begins with a short form of it."""
    layout = lay_out(diagram)
    svg = write_svg(diagram, layout, draw_geometry(diagram, layout), partial(address_from, diagram.id))
    figure = write_figure(svg, diagram.title, write_legend(diagram, t))
    folds = {card.id: card.members for card in diagram.cards if card.members}
    return Drawing(svg, figure, digest_of(diagram), diagram.title, layout.width, layout.height, folds)


def folds_of(drawings: Mapping[str, Drawing]) -> dict[str, tuple[str, ...]]:
    """What every collapsed card of the drawings stands for, by the card's id, sorted.

    An id is made of the members, so cards of one id are one card wherever they are drawn.
    """
    return dict(sorted(fold for drawing in drawings.values() for fold in drawing.folds.items()))


def digest_of(diagram: Diagram) -> str:
    """Sixteen hex digits for the diagram and the version of the drawing code."""
    return hashlib.sha256(f"{VERSION}\n{diagram!r}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def address_from(embedding: str, target: str) -> str:
    """The address of the page `target` (`roles/x.md#in-prod`) as seen from the page that embeds the drawing."""
    path, hash_sign, fragment = target.partition("#")
    address = path.removesuffix(".md") + ".html" + hash_sign + fragment
    return f"atlas/{address}" if embedding == HOME else f"../{address}"


def _draw_each(fresh: Iterable[tuple[str, Diagram]], t: Translator, jobs: int) -> list[Drawing]:
    work = [diagram for _, diagram in fresh]
    if jobs <= 1 or len(work) <= _CHUNK:
        return [draw(diagram, t) for diagram in work]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(partial(draw, t=t), work, chunksize=_CHUNK))
