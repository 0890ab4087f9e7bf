"""The sides of a decision become what a reader is shown: each half, its statements, and which half is missing."""

from iam_atlas.iam.bars import WITH_IDENTITY, is_assume_question
from iam_atlas.iam.decision import Half, HalfResult
from iam_atlas.iam.formula import NEVER, Formula
from iam_atlas.iam.gather import Sides, needs_resource_policy, same_account, scps_bind
from iam_atlas.iam.possible import World
from iam_atlas.iam.question import CallerKind
from iam_atlas.iam.sides import Side
from iam_atlas.iam.simplify import disjunction, simplify


def halves_of(sides: Sides) -> tuple[HalfResult, ...]:
    """The halves that apply, in the order of `Half`. Conditions that contradict each other are kept for the reader."""
    question, world = sides.question, sides.ask.world
    policies = question.policies
    found: list[HalfResult] = []
    resource = sides.resource
    if _resource_needed(sides) or (policies.resource is not None and not question.target.is_role):
        side = Side(resource.allow, resource.deny, resource.allowed_by, resource.denied_by)
        foreign = not question.target.policy_known
        found.append(_half(resource_half(sides), side, _resource_needed(sides), world, foreign))
    if question.caller.kind in WITH_IDENTITY and question.caller.kind is not CallerKind.ROOT:
        outside = not question.caller.identity_known
        found.append(_half(Half.IDENTITY, sides.identity, _identity_needed(sides), world, outside))
    if _has_boundary(sides):
        found.append(_half(Half.BOUNDARY, sides.boundary, _boundary_needed(sides), world))
    if policies.session is not None:
        found.append(_half(Half.SESSION, sides.session, _session_policy_needed(sides), world))
    if any(policies.scps) and scps_bind(question):
        found.append(_half(Half.SCP, sides.scp, True, world))
    if sides.rcp.denied_by:
        found.append(_half(Half.RCP, sides.rcp, True, world))
    return tuple(found)


def missing_halves(sides: Sides) -> tuple[Half, ...]:
    """The needed halves that nothing allows, in the order of `Half`."""
    candidates = (
        (resource_half(sides), _resource_needed(sides), sides.resource.allow),
        (Half.IDENTITY, _identity_needed(sides), sides.identity.allow),
        (Half.BOUNDARY, _boundary_needed(sides), sides.boundary.allow),
        (Half.SESSION, _session_policy_needed(sides), sides.session.allow),
        (Half.SCP, True, sides.scp.allow),
    )
    return tuple(half for half, needed, allow in candidates if needed and allow == NEVER)


def resource_half(sides: Sides) -> Half:
    """What the target's own policy is called here."""
    return Half.TRUST if is_assume_question(sides.question) else Half.RESOURCE


def _half(half: Half, side: Side, needed: bool, world: World, outside: bool = False) -> HalfResult:
    allow, deny = _shown(side.allow, world), _shown(side.deny, world)
    return HalfResult(half, needed, allow, deny, side.allowed_by, side.denied_by, outside)


def _shown(formula: Formula, world: World) -> Formula:
    """Simplified, unless that would leave a reader without the conditions that can never be met."""
    short = simplify(formula, world)
    return formula if short == NEVER else short


def _resource_needed(sides: Sides) -> bool:
    question = sides.question
    if question.caller.kind not in WITH_IDENTITY or not same_account(question):
        return True
    return needs_resource_policy(question)


def _identity_needed(sides: Sides) -> bool:
    """Within an account, a resource policy that names the caller itself needs no identity policy beside it."""
    if sides.question.caller.kind not in WITH_IDENTITY:
        return False
    resource = sides.resource
    return not same_account(sides.question) or disjunction(resource.direct, resource.user, resource.role) == NEVER


def _boundary_needed(sides: Sides) -> bool:
    """A boundary caps the identity half, and a grant to the role behind a session, but none to the user."""
    return _session_policy_needed(sides) and (not same_account(sides.question) or sides.resource.user == NEVER)


def _session_policy_needed(sides: Sides) -> bool:
    """A session policy caps the identity half, and a grant to the user or role behind a session."""
    if sides.question.caller.kind not in WITH_IDENTITY:
        return False
    return not same_account(sides.question) or sides.resource.direct == NEVER


def _has_boundary(sides: Sides) -> bool:
    policies, caller = sides.question.policies, sides.question.caller
    given = policies.boundary is not None or policies.unknown_boundary is not None
    return given and caller.kind in WITH_IDENTITY and caller.identity_known and not caller.service_linked
