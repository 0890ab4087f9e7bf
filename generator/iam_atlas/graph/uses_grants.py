"""A KMS grant becomes decisions on its operations: what it allows beside the key policy, and what still denies.

A grant allows its operations as a key policy or an IAM policy would, and needs neither; it cannot deny, and an explicit
deny in any policy wins over it. Source: KMS Developer Guide, "Grants in AWS KMS", "Troubleshooting key access".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from iam_atlas.graph.actors import Actor
from iam_atlas.graph.uses_actions import names
from iam_atlas.graph.uses_alike import Found, same_answer
from iam_atlas.graph.uses_limits import grantable
from iam_atlas.graph.uses_targets import Asked
from iam_atlas.iam.actions import NO_ACTIONS, ActionSet, matching_any
from iam_atlas.iam.arn import account_root
from iam_atlas.iam.decision import Decision, Half, HalfResult, Unknown, Verdict
from iam_atlas.iam.formula import NEVER
from iam_atlas.iam.policy import VARIABLES_VERSION, Policy, PolicyKind, Principal, Statement
from iam_atlas.iam.question import CallerKind
from iam_atlas.model.grants import Effect
from iam_atlas.model.resources import KmsGrant

Decide: TypeAlias = Callable[[Actor, Asked, ActionSet], tuple[Found, ...]]

GRANT = "KMS grant"
"""The name under which a grant stands among the policies of a decision."""

_SERVICE = Unknown(
    "what a grant to an AWS service allows: KMS ties it to a source ARN, which the file does not hold",
    sources=('KMS Developer Guide, "Creating grants": a grantee service principal needs a SourceArn constraint',),
)
_ACCOUNT = Unknown(
    "which identities of an account may use a grant that names the whole account",
    sources=(
        'KMS Developer Guide, "Grants in AWS KMS": the grantee may be an account; the page does not say what its '
        "identities need beside",
    ),
)
_FOREIGN = Unknown(
    "whether a grant is enough for a grantee in another account whose own policies do not allow the operation",
    sources=(
        'KMS Developer Guide, "Grants in AWS KMS": the grantee may be in a different account',
        'KMS Developer Guide, "Troubleshooting key access": a key of another account is trusted if a grant or an IAM '
        "policy *in your account* allows its use; the file does not say in which account the grant was made",
    ),
)
_SET = Unknown(
    "what a grant to a permission set allows: a grant names a role, whose ARN ends in characters that AWS makes up"
)
_BOUNDARY = Unknown(
    "whether a permissions boundary that does not allow the operation limits a grant",
    sources=('IAM User Guide, "Permissions boundaries for IAM entities": the page does not speak of grants',),
)
_NO_KEY_POLICY = Unknown("what the key policy denies: the file does not give it")
_ONLY_THESE = 'KMS Developer Guide, "Grants in AWS KMS", grant operations'


@dataclass(frozen=True, slots=True)
class GrantAnswer:
    """What one grant comes to for one grantee. `refused` are operations that no KMS grant can allow, as written."""

    found: tuple[Found, ...]
    refused: tuple[str, ...] = ()


def decide_grant(decide: Decide, actor: Actor, asked: Asked, grant: KmsGrant) -> GrantAnswer:
    """The decisions on the operations of a grant, for its grantee."""
    actions = operations_of(grant)
    refused = tuple(sorted(one for one in grant.operations if not matching_any((kms_action(one),)) & grantable()))
    if actions == NO_ACTIONS:
        return GrantAnswer((), refused)
    doubt = _doubt(actor, asked)
    if doubt is not None:
        return GrantAnswer((Found(actions, asked.resource.arn, _undecided(doubt)),), refused)
    return GrantAnswer(tuple(_decided(decide, actor, asked, grant, actions)), refused)


def refusal(refused: tuple[str, ...]) -> Decision:
    """The decision on operations that a grant cannot allow."""
    what = f"what a grant for {', '.join(refused)} would do: KMS refuses such a grant"
    return _undecided(Unknown(what, sources=(_ONLY_THESE,)))


def operations_of(grant: KmsGrant) -> ActionSet:
    """The operations of a grant that KMS takes, as actions."""
    return matching_any(map(kms_action, grant.operations)) & grantable()


def kms_action(operation: str) -> str:
    """`Decrypt` as an action, `kms:Decrypt`."""
    return operation if ":" in operation else f"kms:{operation}"


def _doubt(actor: Actor, asked: Asked) -> Unknown | None:
    """What leaves open whatever the grant may allow; None where its operations can be decided."""
    kind = actor.caller.kind
    if kind is CallerKind.SERVICE:
        return _SERVICE
    if kind is CallerKind.ACCOUNT:
        return _ACCOUNT
    if not (actor.caller.role_arn or actor.caller.arn):
        return _SET
    return _NO_KEY_POLICY if asked.policy is None else None


def _decided(decide: Decide, actor: Actor, asked: Asked, grant: KmsGrant, actions: ActionSet) -> Iterator[Found]:
    """With the grant beside the key policy, and in the place of the grantee's own half as far as that is documented."""
    named = _granted(asked, grant, actor.caller.role_arn or actor.caller.arn)
    whole = _in_place_of_own(actor, grant)
    widest = replace(whole, policies=replace(whole.policies, boundary=_opened(whole.policies.boundary)))
    foreign = actor.caller.account_id != asked.target.account_id
    for most in decide(widest, named, actions):
        if not most.decision.verdict.opens:
            decision = _told(most.decision)
        elif foreign:
            decision = _agreed(most, decide(actor, named, most.actions), _FOREIGN)
        else:
            root = account_root(asked.target.account_id, asked.target.partition)
            # A grant that named the whole account would leave the ceiling over the grantee where it is.
            capped = decide(whole, _granted(asked, grant, root), most.actions)
            decision = _told(_agreed(most, capped, _BOUNDARY))
        yield replace(most, decision=_cited(decision))


