"""A trust entry becomes one statement of the role trust policy."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from iam_atlas.derive.blocks import Block, all_of, equal, one_test
from iam_atlas.derive.conditions import TAG_SESSION, condition_block, session_actions
from iam_atlas.derive.place import Place
from iam_atlas.derive.principals import assigned_in, permission_set_role, role_arns, root_of, user_arn_of
from iam_atlas.derive.providers import PARTS
from iam_atlas.derive.providers.identity_center import ACCOUNT_ACCESS, ACCOUNT_ACCESS_ACTIONS
from iam_atlas.derive.providers.parts import Parts
from iam_atlas.derive.providers.roles_anywhere import ROLES_ANYWHERE, ROLES_ANYWHERE_ACTIONS
from iam_atlas.derive.statements import Statement
from iam_atlas.iam.arn import account_root
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleCopy, TrustEntry, TrustKind

ASSUME_ROLE = "sts:AssumeRole"
POD_IDENTITY = "pods.eks.amazonaws.com"

_ACTIONS_OF_SERVICES = {
    ACCOUNT_ACCESS: ACCOUNT_ACCESS_ACTIONS,
    POD_IDENTITY: (ASSUME_ROLE, TAG_SESSION),
    ROLES_ANYWHERE: ROLES_ANYWHERE_ACTIONS,
}
"""Services that cannot take a role by sts:AssumeRole alone, since they pass tags or a source identity.

Source: Amazon EKS User Guide, "Create IAM role with trust policy required by EKS Pod Identity"; for the others as in
`providers`.
"""


def entry_statement(
    landscape: Landscape, place: Place, copy: RoleCopy, entry: TrustEntry, carried: Iterable[str] = ()
) -> Statement:
    """The statement of `entry` on `copy`, which stands at `place`.

    `carried` are the actions that the callers need for what their sessions bring along. The condition is the entry's
    own `require` and what the kind of caller brings (a vendor's ExternalId, a provider's audience); the role's
    `require` is for people who come by a grant. `actions` of the entry replace the usual ones.
    """
    parts = _KINDS[entry.kind](_Standing(landscape, place, copy, entry))
    required = condition_block(entry.require, place, parts.claim_prefix)
    more = {*session_actions(entry.require), *carried} - {*parts.actions}
    return Statement(
        sid=_sid(entry),
        actions=entry.actions or (*parts.actions, *sorted(more)),
        condition=all_of(parts.condition, required),
        position=entry.position,
        principal=parts.principal,
    )


def aws_principal(arns: tuple[str, ...], condition: Block | None = None) -> Parts:
    """The share of a statement whose principals are AWS identities."""
    return Parts((("AWS", arns),), (ASSUME_ROLE,), condition or {})


def roles_by_account(arns: tuple[str, ...]) -> Parts:
    """Trust in the accounts of these roles, narrowed to the roles: it outlives a role that is made anew."""
    roots = {account_root(arn.split(":")[4], arn.split(":")[1]) for arn in arns}
    return aws_principal(tuple(sorted(roots)), one_test("ArnEquals", "aws:PrincipalArn", arns))


@dataclass(frozen=True, slots=True)
class _Standing:
    """An entry with the role copy that it stands on, and where names are looked up."""

    landscape: Landscape
    place: Place
    copy: RoleCopy
    entry: TrustEntry


def _sid(entry: TrustEntry) -> tuple[str, ...]:
    if entry.kind is TrustKind.SERVICE:
        return ("service", *(name.split(".")[0] for name in entry.names))
    if entry.kind is TrustKind.PRINCIPAL:
        return ("principal",)
    if entry.roles:
        where = (f"{key.role} in {key.account}" if key.account else key.role for key in entry.roles)
        return (entry.kind.value, *where)
    return (entry.kind.value, *entry.names)


def _accounts(one: _Standing) -> Parts:
    return aws_principal(tuple(root_of(one.landscape, name, one.place.partition) for name in one.entry.names))


def _groups(one: _Standing) -> Parts:
    # IAM cannot trust a group: the group's account is trusted, and the group's own policy decides.
    homes = {one.landscape.groups[name].account for name in one.entry.names}
    accounts = (one.landscape.accounts[home] for home in homes if home is not None)
    return aws_principal(tuple(sorted(account_root(account.id, account.partition) for account in accounts)))


def _users(one: _Standing) -> Parts:
    return aws_principal(tuple(user_arn_of(one.landscape, name) for name in one.entry.names))


def _roles(one: _Standing) -> Parts:
    arns = role_arns(one.landscape, one.entry.roles)
    return roles_by_account(arns) if one.copy.trust_style == "account" else aws_principal(arns)


def _permission_sets(one: _Standing) -> Parts:
    roots, patterns = set(), []
    for key in one.entry.roles:
        for account in assigned_in(one.landscape, key, one.place.account.name):
            root = root_of(one.landscape, account, one.place.partition)
            roots.add(root)
            patterns.append(root.removesuffix("root") + permission_set_role(key.role))
    return aws_principal(tuple(sorted(roots)), one_test("ArnLike", "aws:PrincipalArn", patterns))


def _services(one: _Standing) -> Parts:
    names = one.entry.names
    more = {action for name in names for action in _ACTIONS_OF_SERVICES.get(name, ())} - {ASSUME_ROLE}
    return Parts((("Service", names),), (ASSUME_ROLE, *sorted(more)), {})


def _providers(one: _Standing) -> Parts:
    provider = one.landscape.providers[one.entry.names[0]]
    return PARTS[provider.kind](provider, one.entry, one.place)


def _vendors(one: _Standing) -> Parts:
    entry, vendors = one.entry, [one.landscape.vendors[name] for name in one.entry.names]
    roots = tuple(account_root(id, one.place.partition) for vendor in vendors for id in vendor.account_ids)
    ids = tuple(vendor.external_id for vendor in vendors if vendor.external_id)
    # What the entry says of the ExternalId goes before what the vendor says of itself.
    return aws_principal(roots, {} if entry.require.external_id else equal("sts:ExternalId", ids))


def _organization(one: _Standing) -> Parts:
    ids = (one.place.organization_id,) if one.place.organization_id else ()
    return aws_principal(("*",), equal("aws:PrincipalOrgID", ids))


def _principals(one: _Standing) -> Parts:
    return aws_principal(one.entry.names)


_KINDS: Mapping[TrustKind, Callable[[_Standing], Parts]] = {
    TrustKind.ACCOUNT: _accounts,
    TrustKind.GROUP: _groups,
    TrustKind.ORGANIZATION: _organization,
    TrustKind.PERMISSION_SET: _permission_sets,
    TrustKind.PRINCIPAL: _principals,
    TrustKind.PROVIDER: _providers,
    TrustKind.ROLE: _roles,
    TrustKind.SERVICE: _services,
    TrustKind.USER: _users,
    TrustKind.VENDOR: _vendors,
}
