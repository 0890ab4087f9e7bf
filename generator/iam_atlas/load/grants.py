"""`grants:` as grants, every selector expanded, and from them where every role exists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from iam_atlas.errors import Words, listed, said
from iam_atlas.load.annotations import access_request
from iam_atlas.load.nearest import hint, some
from iam_atlas.load.node import Mapping as MappingNode
from iam_atlas.load.node import Node, Scalar, Sequence
from iam_atlas.load.references import References
from iam_atlas.load.require import load_require
from iam_atlas.load.role_plans import RolePlan
from iam_atlas.load.scope import Scope
from iam_atlas.load.sections import Row
from iam_atlas.load.values import child, moment, prose, scalars, text
from iam_atlas.load.words import quoted
from iam_atlas.model.grants import Effect, Grant, Ref, RefKind
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.require import NOTHING_REQUIRED
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.kinds import with_kind

_PERMISSION_SET = "permission_set:"
_GRANTEES = (RefKind.GROUP, RefKind.USER, RefKind.ROLE, RefKind.ACCOUNT, RefKind.PROVIDER, RefKind.VENDOR)


@dataclass(frozen=True, slots=True)
class Granted:
    """All grants, and the accounts in which each role exists: granted there, or declared there."""

    grants: tuple[Grant, ...]
    places: Mapping[str, set[str]]

    def people_reach(self, refs: References) -> frozenset[RoleKey]:
        """The role copies that IAM users and groups are granted: there `defaults.require` holds."""
        return frozenset(
            key
            for grant in self.grants
            if grant.effect is Effect.ALLOW and _is_iam_person(grant.grantee, refs)
            for key in grant.roles
        )


@dataclass(frozen=True, slots=True)
class _Targets:
    """What one row grants: the names of roles and of permission sets as written."""

    roles: tuple[Scalar, ...]
    permission_sets: tuple[Scalar, ...]


def _targets(roles: tuple[Scalar, ...], sets: tuple[Scalar, ...] = ()) -> _Targets:
    """What is written among roles, where a permission set has its prefix, and under a key of its own."""
    among = tuple(item for item in roles if item.text.startswith(_PERMISSION_SET))
    return _Targets(tuple(item for item in roles if item not in among), among + sets)


def load_grants(refs: References, plans: Mapping[str, RolePlan]) -> Granted:
    """Every row of `grants:` and where it makes roles exist.

    A `deny` takes away from copies that exist otherwise and makes none. Reported: unknown names, a role that its
    `accounts` keep out, a grantee role that exists nowhere, a permission set for anybody but Identity Center's groups.
    """
    reader = _Reader(refs, plans, refs.scope)
    grants = [grant for row in refs.scope.sections.grants for grant in reader.rows(row)]
    places = {name: set(plan.declared_in or ()) for name, plan in plans.items()}
    for grant in grants:
        for key in grant.roles if grant.effect is Effect.ALLOW else ():
            places[key.role].add(key.account)
    for row in refs.scope.sections.grants:
        _check_grantee(row, refs, places)
    return Granted(tuple(_without_missing(grant, places, refs.scope) for grant in grants), places)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads rows for grantees."""

    refs: References
    plans: Mapping[str, RolePlan]
    scope: Scope

    def rows(self, row: Row) -> Iterator[Grant]:
        """The grants of one grantee: one for each entry of the map or list."""
        grantee = self.refs.resolve(row.key, RefKind.GROUP)
        if grantee is None:
            return
        if grantee.kind not in _GRANTEES:
            accepted = listed(f"{kind.value}:" for kind in _GRANTEES)
            message = said(
                "nothing is granted to a {kind}; grantees are {accepted}. Use trust: on the role",
                kind=grantee.kind.value,
                accepted=accepted,
            )
            self.scope.findings.error(row.key, "not-a-grantee", message)
            return
        if isinstance(row.node, MappingNode):
            for _, selector, node in row.node.named():
                yield self._enforced(self._short(grantee, selector, node), selector)
        elif isinstance(row.node, Sequence):
            for item in row.node.items:
                if isinstance(item, MappingNode):
                    yield self._enforced(self._long(grantee, item), item)

    def _short(self, grantee: Ref, selector: Scalar, node: Node) -> Grant:
        return self._grant(grantee, selector, _targets(scalars(node)), selector)

    def _long(self, grantee: Ref, node: MappingNode) -> Grant:
        targets = _targets(scalars(node.get("roles")), scalars(node.get("permission_sets")))
        grant = self._grant(grantee, node, targets, node.get("accounts"))
        findings = self.scope.findings
        return replace(
            grant,
            require=load_require(child(node, "require"), self.scope),
            effect=Effect.DENY if text(node, "effect") == "deny" else Effect.ALLOW,
            via=text(node, "via"),
            expires=moment(node, "expires", findings),
            request=access_request(child(node, "request"), findings),
            reason=prose(node, "reason") or prose(node, "description"),
            ticket=text(node, "ticket"),
        )

    def _enforced(self, grant: Grant, node: Node) -> Grant:
        """The grant; reported is what no policy of ours would carry out, so that the pages cannot promise it."""
        grantee, refs = grant.grantee, self.refs
        has_policies = grantee.kind is RefKind.ROLE or _is_iam_person(grantee, refs)
        by_group = grantee.kind is RefKind.GROUP and not has_policies
        who = with_kind(grantee.kind, quoted(grantee.name))
        if by_group and grant.roles and not _comes_by_identity_center(grantee, refs):
            message = said(
                "{who} is a group of an identity provider other than Identity Center, which AWS knows nothing "
                "of; put trust: [{{ provider: ... }}] on the role",
                who=who,
            )
            self.scope.findings.error(node, "group-without-identity-center", message)
        if grant.effect is Effect.DENY and not has_policies:
            message = said(
                "nothing can be denied to {who}, which has no policies of ours; leave the grant out instead", who=who
            )
            self.scope.findings.error(node, "deny-not-enforced", message)
        elif by_group and replace(grant.require, hours=None) != NOTHING_REQUIRED:
            message = said(
                "no policy enforces the require of a grant to {who}: Identity Center decides who comes in; set "
                "it there, or put it on the role as trust: [{{ provider: ..., require: ... }}]",
                who=who,
            )
            self.scope.findings.error(node, "require-not-enforced", message)
        return grant

    def _grant(self, grantee: Ref, at: Node, targets: _Targets, accounts: Node | None) -> Grant:
        chosen = self.scope.select(accounts, self.refs.side(grantee))
        roles = (key for role in targets.roles for key in self._role_keys(role, chosen))
        sets = (key for name in targets.permission_sets for key in self._set_keys(name, chosen, grantee))
        return Grant(grantee, at.position, tuple(sorted(set(roles))), tuple(sorted(set(sets))))

    def _role_keys(self, written: Scalar, accounts: tuple[str, ...]) -> Iterator[RoleKey]:
        name = written.text.removeprefix("role:")
        plan = self.plans.get(name)
        if plan is None:
            self._unknown_role(written, name)
            return
        excluded = set(accounts) - set(accounts if plan.declared_in is None else plan.declared_in)
        if excluded and plan.declared_in:
            message = said(
                "role {name} is granted in {accounts}, but its accounts are {declared}; widen its accounts, "
                "or narrow the grant",
                name=quoted(name),
                accounts=some(excluded),
                declared=some(plan.declared_in),
            )
            self.scope.findings.error(written, "grant-outside-accounts", message)
        yield from (RoleKey(name, account) for account in accounts if account not in excluded)

    def _unknown_role(self, written: Scalar, name: str) -> None:
        known = self.scope.sections.names("roles")
        if name in known:
            return
        if name in self.scope.sections.names("permission_sets"):
            better: Words = said("; did you mean {near}?", near=quoted(f"{_PERMISSION_SET}{name}"))
        elif name.rpartition("@")[0] in known:
            better = said("; the account is the key of the grant, the role its value")
        else:
            better = hint(name, known, "roles")
        self.scope.findings.error(
            written, "unknown-role", said("there is no role {name}{hint}", name=quoted(name), hint=better)
        )

    def _set_keys(self, written: Scalar, accounts: tuple[str, ...], grantee: Ref) -> Iterator[RoleKey]:
        name = written.text.removeprefix(_PERMISSION_SET)
        if self.refs.named(written, RefKind.PERMISSION_SET, name) is None:
            return
        if not _comes_by_identity_center(grantee, self.refs):
            message = said(
                "permission set {name} is granted to {who}, which is not from Identity Center; give "
                "the group a source of kind identity_center, or grant a role",
                name=quoted(name),
                who=with_kind(grantee.kind, quoted(grantee.name)),
            )
            self.scope.findings.error(written, "permission-set-without-identity-center", message)
        yield from (RoleKey(name, account) for account in accounts)