def _agreed(most: Found, other: tuple[Found, ...], doubt: Unknown) -> Decision:
    """The other reading where it lets the same requests through as the widest one, else undecided."""
    decisions = [found.decision for found in other]
    if len(decisions) == 1 and same_answer(decisions[0], most.decision):
        return decisions[0]
    return _undecided(doubt)


def _told(decision: Decision) -> Decision:
    """The decision without the grantee's own half as something that had to allow, and without an opened ceiling."""
    halves = (half for half in decision.halves if half.half is not Half.BOUNDARY or half.denied_by)
    return replace(decision, halves=tuple(map(_not_needed, halves)))


def _not_needed(half: HalfResult) -> HalfResult:
    if half.half is not Half.IDENTITY:
        return half
    return replace(half, needed=False, allow=NEVER, allowed_by=())


def _cited(decision: Decision) -> Decision:
    """The decision with the grant named for what it is, in the place of what the key policy says besides."""
    return replace(decision, halves=tuple(map(_by_grant, decision.halves)))


def _by_grant(half: HalfResult) -> HalfResult:
    granting = tuple(replace(ref, policy=GRANT) for ref in half.allowed_by if ref.statement == GRANT)
    return replace(half, allowed_by=granting) if granting and half.half is Half.RESOURCE else half


def _undecided(doubt: Unknown) -> Decision:
    return Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(doubt,))


def _granted(asked: Asked, grant: KmsGrant, principal: str) -> Asked:
    """The key with the grant as one more statement of its policy, for this principal."""
    statement = replace(_statement(grant), principals=(Principal("AWS", principal),))
    policy = asked.policy or Policy(GRANT, PolicyKind.RESOURCE, VARIABLES_VERSION, (), grant.position)
    return replace(
        asked,
        policy=replace(policy, statements=(*policy.statements, statement)),
        own=asked.own | operations_of(grant),
        beside=f"{grant.position} {grant.operations} {principal}",
    )


def _statement(grant: KmsGrant) -> Statement:
    return Statement(Effect.ALLOW, GRANT, grant.position, actions=names_of(grant), resources=("*",))


def names_of(grant: KmsGrant) -> tuple[str, ...]:
    """The actions of a grant in AWS's spelling, sorted."""
    return names(operations_of(grant))


def _in_place_of_own(actor: Actor, grant: KmsGrant) -> Actor:
    """The grantee as if a policy of its own allowed the operations as well: what denies there still does."""
    policy = Policy(GRANT, PolicyKind.IDENTITY, VARIABLES_VERSION, (_statement(grant),), grant.position)
    return replace(actor, policies=replace(actor.policies, identity=(*actor.policies.identity, policy)))


def _opened(boundary: Policy | None) -> Policy | None:
    """The boundary with everything allowed: only what it denies is left of it."""
    if boundary is None:
        return None
    everything = Statement(Effect.ALLOW, GRANT, boundary.position, actions=("*",), resources=("*",))
    return replace(boundary, statements=(*boundary.statements, everything))
