"""A diagram to the strip under it that says what its lines mean, and to what pages embed."""

from collections.abc import Iterator

from iam_atlas.drawing.column_graph import Diagram
from iam_atlas.drawing.markup import escape
from iam_atlas.iam.level import Level
from iam_atlas.wording.translate import Translator

_SAMPLE = '<svg viewBox="0 0 28 10" aria-hidden="true"><path class="atlas-legend-line{kind}" d="M0,5H28"/></svg>'

_CARD = (
    '<svg viewBox="0 0 28 10" aria-hidden="true">'
    '<rect class="atlas-legend-card planned" x="1" y="1" width="26" height="8" rx="3"/></svg>'
)


def write_legend(diagram: Diagram, t: Translator) -> str:
    """One entry for each kind of line in the diagram and for planned cards, each on its own line, and the note."""
    entries = [
        f'<span data-line="{kind.strip() or "plain"}">{_SAMPLE.format(kind=kind)} {escape(words)}</span>'
        for kind, words in _kinds(diagram, t)
    ]
    planned = any(card.planned for card in diagram.cards) or any(frame.planned for frame in diagram.frames)
    entries += [f"<span>{_CARD} {escape(t('planned'))}</span>"] if planned else []
    return "\n".join([*entries, f"<span>{escape(diagram.note)}</span>"] if diagram.note else entries)


def write_figure(svg: str, title: str, legend: str) -> str:
    """The SVG in its scrolling view and the legend: the inside of the page's `<figure class="atlas-diagram">`."""
    view = f'<div class="atlas-diagram__view" tabindex="0" role="region" aria-label="{escape(title)}">\n{svg}\n</div>'
    return f'{view}\n<figcaption class="atlas-diagram__legend">\n{legend}\n</figcaption>' if legend else view


def _kinds(diagram: Diagram, t: Translator) -> Iterator[tuple[str, str]]:
    if any(edge.admin for edge in diagram.edges):
        yield " admin", t("leads to administrator rights")
    plain = _of_plain_lines(diagram, t)
    if plain:
        yield "", plain
    if any(edge.unconditional for edge in diagram.edges):
        yield " unconditional", t("no condition")
    if any(edge.undecided for edge in diagram.edges):
        yield " undecided", t("not decided")
    if any(edge.finding for edge in diagram.edges):
        yield " finding", t("finding")


def _of_plain_lines(diagram: Diagram, t: Translator) -> str:
    """What those lines mean, empty when there are none.

    That of a member says nothing of what the group may do; a role of unknown level may be an administrator's.
    """
    gates = {gate.id for gate in diagram.gates}
    plain = [edge for edge in diagram.edges if not (edge.admin or edge.unconditional or edge.undecided or edge.finding)]
    ways = [edge for edge in plain if edge.source in gates or edge.target in gates]
    if not ways:
        return t("leads into a group") if plain else ""
    unknown = {card.id for card in diagram.cards if card.level is Level.UNKNOWN}
    if any(not unknown.isdisjoint(edge.bundled or (edge.target,)) for edge in ways):
        if len(ways) < len(plain):
            return t("leads to other or unknown rights, or into a group")
        return t("leads to other or unknown rights")
    return t("leads to other rights, or into a group") if len(ways) < len(plain) else t("leads to other rights")
