"""The boundary and the guardrails over a role copy to lines: they grant nothing, they cap; and what that stops."""

from collections.abc import Iterator

from iam_atlas.model.addresses import Section, page
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.model.roles import Role, RoleCopy, RoleKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import source, to_page, to_policy
from iam_atlas.pages.views.guardrail import binds, is_above
from iam_atlas.pages.views.role_making import role_making
from iam_atlas.wording.translate import N_

_BOUNDARY = N_(
    "Permissions boundary {name}: a ceiling, not a grant. What is left is what the policies, the boundary and the "
    "service control policies all allow."
)
_CAPS = {
    GuardrailKind.SCP: N_("Service control policy {name} caps what this role may do here."),
    GuardrailKind.RCP: N_("Resource control policy {name} caps who may use resources of this account."),
}


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
    sentence = role_making(context, copy, boundary)
    yield context.say(sentence) if sentence else Md("")


def _guardrails(context: Context, copy: RoleCopy) -> Iterator[Md]:
    for rail in context.landscape.guardrails.values():
        if is_above(rail, copy.key.account) and rail.kind in _CAPS:
            yield _guardrail(context, rail, copy.key.account)


def _guardrail(context: Context, rail: Guardrail, account: str) -> Md:
    say, name = context.say, to_page(context, page(Section.GUARDRAILS, rail.name), rail.name)
    if not binds(context, rail, account):
        return say("{name} is attached above {account}, but does not bind it.", name=name, account=account)
    return say(_CAPS[rail.kind], name=name)
