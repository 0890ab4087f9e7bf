"""A landscape as a whole -> warnings about what loads, but is probably not meant.

Where the design is silent: an account without an owner is worth a warning only in a file that knows owners at all,
so that ten lines to start with stay quiet; a group with policies of its own is of use without a grant.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from iam_atlas.errors import Position, Said, said
from iam_atlas.findings.counts import ATTACHED
from iam_atlas.load.nearest import some
from iam_atlas.load.node import Findings
from iam_atlas.load.references import References
from iam_atlas.load.same_names import check_case, check_role_names
from iam_atlas.load.words import quoted
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.annotations import Status
from iam_atlas.model.grants import Effect, Grant, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Permissions, PolicyOrigin
from iam_atlas.model.roles import Role, RoleCopy, RoleKey, RoleKind, TrustKind

_MOST_GROUPS = 10  # IAM quotas: groups a user can be in
_CHAINED_SESSION = 3600  # IAM User Guide, "Role chaining"
_IDLE = {Status.SUSPENDED: said("suspended"), Status.CLOSED: said("closed")}


def check_conflicts(landscape: Landscape, findings: Findings) -> None:
    """Report as errors what no account could hold: two roles of one name, a service-linked role somebody is granted."""
    check_role_names(landscape, findings)
    granted = {key.role for grant in landscape.grants for key in grant.roles if grant.effect is Effect.ALLOW}
    for role in landscape.roles.values():
        if role.kind is RoleKind.SERVICE_LINKED and role.name in granted:
            who = said("role {name}", name=quoted(role.name))
            message = said(
                "{who} is service-linked: only its service can assume it, so granting it gives nobody anything", who=who
            )
            findings.error(role.position, "service-linked-role-granted", message)


def check_landscape(landscape: Landscape, refs: References) -> None:
    """Report everything that can be seen without evaluating a policy."""
    findings = refs.scope.findings
    granted = _granted(landscape)
    for role in landscape.roles.values():
        _check_role(role, granted, findings)
    _check_external_ids(landscape, findings)
    _check_people(landscape, refs)
    _check_accounts(landscape, findings)
    _check_quotas(landscape, findings)
    check_case(landscape, findings)


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
    who = said("role {name}", name=quoted(role.name))
    copies = tuple(role.copies.values())
    if role.kind is RoleKind.SERVICE_LINKED:
        return
    unreached = [copy.key.account for copy in copies if not _is_reached(copy, granted)]
    if not copies:
        message = said("{who} exists in no account: nothing grants it and it has no accounts", who=who)
        findings.warning(role.position, "unreachable-role", message)
    elif unreached:
        message = said(
            "{who} can be assumed by nobody in {accounts}: no grant, and no trust", who=who, accounts=some(unreached)
        )
        findings.warning(role.position, "unreachable-role", message)
    if any(copy.require.external_id and copy.key in granted.to_people for copy in copies):
        message = said(
            "{who} requires an ExternalId and is granted to people; the console cannot give one, so they cannot switch",
            who=who,
        )
        findings.warning(role.position, "external-id-for-people", message)
    _check_chained(role, copies, granted, findings)


def _check_external_ids(landscape: Landscape, findings: Findings) -> None:
    for grant in landscape.grants:
        if _is_people(grant) and grant.effect is Effect.ALLOW and grant.require.external_id:
            message = said(
                "this grant requires an ExternalId of people; the console cannot give one, so they cannot switch"
            )
            findings.warning(grant.position, "external-id-for-people", message)


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
        message = said(
            "role {name} is reached only from other roles, where sessions last at most 1 hour; its longer "
            "max_session has no effect",
            name=quoted(role.name),
        )
        findings.warning(role.position, "long-session-after-role", message)


def _check_people(landscape: Landscape, refs: References) -> None:
    findings = refs.scope.findings
    granted = {grant.grantee.name for grant in landscape.grants if grant.grantee.kind is RefKind.GROUP}
    entries = refs.scope.sections.named["groups"]
    for group in landscape.groups.values():
        if not group.members and not group.external_members and group.source is None:
            findings.warning(group.position, "empty-group", said("nobody is in group {name}", name=quoted(group.name)))
        node = entries[group.name].node if group.name in entries else None
        of_use = node is not None and any(node.key(key) for key in ("policies", "inline", "assume_policy"))
        if group.name not in granted and not of_use:
            message = said("group {name} is granted nothing", name=quoted(group.name))
            findings.warning(group.position, "group-without-grant", message)
    for user in landscape.users.values():
        if len(user.groups) > _MOST_GROUPS:
            message = said(
                "user {name} is in {count} groups; IAM allows {most}",
                name=quoted(user.name),
                count=len(user.groups),
                most=_MOST_GROUPS,
            )
            findings.warning(user.position, "too-many-groups", message)


def _check_accounts(landscape: Landscape, findings: Findings) -> None:
    knows_owners = bool(landscape.teams) or any(account.about.owner for account in landscape.accounts.values())
    for account in landscape.accounts.values():
        if knows_owners and not account.about.owner and account.kind is not AccountKind.EXTERNAL:
            message = said("account {name} has no owner", name=quoted(account.name))
            findings.warning(account.position, "account-without-owner", message)
    for grant in landscape.grants:
        for key in (*grant.roles, *grant.permission_sets):
            status = landscape.accounts[key.account].about.status
            if status in _IDLE and grant.effect is Effect.ALLOW:
                message = said(
                    "{role} is granted, but account {account} is {status}",
                    role=quoted(str(key)),
                    account=quoted(key.account),
                    status=_IDLE[status],
                )
                findings.warning(grant.position, "grant-to-inactive-account", message)


def _check_quotas(landscape: Landscape, findings: Findings) -> None:
    """More than the default quota; of more than AWS gives on request the finding `count-over-quota` tells."""
    for who, kind, position, permissions in _principals(landscape):
        managed = [policy for policy in permissions.policies if policy.origin is not PolicyOrigin.INLINE]
        usual, most = ATTACHED[kind]
        if usual < len(managed) <= most:
            message = said(
                "{who} has {count} managed policies; IAM allows {most} by default",
                who=who,
                count=len(managed),
                most=usual,
            )
            findings.warning(position, "too-many-policies", message)


def _principals(landscape: Landscape) -> Iterator[tuple[Said, RefKind, Position, Permissions]]:
    for user in landscape.users.values():
        yield said("user {name}", name=quoted(user.name)), RefKind.USER, user.position, user.permissions
    for group in landscape.groups.values():
        yield said("group {name}", name=quoted(group.name)), RefKind.GROUP, group.position, group.permissions
    for copy in landscape.role_copies():
        yield said("role {name}", name=quoted(copy.key.role)), RefKind.ROLE, copy.position, copy.permissions
