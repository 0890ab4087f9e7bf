"""`users:` and `groups:` as people and the groups that carry their policies.

A group exists when it is declared or when a user names it. Where the design is silent: a group that only users name,
that nothing is granted to, and that is spelled almost like another, is taken for a slip of the pen.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from iam_atlas.errors import Said, said
from iam_atlas.load.annotations import annotations, break_glass
from iam_atlas.load.iam_names import check_iam_name
from iam_atlas.load.nearest import hint, some
from iam_atlas.load.node import Mapping as MappingNode
from iam_atlas.load.node import Scalar
from iam_atlas.load.permissions import load_permissions
from iam_atlas.load.policies import Policies
from iam_atlas.load.scope import Scope
from iam_atlas.load.sections import NAMED, Entry
from iam_atlas.load.values import child, flag, scalar, scalars, text
from iam_atlas.load.words import did_you_mean, quoted
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.people import Group, User, UserKind
from iam_atlas.model.policies import NO_PERMISSIONS


@dataclass(frozen=True, slots=True)
class People:
    """Users and groups by name, sorted."""

    users: Mapping[str, User]
    groups: Mapping[str, Group]


def load_people(policies: Policies, scope: Scope) -> People:
    """All users and groups, memberships joined from both sides of the file."""
    homes = {
        entry.name: _home(entry, said("user {name}", name=quoted(entry.name)), scope)
        for entry in scope.sections.entries("users")
    }
    groups = _group_entries(scope)
    members = _members(groups, scope)
    memberships: dict[str, list[str]] = {}
    for group in sorted(members):
        for user in members[group]:
            memberships.setdefault(user, []).append(group)
    users = {
        entry.name: _user(entry, home, tuple(memberships.get(entry.name, ())), policies, scope)
        for entry in scope.sections.entries("users")
        if (home := homes[entry.name])
    }
    made = {
        name: _group(entry, tuple(sorted(members[name])), homes, policies, scope)
        for name, entry in sorted(groups.items())
    }
    _check_homes(made, users, scope)
    return People(users, made)


def _home(entry: Entry, who: Said, scope: Scope) -> str | None:
    """The account that holds a user or group: as written, else the jump account of the default partition.

    That there is no jump account is said once, of the first who needs it; not at all where an account has a mistake,
    since that may be the one.
    """
    if written := scalar(entry.node, "account"):
        return _account(written, who, scope)
    jumps = [account for account in scope.accounts.values() if account.kind is AccountKind.JUMP]
    inside = [account.name for account in jumps if account.partition == scope.partition]
    found = inside or [account.name for account in jumps]
    if len(found) == 1:
        return found[0]
    if found:
        message = said(
            "{who} names no account, and there are {count} jump accounts: {accounts}; add account: {first}",
            who=who,
            count=len(found),
            accounts=some(found),
            first=found[0],
        )
        scope.findings.error(entry.key, "several-jump-accounts", message)
    elif not scope.sections.damaged("accounts") and not scope.findings.has("no-jump-account"):
        message = said(
            "{who} has no account: there is no account with kind: jump, and no account: is written here", who=who
        )
        scope.findings.error(entry.key, "no-jump-account", message)
    return None


def _account(written: Scalar, who: Said, scope: Scope) -> str | None:
    name = written.text
    if name in scope.accounts:
        return name
    if name not in scope.spoiled_accounts:
        message = said(
            "{who}: there is no account {name}{hint}",
            who=who,
            name=quoted(name),
            hint=hint(name, scope.accounts, "accounts"),
        )
        scope.findings.error(written, "unknown-account", message)
    return None


def _group_entries(scope: Scope) -> dict[str, Entry]:
    """The declared groups, and those that exist because a user names them."""
    entries = {entry.name: entry for entry in scope.sections.entries("groups")}
    known = scope.sections.names("groups")
    granted = {row.name.removeprefix("group:") for row in scope.sections.grants}
    places = [place for user in scope.sections.entries("users") for place in scalars(user.node.get("groups"))]
    candidates = known | (granted & {place.text for place in places})
    for user in scope.sections.entries("users"):
        for place in scalars(user.node.get("groups")):
            name = place.text
            if name in known or name in entries:
                continue
            if name not in granted and (better := did_you_mean(name, candidates)):
                message = said(
                    "user {user} is in group {group}, which is neither declared nor granted anything{hint}",
                    user=quoted(user.name),
                    group=quoted(name),
                    hint=better,
                )
                scope.findings.error(place, "unknown-group", message)
            else:
                entries[name] = Entry(name, place, MappingNode((), place.position, place.length))
    return entries


def _members(groups: Mapping[str, Entry], scope: Scope) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {name: set() for name in groups}
    for user in scope.sections.entries("users"):
        for place in scalars(user.node.get("groups")):
            if place.text in members:
                members[place.text].add(user.name)
    known = scope.sections.names("users")
    for name, entry in groups.items():
        node = entry.node.get("members")
        for place in () if isinstance(node, Scalar) and node.text == "external" else scalars(node):
            if place.text in known:
                members[name].add(place.text)
            else:
                message = said(
                    "group {group}: there is no user {user}{hint}",
                    group=quoted(name),
                    user=quoted(place.text),
                    hint=hint(place.text, known, "users"),
                )
                scope.findings.error(place, "unknown-user", message)
    return members


def _user(entry: Entry, home: str, groups: tuple[str, ...], policies: Policies, scope: Scope) -> User:
    node, findings = entry.node, scope.findings
    check_iam_name(entry.key, entry.name, "user", scope.findings)
    kind = text(node, "kind")
    for key, section in (("team", "teams"), ("manager", "users"), ("same_person_as", "users")):
        _check_known(node, key, section, said("user {name}", name=quoted(entry.name)), scope)
    return User(
        name=entry.name,
        position=entry.key.position,
        about=annotations(node, findings),
        full_name=text(node, "name"),
        email=text(node, "email"),
        kind=next((known for known in UserKind if known.value == kind), UserKind.HUMAN),
        groups=groups,
        team=text(node, "team"),
        account=home,
        mfa=text(node, "mfa") or "required",
        access_keys=bool(flag(node, "access_keys")),
        manager=text(node, "manager"),
        same_person_as=text(node, "same_person_as"),
        path=text(node, "path") or "/",
        break_glass=break_glass(node, findings),
        permissions=load_permissions(node, scope.accounts[home], policies, scope),
    )


def _group(
    entry: Entry, members: tuple[str, ...], homes: Mapping[str, str | None], policies: Policies, scope: Scope
) -> Group:
    node, who = entry.node, said("group {name}", name=quoted(entry.name))
    check_iam_name(entry.key, entry.name, "group", scope.findings)
    source = scalar(node, "source")
    _check_known(node, "source", "providers", who, scope)
    written = scalar(node, "account")
    if source or written:
        home = _account(written, who, scope) if written else None
    else:
        home = _home_of_members(entry, members, homes, scope)
    groups = child(scope.sections.once["defaults"], "groups")
    default = scalars(groups.get("policies")) if groups and not source else ()
    account = scope.accounts[home] if home else None
    external = isinstance(node.get("members"), Scalar) and text(node, "members") == "external"
    return Group(
        name=entry.name,
        position=entry.key.position,
        about=annotations(node, scope.findings),
        members=members,
        external_members=external,
        source=source.text if source else None,
        account=home,
        permissions=load_permissions(node, account, policies, scope, default) if account else NO_PERMISSIONS,
    )


def _home_of_members(
    entry: Entry, members: tuple[str, ...], homes: Mapping[str, str | None], scope: Scope
) -> str | None:
    """Where the members are, when that is one account; a member without a home was reported already."""
    of_members = {homes.get(member) for member in members}
    if None in of_members:
        return None
    return (
        of_members.pop() if len(of_members) == 1 else _home(entry, said("group {name}", name=quoted(entry.name)), scope)
    )


def _check_homes(groups: Mapping[str, Group], users: Mapping[str, User], scope: Scope) -> None:
    """IAM groups hold users of their own account only."""
    for group in groups.values():
        for name in group.members if group.source is None and group.account else ():
            user = users.get(name)
            if user and user.account != group.account:
                message = said(
                    "user {user} is in account {account}, but group {group} is in {other}; an IAM group holds users "
                    "of its own account",
                    user=quoted(name),
                    account=quoted(user.account),
                    group=quoted(group.name),
                    other=quoted(group.account or ""),
                )
                scope.findings.error(user.position, "group-in-other-account", message)


def _check_known(node: MappingNode, key: str, section: str, who: Said, scope: Scope) -> None:
    written = scalar(node, key)
    known = scope.sections.names(section)
    if written and written.text not in known:
        what = NAMED[section]
        message = said(
            "{who}: there is no {what} {name}{hint}",
            who=who,
            what=what,
            name=quoted(written.text),
            hint=hint(written.text, known, section),
        )
        scope.findings.error(written, f"unknown-{what}", message)
