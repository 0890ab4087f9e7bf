"""`trust:` entries as `TrustEntry`: who is trusted, with names resolved and checked against the role's account."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from iam_atlas.errors import said
from iam_atlas.iam.arn import is_account_id
from iam_atlas.load.nearest import some
from iam_atlas.load.node import Mapping as MappingNode
from iam_atlas.load.node import Scalar
from iam_atlas.load.provider_trust import check_provider_keys
from iam_atlas.load.references import References
from iam_atlas.load.require import load_require
from iam_atlas.load.values import child, children, flag, moment, prose, scalars, texts
from iam_atlas.load.words import quoted
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.outside import Provider, ProviderKind
from iam_atlas.model.roles import RoleKey, TrustEntry, TrustKind
from iam_atlas.wording.kinds import KINDS

_NAMED = {
    TrustKind.ACCOUNT: RefKind.ACCOUNT,
    TrustKind.USER: RefKind.USER,
    TrustKind.GROUP: RefKind.GROUP,
    TrustKind.PROVIDER: RefKind.PROVIDER,
    TrustKind.VENDOR: RefKind.VENDOR,
}
_SERVICE = re.compile(r"[a-z0-9.-]+\.(?:amazonaws\.com(?:\.cn)?|amazon\.com|aws\.internal)\Z")
_PRINCIPAL = re.compile(r"arn:([a-z-]+):(?:iam|sts)::([0-9]{12}):(root|.+)\Z")
_IN_ONE_ACCOUNT = {ProviderKind.OIDC, ProviderKind.SAML}


@dataclass(frozen=True, slots=True)
class TrustReader:
    """Reads trust entries once where roles exist is known (`places`: the accounts of each role)."""

    refs: References
    places: Mapping[str, set[str]]

    def entries(self, body: MappingNode, role: str) -> tuple[TrustEntry, ...]:
        """The entries of one role body, before they are looked at from a single account."""
        found = (self._entry(node, role) for node in children(body, "trust"))
        return tuple(entry for entry in found if entry)

    def in_account(self, entry: TrustEntry, account: Account) -> TrustEntry:
        """The entry as it is on the copy in `account`: of several role copies, those in its partition."""
        if entry.kind is not TrustKind.ROLE or len(entry.roles) < 2:
            return entry
        inside = tuple(key for key in entry.roles if self._partition(key.account) in {None, account.partition})
        return entry if inside == entry.roles else replace(entry, roles=inside)

    def check(self, entries: Iterable[TrustEntry], role: str, accounts: Iterable[Account]) -> None:
        """Report trust across partitions, and providers that are not where the role is; `accounts` have the role."""
        there = tuple(accounts)
        for entry in entries:
            self._check_partitions(entry, role, there)
            self._check_provider_there(entry, role, there)

    def _entry(self, node: MappingNode, role: str) -> TrustEntry | None:
        kind = next((kind for kind in TrustKind if node.key(kind.value)), None)
        written = scalars(node.get(kind.value)) if kind else ()
        if kind is None or not written:
            return None
        scope = self.refs.scope
        entry = TrustEntry(
            kind=kind,
            names=self._names(kind, written),
            position=node.position,
            roles=self._roles(kind, written),
            require=load_require(child(node, "require"), scope),
            actions=texts(node, "actions"),
            repos=texts(node, "repo"),
            repo_ids=texts(node, "repo_id"),
            branches=texts(node, "branch"),
            tags=texts(node, "tag"),
            environments=texts(node, "environment"),
            pull_request=bool(flag(node, "pull_request")),
            workflows=texts(node, "workflow"),
            subjects=texts(node, "subjects"),
            audiences=texts(node, "audiences"),
            authenticated=flag(node, "authenticated"),
            description=prose(node, "description"),
            expires=moment(node, "expires", scope.findings),
        )
        check_provider_keys(entry, node, self._provider(entry), role, scope.findings)
        return entry

    def _names(self, kind: TrustKind, written: tuple[Scalar, ...]) -> tuple[str, ...]:
        findings = self.refs.scope.findings
        if kind in _NAMED:
            prefix = f"{kind.value}:"
            found = [(item, self.refs.named(item, _NAMED[kind], item.text.removeprefix(prefix))) for item in written]
            return tuple(ref.name for item, ref in found if ref and self._is_of_aws(item, ref))
        if kind is TrustKind.SERVICE:
            for item in written:
                if not _SERVICE.match(item.text):
                    message = said(
                        "{name} is no service principal; write for example ecs-tasks.amazonaws.com",
                        name=quoted(item.text),
                    )
                    findings.error(item, "invalid-service", message)
            return tuple(item.text for item in written)
        if kind is TrustKind.PRINCIPAL:
            return tuple(self._principal(item) for item in written)
        if kind is TrustKind.ORGANIZATION:
            self._check_organization(written[0])
        return ()

    def _is_of_aws(self, written: Scalar, ref: Ref) -> bool:
        """Whether AWS knows what is named; a group of an identity provider, which has no account, is reported."""
        group = self.refs.people.groups.get(ref.name) if ref.kind is RefKind.GROUP else None
        if group is None or group.source is None or group.account is not None:
            return True
        message = said(
            "group {name} is of provider {provider}, and no trust policy can name it; trust the provider, or grant "
            "the group the role",
            name=quoted(ref.name),
            provider=quoted(group.source),
        )
        self.refs.scope.findings.error(written, "group-without-account", message)
        return False

    def _roles(self, kind: TrustKind, written: tuple[Scalar, ...]) -> tuple[RoleKey, ...]:
        if kind is TrustKind.ROLE:
            return tuple(sorted(key for item in written for key in self._copies(item)))
        if kind is TrustKind.PERMISSION_SET:
            return tuple(key for item in written if (key := self._permission_set(item)))
        return ()

    def _copies(self, written: Scalar) -> tuple[RoleKey, ...]:
        """The copy that `role@account` names; a bare role means each of its copies."""
        name = written.text.removeprefix("role:")
        if "@" in name:
            key = self.refs.role_copy(written, name)
            return (key,) if key and self.refs.check_copy(written, key, self.places) else ()
        if not self.refs.is_role(written, name):
            return ()
        places = sorted(self.places.get(name, ()))
        if not places:
            message = said("role {name} exists in no account, so there is nothing to trust", name=quoted(name))
            self.refs.scope.findings.error(written, "no-such-role-copy", message)
        return tuple(RoleKey(name, account) for account in places)

    def _permission_set(self, written: Scalar) -> RoleKey | None:
        name, account = self._set_and_account(written.text.removeprefix("permission_set:"))
        if account and self.refs.named(written, RefKind.ACCOUNT, account) is None:
            return None
        return RoleKey(name, account) if self.refs.named(written, RefKind.PERMISSION_SET, name) else None

    def _set_and_account(self, text: str) -> RoleKey:
        return RoleKey(text, "") if text in self.refs.known(RefKind.PERMISSION_SET) else RoleKey.of(text)

    def _principal(self, written: Scalar) -> str:
        if written.text == "*" or is_account_id(written.text):
            return written.text
        match = _PRINCIPAL.match(written.text)
        if match is None:
            message = said(
                "{name} is no ARN of a principal; write arn:aws:iam::111122223333:role/NAME", name=quoted(written.text)
            )
            self.refs.scope.findings.error(written, "invalid-arn", message)
        elif "*" in match[3]:
            message = said(
                "{name}: AWS accepts no * inside a principal; trust the account and require aws:PrincipalArn",
                name=quoted(written.text),
            )
            self.refs.scope.findings.error(written, "wildcard-in-principal", message)
        return written.text

    def _check_organization(self, written: Scalar) -> None:
        organization = self.refs.scope.organization
        if not (organization and organization.id):
            message = said('"organization: true" needs the id of the organization; add organization: {{ id: o-... }}')
            self.refs.scope.findings.error(written, "organization-without-id", message)

    def _check_partitions(self, entry: TrustEntry, role: str, accounts: tuple[Account, ...]) -> None:
        trusted = self._partitions(entry)
        for partition in sorted({account.partition for account in accounts}):
            outside = sorted(name for name, own in trusted.items() if own != partition)
            is_choice = entry.kind is TrustKind.ROLE and len(outside) < len(trusted)
            if not outside or is_choice:
                continue
            there = some(account.name for account in accounts if account.partition == partition)
            message = said(
                "role {role} in {accounts} ({partition}) trusts {kind} {outside} in {other}; trust never crosses "
                "partitions",
                role=quoted(role),
                accounts=there,
                partition=partition,
                kind=KINDS[RefKind(entry.kind.value)],
                outside=some(outside),
                other=trusted[outside[0]],
            )
            self.refs.scope.findings.error(entry.position, "across-partitions", message)

    def _partitions(self, entry: TrustEntry) -> dict[str, str]:
        """The partition of everybody whom an entry names and whose partition is known."""
        if entry.kind in (TrustKind.ACCOUNT, TrustKind.USER, TrustKind.GROUP):
            return {name: self.refs.side(Ref(_NAMED[entry.kind], name)).partition for name in entry.names}
        if entry.kind is TrustKind.PRINCIPAL:
            return {name: name.split(":")[1] for name in entry.names if name.startswith("arn:")}
        if entry.kind is TrustKind.ROLE:
            return {str(key): own for key in entry.roles if (own := self._partition(key.account))}
        return {}

    def _check_provider_there(self, entry: TrustEntry, role: str, accounts: tuple[Account, ...]) -> None:
        provider = self._provider(entry)
        if provider is None or provider.kind not in _IN_ONE_ACCOUNT or not provider.accounts:
            return
        absent = sorted(account.name for account in accounts if account.name not in provider.accounts)
        if absent:
            message = said(
                "role {role} in {absent} trusts provider {provider}, which exists in {accounts}; AWS looks for it in "
                "the role's own account: add that to its accounts",
                role=quoted(role),
                absent=some(absent),
                provider=quoted(provider.name),
                accounts=some(provider.accounts),
            )
            self.refs.scope.findings.error(entry.position, "provider-not-in-account", message)

    def _provider(self, entry: TrustEntry) -> Provider | None:
        return self.refs.providers.get(entry.names[0]) if entry.kind is TrustKind.PROVIDER and entry.names else None

    def _partition(self, account: str) -> str | None:
        found = self.refs.scope.accounts.get(account)
        return found.partition if found else None
