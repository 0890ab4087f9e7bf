"""Names of the file become the ARNs that a Principal element and a Resource element use."""

from iam_atlas.iam.arn import account_root, is_account_id, user_arn
from iam_atlas.model.grants import Effect, Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleCopy, RoleKey


def role_key(ref: Ref) -> RoleKey:
    """The role copy that a `Ref` of kind ROLE names."""
    return RoleKey.of(ref.name)


def root_of(landscape: Landscape, account: str, partition: str) -> str:
    """The ARN that means the whole account. `account` is a name, or the id of an account the file does not know."""
    declared = landscape.accounts.get(account)
    if declared is None and is_account_id(account):
        return account_root(account, partition)
    return account_root(landscape.accounts[account].id, landscape.accounts[account].partition)


def user_arn_of(landscape: Landscape, user: str) -> str:
    """The ARN of a declared user."""
    person = landscape.users[user]
    home = landscape.accounts[person.account]
    return user_arn(home.id, person.name, person.path, home.partition)


def copies_of(landscape: Landscape, keys: tuple[RoleKey, ...]) -> list[RoleCopy]:
    """The role copies that the keys name; a key without account means every copy of the role."""
    return [
        copy
        for key in keys
        for copy in landscape.roles[key.role].copies.values()
        if key.account in ("", copy.key.account)
    ]


def role_arns(landscape: Landscape, keys: tuple[RoleKey, ...]) -> tuple[str, ...]:
    """The ARNs of these copies, sorted; a key without account means every copy of the role."""
    return tuple(sorted({copy.arn for copy in copies_of(landscape, keys)}))


def home_of(landscape: Landscape, grantee: Ref) -> str | None:
    """The name of the account whose identity the grantee is: a user's, a group's, a role's; None for all others."""
    if grantee.kind is RefKind.USER:
        return landscape.users[grantee.name].account
    if grantee.kind is RefKind.GROUP:
        return landscape.groups[grantee.name].account
    if grantee.kind is RefKind.ROLE:
        return role_key(grantee).account
    return None


def permission_set_role(name: str) -> str:
    """The role that AWS makes of a permission set, as a pattern for the resource part of its ARN.

    AWS names it AWSReservedSSO_<set>_<suffix>; the suffix changes when it is made anew. The path names the Region of
    Identity Center except where that is us-east-1.
    Source: IAM Identity Center User Guide, "Referencing permission sets in resource policies".
    """
    return f"role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_{name}_*"


def assigned_in(landscape: Landscape, key: RoleKey, otherwise: str) -> tuple[str, ...]:
    """The accounts in which a permission set is assigned, where `key` names none; `otherwise` when none is known."""
    if key.account:
        return (key.account,)
    return tuple(sorted(pair.account for pair in assigned(landscape) if pair.role == key.role)) or (otherwise,)


@ByIdentity
def assigned(landscape: Landscape) -> frozenset[RoleKey]:
    """Each permission set with each account in which a grant assigns it, or in which the file says that it is used."""
    granted = (key for grant in landscape.grants if grant.effect is Effect.ALLOW for key in grant.permission_sets)
    used = (RoleKey(one.name, account) for one in landscape.permission_sets.values() for account in one.accounts)
    return frozenset((*granted, *used))
