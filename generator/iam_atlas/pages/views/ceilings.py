"""The boundary and the guardrails over a role copy to lines: they grant nothing, they cap; and what that stops."""

from collections.abc import Iterator, Sequence

from iam_atlas.graph.without import fails_without
from iam_atlas.iam.permissions import ServicePermissions, Taker
from iam_atlas.iam.permitted import Extent
from iam_atlas.iam.powers import Power
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.model.policies import AttachedPolicy
from iam_atlas.model.roles import Role, RoleCopy, RoleKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import source, to_page, to_policy
from iam_atlas.pages.views.guardrail import binds, is_above
from iam_atlas.wording.translate import N_

_BOUNDARY = N_(
    "Permissions boundary {name}: a ceiling, not a grant. What is left is what the policies, the boundary and the "
    "service control policies all allow."
)
_CAPS = {
    GuardrailKind.SCP: N_("Service control policy {name} caps what this role may do here."),
    GuardrailKind.RCP: N_("Resource control policy {name} caps who may use resources of this account."),
}
_MAKES_NONE = N_(
    "Its policies allow it to make roles, the boundary does not. So it cannot make a role that is stronger than itself."
)
_MAKES_BOUND = N_(
    "It can make roles only with a permissions boundary on them (`iam:PermissionsBoundary`). So no role that it makes "
    "is stronger than that boundary."
)

_MAKES_ANY = N_(
    "Nothing in its policies asks that the roles it makes carry a boundary: those may be stronger than itself."
)
_MAKES_BOUND_AT_FIRST = N_(
    "It can make roles only with a permissions boundary on them (`iam:PermissionsBoundary`), but it can also take "
    "boundaries off roles or change them. So a role that it makes may become stronger than that boundary."
)
_MAKE, _BOUND = "iam:CreateRole", "iam:permissionsboundary"
_LIFT = frozenset(("iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"))


def ceiling_lines(context: Context, role: Role, copy: RoleCopy) -> tuple[Md, ...]:
    """What caps the copy; for one with a boundary also whether it can make stronger roles than itself."""
    if role.kind is RoleKind.SERVICE_LINKED:
        return (context.say("Boundaries and service control policies do not apply to service-linked roles."),)
    return tuple(line for line in (*_boundary(context, copy), *_guardrails(context, copy)) if line)


def _boundary(context: Context, copy: RoleCopy) -> Iterator[Md]:
    boundary = copy.permissions.boundary
    if boundary is None:
        return
    line = source(context, boundary.position)
    said = context.say(_BOUNDARY, name=to_policy(context, boundary.name))
    yield context.say.in_a_row((said, Md(f"({line})") if line else Md("")))
    sentence = _role_making(context, copy, boundary)
    yield context.say(sentence) if sentence else Md("")


def _role_making(context: Context, copy: RoleCopy, boundary: AttachedPolicy) -> str:
    """Whether it can make roles, and whether those are bound; empty when it cannot, or when that is not known."""
    summary = context.atlas.permissions.get(copy.key)
    service = next((one for one in summary.services if one.prefix == "iam"), None) if summary else None
    if summary is None or service is None or summary.unknown or boundary.document is None:
        return ""
    if any(_MAKE in actions for actions in service.actions.values()):
        return _making(summary.powers)
    return _MAKES_NONE if _taken_by_boundary(service) else ""


def _making(powers: Sequence[Power]) -> str:
    made = [power for power in powers if _MAKE in power.actions]
    if not made or not all(map(_is_bound, made)):
        return _MAKES_ANY
    lifting = [power for power in powers if not _LIFT.isdisjoint(power.actions)]
    return _MAKES_BOUND if all(map(_is_bound, lifting)) else _MAKES_BOUND_AT_FIRST


def _taken_by_boundary(service: ServicePermissions) -> bool:
    return any(
        taken.taker is Taker.BOUNDARY and not taken.conditional and _MAKE in taken.actions for taken in service.taken
    )


def _is_bound(power: Power) -> bool:
    """Whether no request gets through that does not name a boundary: by what allows it, or by one of the ceilings."""
    return any(_all_ask(extents) for extents in (power.on, *(allowed for _, allowed in power.within)))


def _all_ask(extents: Sequence[Extent]) -> bool:
    return all(fails_without(extent.when, lambda key: key.lower() == _BOUND) for extent in extents)


def _guardrails(context: Context, copy: RoleCopy) -> Iterator[Md]:
    for rail in context.landscape.guardrails.values():
        if is_above(rail, copy.key.account) and rail.kind in _CAPS:
            yield _guardrail(context, rail, copy.key.account)


def _guardrail(context: Context, rail: Guardrail, account: str) -> Md:
    say, name = context.say, to_page(context, page(Section.GUARDRAILS, rail.name), rail.name)
    if not binds(context, rail, account):
        return say("{name} is attached above {account}, but does not bind it.", name=name, account=account)
    return say(_CAPS[rail.kind], name=name)
