"""A trust entry becomes one statement of the role trust policy."""

from collections.abc import Callable, Iterable, Mapping

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
    parts = _KINDS[entry.kind](landscape, place, copy, entry)
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


def _sid(entry: TrustEntry) -> tuple[str, ...]:
    if entry.kind is TrustKind.SERVICE:
        return ("service", *(name.split(".")[0] for name in entry.names))
    if entry.kind is TrustKind.PRINCIPAL:
        return ("principal",)
    if entry.roles:
        where = (f"{key.role} in {key.account}" if key.account else key.role for key in entry.roles)
        return (entry.kind.value, *where)
    return (entry.kind.value, *entry.names)


def _accounts(landscape: Landscape, place: Place, _copy: RoleCopy, entry: TrustEntry) -> Parts:
    return aws_principal(tuple(root_of(landscape, name, place.partition) for name in entry.names))


def _groups(landscape: Landscape, _place: Place, _copy: RoleCopy, entry: TrustEntry) -> Parts:
    # IAM cannot trust a group: the group's account is trusted, and the group's own policy decides.
    accounts = {landscape.groups[name].account for name in entry.names}
    return aws_principal(tuple(sorted(root_of(landscape, a, "aws") for a in accounts if a is not None)))


def _users(landscape: Landscape, _place: Place, _copy: RoleCopy, entry: TrustEntry) -> Parts:
    return aws_principal(tuple(user_arn_of(landscape, name) for name in entry.names))


def _roles(landscape: Landscape, _place: Place, copy: RoleCopy, entry: TrustEntry) -> Parts:
    arns = role_arns(landscape, entry.roles)
    return roles_by_account(arns) if copy.trust_style == "account" else aws_principal(arns)


def _permission_sets(landscape: Landscape, place: Place, _copy: RoleCopy, entry: TrustEntry) -> Parts:
    roots, patterns = set(), []
    for key in entry.roles:
        for account in assigned_in(landscape, key, place.account.name):
            root = root_of(landscape, account, place.partition)
            roots.add(root)
            patterns.append(root.removesuffix("root") + permission_set_role(key.role))
    return aws_principal(tuple(sorted(roots)), one_test("ArnLike", "aws:PrincipalArn", patterns))


def _services(_landscape: Landscape, _place: Place, _copy: RoleCopy, entry: TrustEntry) -> Parts:
    more = {action for name in entry.names for action in _ACTIONS_OF_SERVICES.get(name, ())} - {ASSUME_ROLE}
    return Parts((("Service", entry.names),), (ASSUME_ROLE, *sorted(more)), {})


def _providers(landscape: Landscape, place: Place, _copy: RoleCopy, entry: TrustEntry) -> Parts:
    provider = landscape.providers[entry.names[0]]
    return PARTS[provider.kind](provider, entry, place)


def _vendors(landscape: Landscape, place: Place, _copy: RoleCopy, entry: TrustEntry) -> Parts:
    vendors = [landscape.vendors[name] for name in entry.names]
    roots = tuple(account_root(id, place.partition) for vendor in vendors for id in vendor.account_ids)
    ids = tuple(vendor.external_id for vendor in vendors if vendor.external_id)
    # What the entry says of the ExternalId goes before what the vendor says of itself.
    return aws_principal(roots, {} if entry.require.external_id else equal("sts:ExternalId", ids))


def _organization(_landscape: Landscape, place: Place, _copy: RoleCopy, _entry: TrustEntry) -> Parts:
    ids = (place.organization_id,) if place.organization_id else ()
    return aws_principal(("*",), equal("aws:PrincipalOrgID", ids))


def _principals(_landscape: Landscape, _place: Place, _copy: RoleCopy, entry: TrustEntry) -> Parts:
    return aws_principal(entry.names)


_KINDS: Mapping[TrustKind, Callable[[Landscape, Place, RoleCopy, TrustEntry], Parts]] = {
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
