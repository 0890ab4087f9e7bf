"""What denies, a boundary and service control policies take away of permissions, to a table with one row a taker."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from iam_atlas.iam.permissions import PermissionSummary, Reach, ServicePermissions, Taken, Taker
from iam_atlas.model.addresses import Section, page
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.links import to_page, to_policy
from iam_atlas.pages.views.frame import Table
from iam_atlas.pages.views.lists import few_codes
from iam_atlas.wording.translate import C_, N_

_Key: TypeAlias = tuple[Taker, str, bool, bool]  # who, its name, whether conditional, whether by the resource alone
_Found: TypeAlias = Sequence[tuple[ServicePermissions, Taken]]

_NAMED = 8  # actions or services that a row names
_WIDE = 20  # services from which on a row counts them, and names those that are left alone instead


def taken_table(context: Context, summary: PermissionSummary) -> Table:
    """One row for each taker and way of taking, by kind and name; no rows where nothing is taken."""
    say = context.say
    alike: dict[_Key, list[tuple[ServicePermissions, Taken]]] = {}
    for service in summary.services:
        for taken in service.taken:
            key = (taken.taker, taken.where, taken.conditional, taken.by_resource)
            alike.setdefault(key, []).append((service, taken))
    rows = tuple(
        (_taker(context, key[0], key[1]), say(_when(key)), _what(context, summary, alike[key]))
        for key in sorted(alike, key=lambda key: (key[0].value, *key[1:]))
    )
    return Table((say("Taken away by"), say("When"), say("What")), rows)


_TAKERS: Mapping[Taker, str] = {
    Taker.DENY: N_("a Deny in policy {name}"),
    Taker.BOUNDARY: N_("the permissions boundary {name}"),
    Taker.SCP: N_("the service control policy {name}"),
}


def _taker(context: Context, taker: Taker, where: str) -> Md:
    """The taker, linked; a level of several SCPs, none of which allows it, is named by all of them."""
    say = context.say
    if taker is not Taker.SCP:
        return say(_TAKERS[taker], name=to_policy(context, where))
    names = [_guardrail(context, name) for name in where.split(", ")]
    if len(names) == 1:
        return say(_TAKERS[taker], name=names[0])
    return say("the service control policies {names}, which together do not allow it", names=say.all_of(names))


def _guardrail(context: Context, name: str) -> Md:
    known = name in context.landscape.guardrails
    return to_page(context, page(Section.GUARDRAILS, name), name) if known else code(name)


def _when(key: _Key) -> str:
    _, _, conditional, by_resource = key
    if not conditional:
        return C_("taken away", "always")
    return N_("on some resources") if by_resource else N_("under a condition")


def _what(context: Context, summary: PermissionSummary, found: _Found) -> Md:
    """The actions; many are counted, and where nearly every service is meant the exceptions say more than a list."""
    say = context.say
    actions = tuple(chain.from_iterable(taken.actions for _, taken in found))
    if len(actions) <= _NAMED:
        return few_codes(context, actions, _NAMED)
    touched = {service.prefix for service, _ in found}
    services = say.count("{count} service", "{count} services", len(touched))
    count = say("{count} actions of {services}", count=len(actions), services=services)
    if len(touched) < _WIDE:
        return say("{count}: {actions}", count=count, actions=few_codes(context, actions, _NAMED))
    spared = tuple(service.prefix for service in summary.services if _allows(service) and service.prefix not in touched)
    if not spared:
        return count
    return say("{count}. Left alone: {services}", count=count, services=few_codes(context, spared, _NAMED))


def _allows(service: ServicePermissions) -> bool:
    return any(reach is not Reach.NONE for reach in service.levels.values())
