"""A question about access becomes a decision: every half, the deny statements, and what is left to satisfy."""

from dataclasses import replace

from iam_atlas.iam.bars import WITH_IDENTITY, bar_of, is_assume_question
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import ALWAYS, NEVER, Formula
from iam_atlas.iam.gather import Sides, gather, needs_resource_policy, same_account
from iam_atlas.iam.question import Question
from iam_atlas.iam.reasons import halves_of, missing_halves
from iam_atlas.iam.simplify import conjunction, disjunction, negation, simplify

_BOUNDARY_DISPUTE = (
    "whether a permissions boundary that does not allow the action limits a user whom a role trust policy of the same "
    "account names: AWS's pages disagree"
)
_BOUNDARY_SOURCES = (
    'IAM User Guide, "Policy evaluation logic": a grant to the ARN of a user is not limited by an implicit deny in the '
    "boundary",
    'IAM User Guide, "Update a role trust policy": the boundary must allow the sts:AssumeRole action',
)
_FOR_ANY = ("sts:getcalleridentity",)  # allowed even where a policy denies it: AWS STS API Reference


def evaluate(question: Question) -> Decision:
    """Decide whether the caller may do the action on the target, as AWS documents it.

    A key that nothing is known about stays a test in the residue. A policy document that is not at hand, an invalid
    statement, an unknown operator and a case on which AWS's pages disagree make the answer NotEvaluated, but only
    where they can change it. Raises nothing.
    Source: IAM User Guide, "Policy evaluation logic"; AWS Organizations User Guide, "SCP evaluation" and "RCPs".
    """
    if question.action.lower() in _FOR_ANY and question.caller.kind in WITH_IDENTITY:
        return Decision(Verdict.ALLOWED, ALWAYS)
    sides = gather(question)
    world = sides.ask.world
    allow = _allowed(sides)
    deny = _denied(sides)
    halves = halves_of(sides)
    if simplify(deny, world) == ALWAYS:
        return Decision(Verdict.EXPLICITLY_DENIED, NEVER, halves)
    if allow == NEVER:
        return Decision(Verdict.IMPLICITLY_DENIED, NEVER, halves, missing_halves(sides), bar=bar_of(question))
    wanted = conjunction(allow, negation(deny))
    residue = simplify(wanted, world)
    if residue == NEVER:
        is_over = simplify(wanted, replace(world, now=None)) != NEVER
        return Decision(Verdict.NEVER_SATISFIABLE, NEVER, halves, is_over=is_over)
    unknown = sides.ask.doubts.left_in(residue)
    if unknown:
        return Decision(Verdict.NOT_EVALUATED, NEVER, halves, unknown=unknown)
    return Decision(Verdict.ALLOWED if residue == ALWAYS else Verdict.ALLOWED_IF, residue, halves)


def _allowed(sides: Sides) -> Formula:
    """When everything that must allow allows; deny statements are left aside."""
    resource, question = sides.resource, sides.question
    if question.caller.kind not in WITH_IDENTITY:
        return resource.allow
    capped = conjunction(sides.boundary.allow, sides.session.allow)
    own = conjunction(sides.identity.allow, capped)
    if not same_account(question):
        return conjunction(resource.allow, own, sides.scp.allow)
    ways = [
        resource.direct,
        conjunction(resource.user, _boundary_for_named_user(sides), sides.session.allow),
        conjunction(resource.role, capped),
        conjunction(resource.account, own),
    ]
    if not needs_resource_policy(question):
        ways.append(own)
    return conjunction(disjunction(*ways), sides.scp.allow)


def _boundary_for_named_user(sides: Sides) -> Formula:
    if sides.question.settle_disputes or not is_assume_question(sides.question) or sides.boundary.allow == ALWAYS:
        return ALWAYS
    doubt = sides.ask.doubts.about(_BOUNDARY_DISPUTE, sources=_BOUNDARY_SOURCES)
    return disjunction(sides.boundary.allow, doubt)


def _denied(sides: Sides) -> Formula:
    return disjunction(
        *(side.deny for side in (sides.identity, sides.boundary, sides.session, sides.scp, sides.rcp)),
        sides.resource.deny,
    )
