"""Managed policies that only switch roles -> the same as inline policies, so that they can become grants."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from iam_atlas.errors import said
from iam_atlas.importers.found import FoundAccount, FoundPolicy, FoundPrincipal, Note
from iam_atlas.importers.halves import Doors, doors_of, identity_of
from iam_atlas.model.grants import RefKind


def doors_by_role(accounts: Sequence[FoundAccount]) -> Mapping[str, Doors]:
    """Whom each found role lets in, by its ARN."""
    return {role.arn: doors_of(role.trust or {}) for account in accounts for role in account.of(RefKind.ROLE)}


def with_switching_inline(accounts: Sequence[FoundAccount]) -> tuple[list[FoundAccount], tuple[Note, ...]]:
    """The accounts; a managed policy all of which is grants, for everybody who has it, is theirs as an inline one.

    It says the same there. The policy itself goes, which is told: nobody would have it any more.
    """
    doors = doors_by_role(accounts)
    notes: list[Note] = []
    changed: list[FoundAccount] = []
    for account in accounts:
        moving = {arn: policy for arn, policy in account.policies.items() if _is_all_grants(policy, account, doors)}
        notes += [
            Note(arn, said("what it says stands in the file as grants, and the policy is left out")) for arn in moving
        ]
        principals = tuple(_inlined(one, moving) for one in account.principals)
        policies = {arn: policy for arn, policy in account.policies.items() if arn not in moving}
        changed.append(replace(account, principals=principals, policies=policies))
    return changed, tuple(notes)


def _is_all_grants(policy: FoundPolicy, account: FoundAccount, doors: Mapping[str, Doors]) -> bool:
    having = [one for one in account.principals if policy.arn in one.managed]
    bounding = any(one.boundary == policy.arn for one in account.principals)
    return bool(having) and not bounding and all(_becomes_grants(policy, one, account, doors) for one in having)


def _becomes_grants(
    policy: FoundPolicy, one: FoundPrincipal, account: FoundAccount, doors: Mapping[str, Doors]
) -> bool:
    alone = replace(one, inline={policy.name: policy.document}, managed=())
    identity = identity_of(alone, account, doors)
    return policy.name not in one.inline and bool(identity.grants) and not identity.inline


def _inlined(one: FoundPrincipal, moving: Mapping[str, FoundPolicy]) -> FoundPrincipal:
    if not any(arn in moving for arn in one.managed):
        return one
    own = {moving[arn].name: moving[arn].document for arn in one.managed if arn in moving}
    return replace(one, inline={**one.inline, **own}, managed=tuple(arn for arn in one.managed if arn not in moving))
