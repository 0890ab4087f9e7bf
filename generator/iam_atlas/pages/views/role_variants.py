"""The copies of a role in groups to what differs between them, side by side."""

from iam_atlas.model.addresses import anchor
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md, link
from iam_atlas.pages.links import to_policy
from iam_atlas.pages.views.copies import AlikeCopies
from iam_atlas.pages.views.frame import Table
from iam_atlas.pages.views.lists import all_or_few
from iam_atlas.pages.views.permissions import copy_level, level_word
from iam_atlas.wording.amounts import duration
from iam_atlas.wording.translate import C_


def variants(context: Context, groups: tuple[AlikeCopies, ...]) -> Table:
    """What differs between the groups, side by side; empty when nothing that the file sets does."""
    say = context.say
    lines = (
        (say("Level"), [level_word(context, copy_level(context, g.first.key)) for g in groups]),
        (say("Policies"), [_policies(context, g) for g in groups]),
        (say("Boundary"), [_boundary(context, g) for g in groups]),
        (say("Session"), [say("up to {time}", time=duration(g.first.max_session, say.t)) for g in groups]),
        (say("What for"), [prose(context, g.first.description) for g in groups]),
    )
    rows = tuple((name, *cells) for name, cells in lines if len(set(cells)) > 1)
    heads = (say(C_("difference", "What")), *(_accounts(context, g) for g in groups))
    return Table(heads, rows)


def _accounts(context: Context, group: AlikeCopies) -> Md:
    return all_or_few(context, [link(name, f"#{anchor(name)}") for name in group.accounts], _NAMED)


_NAMED = 6  # accounts that a column's head names


def _policies(context: Context, group: AlikeCopies) -> Md:
    return context.say.listing(
        to_policy(context, policy.name) for policy in group.first.permissions.policies
    ) or context.say("none")


def _boundary(context: Context, group: AlikeCopies) -> Md:
    boundary = group.first.permissions.boundary
    return to_policy(context, boundary.name) if boundary else context.say("none")
