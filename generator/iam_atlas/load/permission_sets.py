"""`permission_sets:` as Identity Center permission sets, each with the accounts it is assigned in."""

from collections.abc import Iterable

from iam_atlas.errors import said
from iam_atlas.load.annotations import annotations
from iam_atlas.load.nearest import some
from iam_atlas.load.permissions import load_permissions
from iam_atlas.load.policies import Policies
from iam_atlas.load.roles import max_session
from iam_atlas.load.scope import Scope
from iam_atlas.load.sections import Entry
from iam_atlas.load.values import text
from iam_atlas.load.words import quoted
from iam_atlas.model.grants import Grant
from iam_atlas.model.organization import Defaults
from iam_atlas.model.roles import PermissionSet


def load_permission_sets(
    grants: Iterable[Grant], policies: Policies, defaults: Defaults, scope: Scope
) -> dict[str, PermissionSet]:
    """The permission sets by name; `accounts` are those declared and those granted, which must not contradict."""
    granted: dict[str, list[tuple[str, Grant]]] = {}
    for grant in grants:
        for key in grant.permission_sets:
            granted.setdefault(key.role, []).append((key.account, grant))
    return {
        entry.name: _permission_set(entry, granted.get(entry.name, []), policies, defaults, scope)
        for entry in scope.sections.entries("permission_sets")
    }


def _permission_set(
    entry: Entry, granted: list[tuple[str, Grant]], policies: Policies, defaults: Defaults, scope: Scope
) -> PermissionSet:
    node = entry.node
    declared = scope.select(node.get("accounts"))
    for account, grant in granted:
        if declared and account not in declared:
            message = said(
                "permission set {name} is granted in {accounts}, but its accounts are {declared}; widen its "
                "accounts, or narrow the grant",
                name=quoted(entry.name),
                accounts=quoted(account),
                declared=some(declared),
            )
            scope.findings.error(grant.position, "grant-outside-accounts", message)
    seconds = max_session(node, scope)
    return PermissionSet(
        name=entry.name,
        position=entry.key.position,
        about=annotations(node, scope.findings),
        permissions=load_permissions(node, None, policies, scope),
        max_session=defaults.max_session if seconds is None else seconds,
        relay_state=text(node, "relay_state"),
        accounts=tuple(sorted({account for account, _ in granted} | set(declared))),
    )
