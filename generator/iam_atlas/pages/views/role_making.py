"""What a role with a boundary can make of other roles to a sentence: none, such as a boundary holds, or any."""

import re
from collections.abc import Iterator, Sequence

from iam_atlas.exporters.attachments import a_managed
from iam_atlas.graph.without import fails_without
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Or, Test
from iam_atlas.iam.glob import covers, overlap, parse_glob
from iam_atlas.iam.permissions import ServicePermissions, Taker
from iam_atlas.iam.permitted import Extent
from iam_atlas.iam.powers import Power
from iam_atlas.model.policies import AttachedPolicy
from iam_atlas.model.roles import RoleCopy
from iam_atlas.pages.context import Context
from iam_atlas.wording.translate import N_

_MAKES_NONE = N_(
    "Its policies allow it to make roles, the boundary does not. So it cannot make a role that is stronger than itself."
)
_MAKES_NONE_AT_FIRST = N_(
    "Its policies allow it to make roles, the boundary does not. But it can change the policy that is its boundary, "
    "and so what it can do itself."
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
_MAKES_BOUND_AND_EDITS = N_(
    "It can make roles only with a permissions boundary on them (`iam:PermissionsBoundary`), but it can also change "
    "the policy that is the boundary. So a role that it makes may become stronger than the boundary allows today."
)
_MAKE, _BOUND = "iam:CreateRole", "iam:permissionsboundary"
_LIFT = frozenset(("iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"))

# A new version may be the default at once. To delete one gives nothing: the default one stays, and so does a policy
# that is in use. Source: IAM API Reference, "CreatePolicyVersion", "SetDefaultPolicyVersion", "DeletePolicyVersion".
_EDIT = frozenset(("iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"))
_ASKS = ("StringEquals", "StringLike", "ArnEquals", "ArnLike")
_OF_AWS = re.compile(r"arn:[^:]*:iam::aws:policy/")
_VARIABLE = re.compile(r"\$\{[^}]*\}")


def role_making(context: Context, copy: RoleCopy, boundary: AttachedPolicy) -> str:
    """A sentence to say; empty when it can make no roles, or when that is not known."""
    summary = context.atlas.permissions.get(copy.key)
    service = next((one for one in summary.services if one.prefix == "iam"), None) if summary else None
    if summary is None or service is None or summary.unknown or boundary.document is None:
        return ""
    if any(_MAKE in actions for actions in service.actions.values()):
        return _making(summary.powers)
    if not _taken_by_boundary(service):
        return ""
    own = a_managed(context.landscape, context.landscape.accounts[copy.key.account], boundary).arn
    return _MAKES_NONE_AT_FIRST if _may_edit(own, summary.powers) else _MAKES_NONE


def _making(powers: Sequence[Power]) -> str:
    made = [power for power in powers if _MAKE in power.actions]
    if not made or not all(map(_is_bound, made)):
        return _MAKES_ANY
    lifting = [power for power in powers if not _LIFT.isdisjoint(power.actions)]
    if not all(map(_is_bound, lifting)):
        return _MAKES_BOUND_AT_FIRST
    bounds = (set(_boundaries(power)) for power in (*made, *lifting))
    return _MAKES_BOUND_AND_EDITS if any(_may_edit(arn, powers) for own in bounds for arn in own) else _MAKES_BOUND


def _taken_by_boundary(service: ServicePermissions) -> bool:
    return any(
        taken.taker is Taker.BOUNDARY and not taken.conditional and _MAKE in taken.actions for taken in service.taken
    )


def _is_bound(power: Power) -> bool:
    """Whether no request gets through that does not name a boundary: by what allows it, or by one of the ceilings."""
    return any(map(_all_ask, _layers(power)))


def _layers(power: Power) -> Iterator[Sequence[Extent]]:
    """Where and when each of those who must allow it does: the policies, then every ceiling that narrows them."""
    yield power.on
    yield from (allowed for _, allowed in power.within)


def _all_ask(extents: Sequence[Extent]) -> bool:
    return all(fails_without(extent.when, lambda key: key.lower() == _BOUND) for extent in extents)


def _boundaries(power: Power) -> tuple[str, ...]:
    """The ARNs or patterns of the boundaries that a request may name; `*` where that is not narrowed down."""
    asking = [layer for layer in _layers(power) if _all_ask(layer)]
    found = [[_named(extent.when) for extent in layer] for layer in asking]
    narrowed = [tuple(arn for named in layer for arn in named) for layer in found]
    return min(narrowed, key=lambda arns: ("*" in arns, len(arns)), default=("*",))


def _named(when: Formula) -> tuple[str, ...]:
    """The values that the condition lets a boundary have."""
    match when:
        case Test() if when.key.lower() == _BOUND and when.operator in _ASKS:
            return when.values if when.literal else tuple(_VARIABLE.sub("*", value) for value in when.values)
        case And(parts):
            return min(map(_named, parts), key=lambda arns: ("*" in arns, len(arns)))
        case Or(parts):
            return tuple(arn for part in parts for arn in _named(part))
    return () if when == NEVER else ("*",)


def _may_edit(arn: str, powers: Sequence[Power]) -> bool:
    """Whether it may change what a policy of that ARN says, under some condition; nobody can one of AWS's own."""
    if _OF_AWS.match(arn):
        return False
    return any(_reaches(power, arn) for power in powers if not _EDIT.isdisjoint(power.actions))


def _reaches(power: Power, arn: str) -> bool:
    denied = any(extent.when == ALWAYS and _holds(extent, arn) for extent in power.not_on)
    return not denied and all(any(_touches(extent, arn) for extent in layer) for layer in _layers(power))


def _touches(extent: Extent, arn: str) -> bool:
    left_out = any(covers(parse_glob(pattern), parse_glob(arn)) for pattern in extent.excluded)
    return extent.when != NEVER and not left_out and overlap(parse_glob(extent.resource), parse_glob(arn))


def _holds(extent: Extent, arn: str) -> bool:
    """Whether every policy that the ARN may mean is among the resources, none of them left out."""
    inside = covers(parse_glob(extent.resource), parse_glob(arn))
    return inside and not any(overlap(parse_glob(pattern), parse_glob(arn)) for pattern in extent.excluded)
