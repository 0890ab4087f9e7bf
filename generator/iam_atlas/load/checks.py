"""A landscape as a whole -> warnings about what loads, but is probably not meant.

Where the design is silent: an account without an owner is worth a warning only in a file that knows owners at all,
so that ten lines to start with stay quiet; a group with policies of its own is of use without a grant.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from iam_atlas.errors import Position
from iam_atlas.load.nearest import some
from iam_atlas.load.node import Findings
from iam_atlas.load.references import References
from iam_atlas.load.words import quoted
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.annotations import Declared, Status
from iam_atlas.model.grants import Effect, Grant, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Permissions, PolicyOrigin
from iam_atlas.model.roles import Role, RoleCopy, RoleKey, RoleKind, TrustKind

_MOST_GROUPS = 10  # IAM quotas: groups a user can be in
_MOST_POLICIES = 10  # IAM quotas: managed policies attached to a user, group or role
_CHAINED_SESSION = 3600  # IAM User Guide, "Role chaining"


def check_conflicts(landscape: Landscape, findings: Findings) -> None:
    """Report as errors what no account could hold: two roles of one name, a service-linked role somebody is granted."""
    _check_role_names(landscape, findings)
    granted = {key.role for grant in landscape.grants for key in grant.roles if grant.effect is Effect.ALLOW}
    for role in landscape.roles.values():
        if role.kind is RoleKind.SERVICE_LINKED and role.name in granted:
            who = f"role {quoted(role.name)}"
            message = f"{who} is service-linked: only its service can assume it, so granting it gives nobody anything"
            findings.error(role.position, "service-linked-role-granted", message)


def check_landscape(landscape: Landscape, refs: References) -> None:
    """Report everything that can be seen without evaluating a policy."""
    findings = refs.scope.findings
    granted = _granted(landscape)
    for role in landscape.roles.values():
        _check_role(role, granted, findings)
    _check_people(landscape, refs)
    _check_accounts(landscape, findings)
    _check_quotas(landscape, findings)
    _check_case(landscape, findings)


@dataclass(frozen=True, slots=True)
class _Granted:
    """Which copies somebody is granted, and which of those people are."""

    copies: frozenset[RoleKey]
    to_people: frozenset[RoleKey]
    to_others: frozenset[RoleKey]


def _granted(landscape: Landscape) -> _Granted:
    """Copies by who is granted them; `to_others` are those granted to anybody but a role."""
    allowed = [grant for grant in landscape.grants if grant.effect is Effect.ALLOW]
    people = {key for grant in allowed if _is_people(grant) for key in grant.roles}
    others = {key for grant in allowed if grant.grantee.kind is not RefKind.ROLE for key in grant.roles}
    return _Granted(frozenset(key for grant in allowed for key in grant.roles), frozenset(people), frozenset(others))


def _is_people(grant: Grant) -> bool:
    return grant.grantee.kind in (RefKind.GROUP, RefKind.USER)


def _check_role(role: Role, granted: _Granted, findings: Findings) -> None:
    who = f"role {quoted(role.name)}"
    copies = tuple(role.copies.values())
    if role.kind is RoleKind.SERVICE_LINKED:
        return
    unreached = [copy.key.account for copy in copies if not _is_reached(copy, granted)]
    if not copies:
        message = f"{who} exists in no account: nothing grants it and it has no accounts"
        findings.warning(role.position, "unreachable-role", message)
    elif unreached:
        message = f"{who} can be assumed by nobody in {some(unreached)}: no grant, and no trust"
        findings.warning(role.position, "unreachable-role", message)
    if any(copy.require.external_id and copy.key in granted.to_people for copy in copies):
        message = (
            f"{who} requires an ExternalId and is granted to people; the console cannot give one, so they cannot switch"
        )
        findings.warning(role.position, "external-id-for-people", message)
    _check_chained(role, copies, granted, findings)


def _is_reached(copy: RoleCopy, granted: _Granted) -> bool:
    return copy.key in granted.copies or bool(copy.trust) or copy.trust_policy is not None


def _check_chained(role: Role, copies: tuple[RoleCopy, ...], granted: _Granted, findings: Findings) -> None:
    reached = [copy for copy in copies if _is_reached(copy, granted)]
    only_chained = [
        copy
        for copy in reached
        if copy.key not in granted.to_others
        and copy.trust_policy is None
        and all(entry.kind is TrustKind.ROLE for entry in copy.trust)
    ]
    long_ones = [
        copy for copy in only_chained if copy.max_session > _CHAINED_SESSION and "max_session" not in copy.defaulted
    ]
    if long_ones and only_chained == reached:
        message = (
            f"role {quoted(role.name)} is reached only from other roles, where sessions last at most 1 hour; "
            "its longer max_session has no effect"
        )
        findings.warning(role.position, "long-session-after-role", message)


def _check_people(landscape: Landscape, refs: References) -> None:
    findings = refs.scope.findings
    granted = {grant.grantee.name for grant in landscape.grants if grant.grantee.kind is RefKind.GROUP}
    entries = refs.scope.sections.named["groups"]
    for group in landscape.groups.values():
        if not group.members and not group.external_members and group.source is None:
            findings.warning(group.position, "empty-group", f"nobody is in group {quoted(group.name)}")
        node = entries[group.name].node if group.name in entries else None
        of_use = node is not None and any(node.key(key) for key in ("policies", "inline", "assume_policy"))
        if group.name not in granted and not of_use:
            message = f"group {quoted(group.name)} is granted nothing"
            findings.warning(group.position, "group-without-grant", message)
    for user in landscape.users.values():
        if len(user.groups) > _MOST_GROUPS:
            message = f"user {quoted(user.name)} is in {len(user.groups)} groups; IAM allows {_MOST_GROUPS}"
            findings.warning(user.position, "too-many-groups", message)


def _check_accounts(landscape: Landscape, findings: Findings) -> None:
    knows_owners = bool(landscape.teams) or any(account.about.owner for account in landscape.accounts.values())
    for account in landscape.accounts.values():
        if knows_owners and not account.about.owner and account.kind is not AccountKind.EXTERNAL:
            message = f"account {quoted(account.name)} has no owner"
            findings.warning(account.position, "account-without-owner", message)
    for grant in landscape.grants:
        for key in (*grant.roles, *grant.permission_sets):
            status = landscape.accounts[key.account].about.status
            if status in (Status.SUSPENDED, Status.CLOSED) and grant.effect is Effect.ALLOW:
                message = f"{quoted(str(key))} is granted, but account {quoted(key.account)} is {status.value}"
                findings.warning(grant.position, "grant-to-inactive-account", message)


def _check_quotas(landscape: Landscape, findings: Findings) -> None:
    for who, position, permissions in _principals(landscape):
        managed = [policy for policy in permissions.policies if policy.origin is not PolicyOrigin.INLINE]
        if len(managed) > _MOST_POLICIES:
            message = f"{who} has {len(managed)} managed policies; IAM allows {_MOST_POLICIES} by default"
            findings.warning(position, "too-many-policies", message)


def _principals(landscape: Landscape) -> Iterator[tuple[str, Position, Permissions]]:
    for user in landscape.users.values():
        yield f"user {quoted(user.name)}", user.position, user.permissions
    for group in landscape.groups.values():
        yield f"group {quoted(group.name)}", group.position, group.permissions
    for copy in landscape.role_copies():
        yield f"role {quoted(copy.key.role)}", copy.position, copy.permissions


def _check_case(landscape: Landscape, findings: Findings) -> None:
    """IAM keeps names unique regardless of case, but compares them with case when they are used."""
    sections: tuple[tuple[str, tuple[Declared, ...]], ...] = (
        ("users", tuple(landscape.users.values())),
        ("groups", tuple(landscape.groups.values())),
        ("roles", tuple(landscape.roles.values())),
        ("policies", tuple(landscape.policies.values())),
        ("accounts", tuple(landscape.accounts.values())),
    )
    for what, things in sections:
        seen: dict[str, Declared] = {}
        for thing in sorted(things, key=lambda thing: thing.position):
            first = seen.setdefault(thing.name.casefold(), thing)
            if first is not thing:
                message = (
                    f"{what} {quoted(first.name)} and {quoted(thing.name)} differ only in case, which IAM takes for "
                    "one name; "
                    f"the first is at {first.position}"
                )
                findings.warning(thing.position, "names-differ-only-in-case", message)


def _check_role_names(landscape: Landscape, findings: Findings) -> None:
    """Two declared roles cannot have one name in one account, whatever their paths."""
    names = Counter((copy.key.account, copy.aws_name) for copy in landscape.role_copies())
    taken: dict[tuple[str, str], RoleCopy] = {}
    for copy in landscape.role_copies():
        place = (copy.key.account, copy.aws_name)
        if names[place] < 2:
            continue
        first = taken.setdefault(place, copy)
        if first is not copy:
            message = (
                f"roles {quoted(first.key.role)} and {quoted(copy.key.role)} are both called {quoted(copy.aws_name)} "
                f"in account {quoted(copy.key.account)}; an account has one role of a name"
            )
            findings.error(copy.position, "duplicate-role-name", message)
