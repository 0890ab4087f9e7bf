"""A found role trust policy -> the trust entries and the `require` that come to the same; None where none do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from iam_atlas.importers.found import Doc, FoundAccount
from iam_atlas.importers.names import Names
from iam_atlas.importers.providers import Providers
from iam_atlas.importers.requirements import Requirement, requirement
from iam_atlas.importers.sameness import listed_values, principals_of, statements_of
from iam_atlas.importers.yaml_text import Plain
from iam_atlas.model.policies import Json

_USUAL = {
    "AWS": {"sts:AssumeRole"},
    "Service": {"sts:AssumeRole"},
    "OIDC": {"sts:AssumeRoleWithWebIdentity"},
    "SAML": {"sts:AssumeRoleWithSAML"},
}


@dataclass(frozen=True, slots=True)
class Granted:
    """Who has grants of one role: the ids of the accounts of groups and users, and the ARNs of roles."""

    homes: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class FoundTrust:
    """`people` is what the role requires of people with a grant, None where nobody has one."""

    entries: tuple[Requirement, ...]
    people: Requirement | None


@dataclass(slots=True)
class TrustWriter:
    """Writes trust entries. `vendors` are the accounts outside that come with an ExternalId, as they come up."""

    names: Names
    providers: Providers = field(default_factory=Providers)
    vendors: dict[str, dict[str, Plain]] = field(default_factory=dict)

    def read(self, trust: Doc, account: FoundAccount, granted: Granted) -> FoundTrust | None:
        """What the policy comes to, on a role of the account; None where the file can only quote it."""
        entries: list[Requirement] = []
        people: Requirement | None = None
        for statement in statements_of(trust):
            principals = principals_of(statement)
            if statement.get("Effect") != "Allow" or not principals or "NotPrincipal" in statement:
                return None
            block = statement.get("Condition")
            for kind, value in sorted(principals):
                if kind == "AWS" and value in granted.homes and people in (None, requirement(block, account.id)):
                    people = requirement(block, account.id)
                elif kind == "AWS" and value in granted.roles and not block:
                    continue
                elif (entry := self._entry(kind, value, block, account)) is None:
                    return None
                else:
                    entries.append(_with_actions(entry, kind, statement))
        return FoundTrust(tuple(_together(entries)), people)

    def _entry(self, kind: str, value: str, block: Json, account: FoundAccount) -> Requirement | None:
        if kind == "Federated":
            return self.providers.entry(value, block, account, self.names.accounts[account.id])
        require = requirement(block, account.id)
        if kind == "Service":
            return _entry("service", value, require)
        return self._aws(value, require) if kind == "AWS" else None

    def _aws(self, value: str, require: Requirement) -> Requirement | None:
        if value.isdigit():
            return self._account(value, require)
        if copy := self.names.copy(value):
            return _entry("role", copy, require)
        if user := self.names.users.get(value):
            return _entry("user", user, require)
        # What is left of a deleted user or role is an id of AWS's own; only the document as it is can name it.
        return _entry("principal", value, require) if value.startswith("arn:") else None

    def _account(self, id: str, require: Requirement) -> Requirement | None:
        if name := self.names.accounts.get(id):
            return _entry("account", name, require)
        external_id = require.get("external_id")
        if not isinstance(external_id, str):
            return _entry("principal", id, require)
        name = f"account-{id}"
        known = self.vendors.setdefault(name, {"account_ids": [id], "external_id": external_id})
        if known["external_id"] != external_id:
            return _entry("vendor", name, require)
        return _entry("vendor", name, {key: value for key, value in require.items() if key != "external_id"})


def _entry(kind: str, name: str, require: Requirement) -> Requirement:
    entry: Requirement = {kind: name}
    return {**entry, "require": dict[str, Plain](require)} if require else entry


def _with_actions(entry: Requirement, kind: str, statement: Mapping[str, Json]) -> Requirement:
    actions = [str(action) for action in listed_values(statement.get("Action"))]
    federated = "SAML" if "sts:AssumeRoleWithSAML" in actions else "OIDC"
    usual = _USUAL[federated if kind == "Federated" else kind]
    return entry if {*actions} == usual else {**entry, "actions": list[Plain](actions)}


def _together(entries: list[Requirement]) -> list[Requirement]:
    """Services, accounts and the like of which the same is asked, as one entry with a list."""
    found: list[Requirement] = []
    for entry in entries:
        kind = next(iter(entry))
        alike = [one for one in found if next(iter(one)) == kind and {**one, kind: ""} == {**entry, kind: ""}]
        if kind == "provider" or not alike:
            found.append(dict(entry))
            continue
        names = alike[0][kind]
        alike[0][kind] = [*(names if isinstance(names, list) else [names]), entry[kind]]
    return found