def _check_grantee(row: Row, refs: References, places: Mapping[str, set[str]]) -> None:
    if not row.name.startswith("role:"):
        return
    role, _, account = row.name.removeprefix("role:").rpartition("@")
    if role in places and account in refs.scope.accounts:
        refs.check_copy(row.key, RoleKey(role, account), places)


def _without_missing(grant: Grant, places: Mapping[str, set[str]], scope: Scope) -> Grant:
    """A deny only of copies that exist; an allow is as it was."""
    if grant.effect is Effect.ALLOW:
        return grant
    kept = tuple(key for key in grant.roles if key.account in places[key.role])
    if grant.roles and not kept:
        message = said(
            "this denies {roles}, but none of these role copies exists", roles=some(str(key) for key in grant.roles)
        )
        scope.findings.error(grant.position, "deny-of-nothing", message)
    return replace(grant, roles=kept)


def _is_iam_person(ref: Ref, refs: References) -> bool:
    if ref.kind is RefKind.GROUP:
        group = refs.people.groups.get(ref.name)
        return group is not None and group.source is None
    return ref.kind is RefKind.USER


def _comes_by_identity_center(ref: Ref, refs: References) -> bool:
    group = refs.people.groups.get(ref.name) if ref.kind is RefKind.GROUP else None
    if group is None or group.source is None:
        return False
    provider = refs.providers.get(group.source)
    return provider is None or provider.kind is ProviderKind.IDENTITY_CENTER
