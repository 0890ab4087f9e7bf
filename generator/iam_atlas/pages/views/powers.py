"""The actions that matter to sentences: what somebody can do with them, where, under which conditions."""

from collections.abc import Iterable

from iam_atlas.iam.formula import Always
from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.iam.permitted import Extent
from iam_atlas.iam.powers import Power
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, text
from iam_atlas.pages.views.frame import Fold
from iam_atlas.pages.views.lists import few_codes
from iam_atlas.wording.powers import power_in_words
from iam_atlas.wording.residue import short
from iam_atlas.wording.translate import C_

_FEW = 4  # resources that a sentence names
_MANY = 12  # actions that a line names


def worth_knowing(context: Context, summary: PermissionSummary) -> tuple[Md, ...]:
    """One sentence with everything of weight that the actions can do; none where there is nothing, or everything."""
    if summary.everything or not summary.powers:
        return ()
    reasons = dict.fromkeys(text(power_in_words(power.reason, context.say.t)) for power in summary.powers)
    return (context.say("Worth knowing: it {powers}.", powers=context.say.all_of(reasons)),)


def powers_fold(context: Context, summary: PermissionSummary) -> tuple[Fold, ...]:
    """The same action by action, with where and when; no block where the sentence is left out."""
    if summary.everything or not summary.powers:
        return ()
    body: list[Md] = []
    alike: dict[tuple[object, ...], list[Power]] = {}
    for power in summary.powers:
        alike.setdefault((power.on, power.not_on, power.within), []).append(power)
    for powers in alike.values():
        body += [_where(context, powers[0]), Md("\n".join(f"- {_line(context, power)}" for power in powers))]
    return (Fold(Md(""), context.say("What of it matters, action by action"), tuple(body)),)


def _line(context: Context, power: Power) -> Md:
    actions = few_codes(context, power.actions, _MANY)
    return context.say("it {power}: {actions}", power=power_in_words(power.reason, context.say.t), actions=actions)


def _where(context: Context, power: Power) -> Md:
    """`On everything, if the region of the request is eu-west-1, but not on arn:...:`."""
    say = context.say
    on = say.any_of(_extents(context, power.on))
    parts = [say("On {extents}", extents=on)]
    if power.not_on:
        parts.append(say("but not on {extents}", extents=say.any_of(_extents(context, power.not_on))))
    for name, extents in power.within:
        if extents:
            within = say.any_of(_extents(context, extents))
            parts.append(say("and only as far as {name} allows: on {extents}", name=name, extents=within))
    return Md(f"{say.listing(parts)}:")


def _extents(context: Context, extents: Iterable[Extent]) -> list[Md]:
    """The places, those with the same condition said together."""
    say = context.say
    alike: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for extent in extents:
        condition = "" if isinstance(extent.when, Always) else short(extent.when, say.t)
        alike.setdefault((extent.excluded, condition), []).append(extent.resource)
    return [_extent(context, tuple(resources), *how) for how, resources in alike.items()]


def _extent(context: Context, resources: tuple[str, ...], excluded: tuple[str, ...], condition: str) -> Md:
    say = context.say
    place = say(C_("resources", "everything")) if resources == ("*",) else few_codes(context, resources, _FEW)
    if excluded:
        place = say("{place} except {excluded}", place=place, excluded=few_codes(context, excluded, _FEW))
    return say("{place} if {condition}", place=place, condition=text(condition)) if condition else place
