"""The customer's own policies that nobody has, as they are declared and as they were found.

What somebody has is compared with its holder: only what is left over is compared by itself.
"""

from collections.abc import Iterator, Mapping, Sequence

from iam_atlas.derive.halves import Halves
from iam_atlas.importers.found import Doc, FoundAccount
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Permissions, PolicyOrigin


def unattached(
    landscape: Landscape, halves: Halves, accounts: Sequence[FoundAccount]
) -> tuple[Mapping[str, Doc], Mapping[str, Doc]]:
    """The policies by ARN, declared and real, of the accounts of the dumps; without those that either side attaches."""
    ids = {account.id for account in accounts}
    declared = {arn: document for arn, document in _declared(landscape) if arn.split(":")[4] in ids}
    real = {policy.arn: policy.document for account in accounts for policy in account.policies.values()}
    held = {*_held_as_declared(landscape, halves), *_held(accounts)}
    return (
        {arn: document for arn, document in declared.items() if arn not in held},
        {arn: document for arn, document in real.items() if arn not in held},
    )


def _declared(landscape: Landscape) -> Iterator[tuple[str, Doc]]:
    for policy in landscape.policies.values():
        for name, document in policy.documents.items():
            yield _arn(landscape, policy.name, landscape.accounts[name]), document.value


def _arn(landscape: Landscape, policy: str, home: Account) -> str:
    declared = landscape.policies[policy]
    return f"arn:{home.partition}:iam::{home.id}:policy{declared.path}{declared.aws_name}"


def _held_as_declared(landscape: Landscape, halves: Halves) -> Iterator[str]:
    for home, ref, permissions in _holders(landscape):
        boundary = permissions.boundary
        for policy in (*halves.identity[ref], *((boundary,) if boundary else ())):
            if policy.origin is PolicyOrigin.DECLARED and policy.name in landscape.policies:
                yield _arn(landscape, policy.name, home)


def _holders(landscape: Landscape) -> Iterator[tuple[Account, Ref, Permissions]]:
    for user in landscape.users.values():
        yield landscape.accounts[user.account], Ref(RefKind.USER, user.name), user.permissions
    for group in landscape.groups.values():
        if group.account is not None:
            yield landscape.accounts[group.account], Ref(RefKind.GROUP, group.name), group.permissions
    for copy in landscape.role_copies():
        yield landscape.accounts[copy.key.account], Ref(RefKind.ROLE, str(copy.key)), copy.permissions


def _held(accounts: Sequence[FoundAccount]) -> Iterator[str]:
    for one in (one for account in accounts for one in account.principals):
        yield from one.managed
        yield from (one.boundary,) if one.boundary else ()
