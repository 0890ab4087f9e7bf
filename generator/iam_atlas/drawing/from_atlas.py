"""The atlas to its diagrams, by the page that each belongs on."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from iam_atlas.atlas import Atlas
from iam_atlas.drawing import neighbourhood
from iam_atlas.drawing.column_graph import Diagram
from iam_atlas.drawing.compose import Choice, compose
from iam_atlas.drawing.fitting import FitRoles, role_fitter
from iam_atlas.drawing.overview import overview
from iam_atlas.drawing.ways import Ways, find_ways
from iam_atlas.model.addresses import Section, page
from iam_atlas.wording.translate import Translator

HOME = "home"


def diagrams(atlas: Atlas, t: Translator) -> Iterator[tuple[str, Diagram]]:
    """Every diagram with its page below the generated folder (`roles/x.md`), the overview first, under `home`.

    A page about something that nobody reaches and that leads nowhere has none.
    """
    for key, make in diagrams_to_make(atlas, t):
        diagram = make()
        if diagram is not None:
            yield key, diagram


def diagrams_to_make(atlas: Atlas, t: Translator) -> tuple[tuple[str, Callable[[], Diagram | None]], ...]:
    """Every page that may have a diagram, with what makes it; None where there is nothing to draw."""
    ways = find_ways(atlas)
    chosen: tuple[tuple[str, Callable[[], Choice]], ...] = (
        (HOME, partial(overview, atlas, ways, t)),
        *_neighbourhoods(atlas, ways, t),
    )
    make = partial(_diagram, atlas, ways, role_fitter(atlas, ways, t), t)
    return tuple((key, partial(make, choose)) for key, choose in chosen)


def _diagram(
    atlas: Atlas, ways: Ways, fit_roles: FitRoles, t: Translator, choose: Callable[[], Choice]
) -> Diagram | None:
    choice = choose()
    if not choice.ways and not choice.more_roles:
        return None
    return compose(atlas, ways, fit_roles, choice, t)


def _neighbourhoods(atlas: Atlas, ways: Ways, t: Translator) -> Iterator[tuple[str, Callable[[], Choice]]]:
    landscape = atlas.landscape
    choosers: tuple[tuple[Section, Mapping[str, object], Callable[[Atlas, Ways, str, Translator], Choice]], ...] = (
        (Section.ACCOUNTS, landscape.accounts, neighbourhood.account),
        (Section.ROLES, landscape.roles, neighbourhood.role),
        (Section.GROUPS, landscape.groups, neighbourhood.group),
        (Section.PEOPLE, landscape.users if landscape.site.people_pages else {}, neighbourhood.person),
        (Section.PROVIDERS, landscape.providers, neighbourhood.provider),
        (Section.VENDORS, landscape.vendors, neighbourhood.vendor),
    )
    for section, things, choose in choosers:
        for name in sorted(things):
            yield page(section, name), partial(choose, atlas, ways, name, t)
