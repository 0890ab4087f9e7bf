"""Turns a principal's policies, boundary and SCPs into the summary of what it may do."""

from collections.abc import Iterable
from functools import lru_cache

from iam_atlas.iam.actions import NO_ACTIONS, matching, names
from iam_atlas.iam.byservice import by_service
from iam_atlas.iam.ceilings import Outcome
from iam_atlas.iam.escalation import escalations
from iam_atlas.iam.grantrows import PolicyRows, allows_of
from iam_atlas.iam.notable import ONLY_ON_ALL, notable_actions
from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.iam.permitted import held
from iam_atlas.iam.policy import Policy
from iam_atlas.iam.power import level_of
from iam_atlas.iam.powers import powers_of
from iam_atlas.iam.takeover import takeovers


@lru_cache(maxsize=8_192)
def summarise(
    identity: tuple[Policy, ...],
    unknown: tuple[str, ...] = (),
    boundary: Policy | None = None,
    unknown_boundary: str | None = None,
    scps: tuple[tuple[Policy, ...], ...] = (),
) -> PermissionSummary:
    """What the policies of a principal let it do under its boundary and the SCPs of its account.

    `identity` holds its own and its groups' policies; `unknown` names those whose document is not at hand. `boundary`
    None means no ceiling, unless `unknown_boundary` names one. `scps` hold one tuple a level, organization root first
    (see `policy.scp_level`); none for the management account and for service-linked roles. Resource-based policies and
    RCPs are not part of it: they speak of one resource. Equal arguments are computed once.
    Source: IAM User Guide, "Policy evaluation logic".
    """
    policies = held(identity, boundary, scps)
    own, *ceilings = policies.groups
    outcome = policies.outcome
    unknown_actions = _sorted(action for rows in own for action in rows.unknown_actions)
    complete = not unknown and not any(rows.invalid for rows in own)
    ceilings_known = unknown_boundary is None and not any(rows.invalid for level in ceilings for rows in level)
    return PermissionSummary(
        level=level_of(policies, complete=complete, ceilings_known=ceilings_known, unknown_actions=unknown_actions),
        everything=complete and ceilings_known and _everything(policies.groups),
        services=by_service(outcome),
        notable=_notable(outcome),
        unknown=_sorted(unknown),
        assumes=_assumes(outcome),
        unknown_boundary=unknown_boundary,
        unknown_actions=unknown_actions,
        invalid=policies.invalid,
        powers=powers_of(policies),
        escalations=escalations(policies),
        takeovers=takeovers(policies),
    )


def _everything(groups: tuple[tuple[PolicyRows, ...], ...]) -> bool:
    """Each side names `*` on `*`, and no Deny stands anywhere, not even of an action the catalogue does not know."""
    universal = all(any(row.universal and row.unlimited for row in allows_of(group)) for group in groups)
    return universal and not any(rows.denies for group in groups for rows in group)


def _notable(outcome: Outcome) -> tuple[str, ...]:
    found = NO_ACTIONS
    for left in outcome.left:
        found |= left.actions & notable_actions()
        if left.row.resource == "*":
            found |= left.actions & matching(ONLY_ON_ALL)
    return names(found)


def _assumes(outcome: Outcome) -> tuple[str, ...]:
    assume = matching("sts:AssumeRole")
    return _sorted(left.row.resource for left in outcome.left if left.actions & assume)


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))
