"""Names with or without a prefix (`group:`, `role:auditor@prod`) as references to what they stand for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from iam_atlas.errors import Words, listed, said
from iam_atlas.load.nearest import hint, some
from iam_atlas.load.node import Scalar
from iam_atlas.load.people import People
from iam_atlas.load.scope import Scope
from iam_atlas.load.sections import NAMED
from iam_atlas.load.selectors import Side
from iam_atlas.load.words import did_you_mean, nearest, quoted
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.outside import Provider
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.kinds import with_kind

PREFIXES = {f"{kind.value}:": kind for kind in RefKind}
_SECTIONS = {
    RefKind.USER: "users",
    RefKind.GROUP: "groups",
    RefKind.ACCOUNT: "accounts",
    RefKind.PROVIDER: "providers",
    RefKind.VENDOR: "vendors",
    RefKind.PERMISSION_SET: "permission_sets",
}


@dataclass(frozen=True, slots=True)
class References:
    """Everything a reference can name. Role copies are checked apart, once it is known where roles exist."""

    scope: Scope
    people: People
    providers: Mapping[str, Provider]

    def resolve(self, written: Scalar, bare: RefKind | None) -> Ref | None:
        """What a text stands for; `bare` is the kind of a name without a prefix, None when it needs one.

        An unknown name is reported with the nearest one, and gives None.
        """
        prefix, colon, rest = written.text.partition(":")
        kind = PREFIXES.get(f"{prefix}:") if colon else bare
        name = rest.strip() if colon else written.text
        if kind is None:
            self._report_prefix(written, prefix if colon else "")
            return None
        return self.named(written, kind, name)

    def named(self, written: Scalar, kind: RefKind, name: str) -> Ref | None:
        """A reference of a given kind by its bare name; an unknown one is reported."""
        if kind in (RefKind.SERVICE, RefKind.PRINCIPAL):
            return self._outside(written, kind, name)
        if kind is RefKind.ROLE:
            key = self.role_copy(written, name)
            return Ref(kind, str(key)) if key else None
        known = self.known(kind)
        if name in known:
            return Ref(kind, name)
        what = NAMED[_SECTIONS[kind]]
        better = self._elsewhere(name) or hint(name, known, _SECTIONS[kind])
        if kind is RefKind.GROUP and not self._elsewhere(name) and not nearest(name, known):
            better = said('{hint}; a group exists once a user is in it, or once it stands under "groups"', hint=better)
        message = said("there is no {what} {name}{hint}", what=what, name=quoted(name), hint=better)
        self.scope.findings.error(written, f"unknown-{str(what).replace(' ', '-')}", message)
        return None

    def known(self, kind: RefKind) -> Collection[str]:
        """Every name of a kind, also those whose entry could not be read."""
        section = _SECTIONS[kind]
        declared = self.scope.sections.names(section)
        if kind is RefKind.GROUP:
            return declared | set(self.people.groups)
        if kind is RefKind.ACCOUNT:
            return self.scope.spoiled_accounts | set(self.scope.accounts)
        return declared

    def is_role(self, written: Scalar, name: str) -> bool:
        """Whether a role has this name; one that none has is reported."""
        roles = self.scope.sections.names("roles")
        if name not in roles:
            message = said("there is no role {name}{hint}", name=quoted(name), hint=hint(name, roles, "roles"))
            self.scope.findings.error(written, "unknown-role", message)
        return name in roles

    def role_copy(self, written: Scalar, name: str) -> RoleKey | None:
        """The copy that `role@account` names, both halves known; anything else is reported."""
        role, at, account = name.rpartition("@")
        accounts, findings = self.known(RefKind.ACCOUNT), self.scope.findings
        if not at:
            message = said("role {name} needs an account: write role:{role}@ACCOUNT", name=quoted(name), role=name)
            findings.error(written, "role-without-account", message)
        elif not self.is_role(written, role):
            return None
        elif account not in accounts:
            message = said(
                "there is no account {account}{hint}", account=quoted(account), hint=hint(account, accounts, "accounts")
            )
            findings.error(written, "unknown-account", message)
        elif account in self.scope.accounts:
            return RoleKey(role, account)
        return None

    def check_copy(self, written: Scalar, key: RoleKey, places: Mapping[str, Collection[str]]) -> bool:
        """Report a copy that exists nowhere in the file; `places` are the accounts of each role."""
        there = places.get(key.role, ())
        if key.account in there:
            return True
        where = said("it exists in {accounts}", accounts=some(there)) if there else said("it exists in no account")
        message = said(
            "role {role} does not exist in account {account}; {where}. Grant it there, or add {name} to its accounts",
            role=quoted(key.role),
            account=quoted(key.account),
            where=where,
            name=key.account,
        )
        self.scope.findings.error(written, "no-such-role-copy", message)
        return False

    def side(self, ref: Ref) -> Side:
        """The partition that access for `ref` stays in; the default one for vendors, services and the like."""
        return self.scope.side_of(with_kind(ref.kind, quoted(ref.name)), self._home(ref))

    def _home(self, ref: Ref) -> str | None:
        match ref.kind:
            case RefKind.USER:
                user = self.people.users.get(ref.name)
                return user.account if user else None
            case RefKind.GROUP:
                return self._group_home(ref.name)
            case RefKind.ROLE:
                return ref.name.rpartition("@")[2]
            case RefKind.ACCOUNT:
                return ref.name
            case RefKind.PROVIDER:
                return self._provider_home(ref.name)
        return None

    def _group_home(self, name: str) -> str | None:
        group = self.people.groups.get(name)
        if group is None:
            return None
        return group.account or (self._provider_home(group.source) if group.source else None)

    def _provider_home(self, name: str) -> str | None:
        provider = self.providers.get(name)
        return provider.accounts[0] if provider and provider.accounts else None

    def _outside(self, written: Scalar, kind: RefKind, name: str) -> Ref | None:
        fits = "." in name if kind is RefKind.SERVICE else name.startswith("arn:") or name == "*"
        if fits:
            return Ref(kind, name)
        example = (
            "service:ecs-tasks.amazonaws.com"
            if kind is RefKind.SERVICE
            else "principal:arn:aws:iam::111122223333:role/x"
        )
        message = said(
            "{name} does not name a {kind}; write for example {example}",
            name=quoted(name),
            kind=kind.value,
            example=example,
        )
        self.scope.findings.error(written, f"invalid-{kind.value}", message)
        return None

    def _elsewhere(self, name: str) -> Words:
        """A hint when the name is known as something else, which wants its prefix."""
        for kind in _SECTIONS:
            if name in self.known(kind):
                return said("; did you mean {near}?", near=quoted(f"{kind.value}:{name}"))
        if "@" in name and name.rpartition("@")[0] in self.scope.sections.names("roles"):
            return said("; did you mean {near}?", near=quoted(f"role:{name}"))
        if name in self.scope.sections.names("roles"):
            return said("; did you mean {near}?", near=quoted(f"role:{name}@ACCOUNT"))
        return ""

    def _report_prefix(self, written: Scalar, prefix: str) -> None:
        names = [known.removesuffix(":") for known in PREFIXES]
        if prefix:
            better = did_you_mean(prefix, names) or said("; accepted are {words}", words=listed(PREFIXES))
            message = said("{prefix} is no kind of name{hint}", prefix=quoted(prefix + ":"), hint=better)
        else:
            name = written.text
            better = self._elsewhere(name) or said("; accepted are {words}", words=listed(PREFIXES))
            message = said("{name} does not say what it names{hint}", name=quoted(name), hint=better)
        self.scope.findings.error(written, "unknown-reference", message)
