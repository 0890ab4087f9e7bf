"""Role copies become targets: what is asked for, with the trust policy that answers, and an index by whom it trusts."""

from collections.abc import Mapping
from dataclasses import dataclass

from iam_atlas.derive.halves import Halves
from iam_atlas.graph.surroundings import Reader, Surroundings
from iam_atlas.iam.arn import account_of
from iam_atlas.iam.decision import Decision, Unknown, Verdict
from iam_atlas.iam.formula import NEVER
from iam_atlas.iam.policy import Policy, PolicyKind
from iam_atlas.iam.question import Target
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.annotations import Status
from iam_atlas.model.grants import Effect
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleCopy, RoleKey, RoleKind

TRUST_POLICY = "trust policy"


@dataclass(frozen=True, slots=True)
class RoleTarget:
    """A role copy as a target. Copies with the same trust document share one parsed `trust`.

    `shut` says that the account is closed or suspended, where no policy opens anything; None for any other.
    """

    copy: RoleCopy
    target: Target
    trust: Policy
    rcps: tuple[tuple[Policy, ...], ...]
    shut: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Targets:
    """All targets by key, by ARN, and by whom their trust policy names.

    `trusting` maps an account id to the targets that name the account or anything in it, by ARN; `open` are those that
    may mean everybody. `inward` maps an account id to the targets in that account that trust something in it.
    """

    by_key: Mapping[RoleKey, RoleTarget]
    by_arn: Mapping[str, RoleTarget]
    trusting: Mapping[str, Mapping[str, RoleTarget]]
    open: Mapping[str, RoleTarget]
    inward: Mapping[str, tuple[RoleTarget, ...]]


def all_targets(landscape: Landscape, halves: Halves, reader: Reader, around: Mapping[str, Surroundings]) -> Targets:
    """Every role copy of the landscape as a target, in its order."""
    made = {}
    for copy in landscape.role_copies():
        trust = reader.read(halves.trust[copy.key], TRUST_POLICY, PolicyKind.TRUST)
        made[copy.key] = _target(landscape, copy, trust, around[copy.key.account])
    named: dict[str, dict[str, RoleTarget]] = {}
    inward: dict[str, list[RoleTarget]] = {}
    for target in made.values():
        home, trusted = target.target.account_id, _trusted(target.trust)
        for account in sorted(trusted):
            named.setdefault(account, {})[target.copy.arn] = target
        if trusted & {home, "*"}:
            inward.setdefault(home, []).append(target)
    return Targets(
        by_key=made,
        by_arn={target.copy.arn: target for target in made.values()},
        trusting={account: targets for account, targets in named.items() if account != "*"},
        open=named.get("*", {}),
        inward={account: tuple(targets) for account, targets in inward.items()},
    )


def _target(landscape: Landscape, copy: RoleCopy, trust: Policy, around: Surroundings) -> RoleTarget:
    account = landscape.accounts[copy.key.account]
    target = Target(
        arn=copy.arn,
        account_id=account.id,
        partition=account.partition,
        service_linked=landscape.roles[copy.key.role].kind is RoleKind.SERVICE_LINKED,
        in_management=around.in_management,
        organization_id=around.organization_id,
        policy_known=account.kind is not AccountKind.EXTERNAL or copy.trust_policy is not None,
    )
    return RoleTarget(copy, target, trust, around.rcps, shut_account(account))


def shut_account(account: Account) -> Unknown | None:
    """AWS lets nobody but support into a closed account, and nobody act from it; the policies in it say nothing then.

    Source: AWS Account Management Reference Guide, "Close an AWS account".
    """
    if account.about.status not in (Status.CLOSED, Status.SUSPENDED):
        return None
    return Unknown(
        f"account {account.name} is {account.about.status.value}, so its policies decide nothing", account.position
    )


def in_shut_account(decision: Decision, shut: Unknown | None) -> Decision:
    """The decision; what would open is not decided where an account is `shut`, and what is closed stays closed."""
    if shut is None or not decision.verdict.opens:
        return decision
    return Decision(Verdict.NOT_EVALUATED, NEVER, decision.halves, unknown=(shut,))


def _trusted(trust: Policy) -> set[str]:
    """The ids of the accounts that the policy's AWS principals lie in, and `*` where it may mean everybody.

    Whom a statement means that AWS would refuse is not known.
    """
    values = {p.value for s in trust.statements for p in s.principals or () if p.type in ("AWS", "*")}
    anybody = any(s.invalid and s.effect is not Effect.DENY for s in trust.statements)
    return {account_of(value) or value for value in values} | ({"*"} if anybody else set())
