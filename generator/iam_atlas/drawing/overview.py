"""The atlas to the choice of the overview: everyone who works here and where they can go."""

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.compose import Choice
from iam_atlas.drawing.source_cards import is_aside
from iam_atlas.drawing.ways import Ways, roles_on
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.wording.translate import Translator

_MOST_ROLES = 60


def overview(atlas: Atlas, ways: Ways, t: Translator) -> Choice:
    """All ways but those of services and of the customers of products, and but hops that nothing declares.

    What is left out is counted.
    """
    shown = tuple(way for way in ways.all if way.declared and not is_aside(way.source, atlas))
    drawn = roles_on(shown)
    roles = t.count("{count} role copy", "{count} role copies", len(drawn))
    places = t.count("{count} account", "{count} accounts", len({target.account for target in drawn}))
    return Choice(
        name="home",
        title=t("Who can become what"),
        description=t(
            "From left to right: who, by which group or provider, on what condition, into which role; "
            "{roles} in {accounts}.",
            roles=roles,
            accounts=places,
        ),
        ways=shown,
        aside=len({way.target for way in ways.all if is_aside(way.source, atlas)}),
        most_roles=_MOST_ROLES,
        left_out=sum(not way.declared for way in ways.all),
        in_vain=sum(map(is_in_vain, atlas.graph.steps)),
    )
