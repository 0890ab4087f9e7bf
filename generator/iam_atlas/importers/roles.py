"""Found roles -> `roles:` of the file: one template for all copies of a name, with variants where they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iam_atlas.importers.documents import Documents, shared
from iam_atlas.importers.found import Doc, FoundAccount, FoundPrincipal
from iam_atlas.importers.names import Names
from iam_atlas.importers.own_policies import OwnPolicies
from iam_atlas.importers.requirements import Requirement, duration
from iam_atlas.importers.templates import Body, template_of
from iam_atlas.importers.trust import FoundTrust
from iam_atlas.importers.yaml_text import Plain
from iam_atlas.model.grants import RefKind

_USUAL_SESSION = 3600


@dataclass(frozen=True, slots=True)
class RoleWriter:
    """What the roles are written with.

    `trust` is None for a role whose trust policy is quoted as it is. `inline` has, by ARN, the inline policies without
    what became grants. `granted` are the accounts in which a grant makes each role exist, `everywhere` all accounts.
    """

    names: Names
    policies: OwnPolicies
    documents: Documents
    trust: Mapping[str, FoundTrust | None]
    inline: Mapping[str, Mapping[str, Doc]]
    granted: Mapping[str, frozenset[str]]
    everywhere: frozenset[str]
    required: Requirement

    def section(self, accounts: Sequence[FoundAccount]) -> dict[str, Plain]:
        """The section, roles by name."""
        copies: dict[str, dict[str, tuple[FoundPrincipal, FoundAccount]]] = {}
        for account in accounts:
            for role in account.of(RefKind.ROLE):
                copies.setdefault(role.name, {})[self.names.accounts[account.id]] = (role, account)
        return {name: self._role(name, copies[name]) for name in sorted(copies)}

    def _role(self, name: str, copies: Mapping[str, tuple[FoundPrincipal, FoundAccount]]) -> Plain:
        files = self._files([*copies.values()])
        bodies = {where: self._body(role, files[role.arn]) for where, (role, _) in copies.items()}
        whole = template_of(bodies)
        if any(role.is_service_linked for role, _ in copies.values()):
            whole = {"kind": "service_linked", **whole}
        if self.granted.get(name, frozenset()) != frozenset(copies):
            every = len(copies) > 1 and self.everywhere == frozenset(copies)
            whole = {"accounts": ["all"] if every else list[Plain](sorted(copies)), **whole}
        if all(role.on_instances for role, _ in copies.values()):
            whole = {**whole, "instance_profile": True}
        if tags := tags_in_common([role for role, _ in copies.values()]):
            whole = {**whole, "tags": dict[str, Plain](tags)}
        return _shortest(whole)

    def _files(self, copies: Sequence[tuple[FoundPrincipal, FoundAccount]]) -> Mapping[str, Mapping[str, str]]:
        """By ARN, the file of each inline policy; under `""` that of a trust policy that is quoted."""
        found: dict[str, dict[str, str]] = {role.arn: {} for role, _ in copies}
        raw = {role.arn: {"": role.trust or {}} if self.trust[role.arn] is None else {} for role, _ in copies}
        every = {arn: {**self.inline[arn], **trust} for arn, trust in raw.items()}
        for name in sorted({name for documents in every.values() for name in documents}):
            having = [(role, account) for role, account in copies if name in every[role.arn]]
            alike = shared([(self.names.place(account), every[role.arn][name]) for role, account in having])
            for (role, _), document in zip(having, alike, strict=True):
                folder, file = ("inline", f"{role.name}-{name}") if name else ("trust", role.name)
                found[role.arn][name] = self.documents.place(f"policies/{folder}", file, document)
        return found

    def _body(self, role: FoundPrincipal, files: Mapping[str, str]) -> Body:
        body: Body = {
            "path": role.path if role.path != "/" else None,
            "policies": [self.policies.name(arn) for arn in role.managed],
            "inline": {name: file for name, file in files.items() if name},
            "boundary": self.policies.name(role.boundary) if role.boundary else None,
            "max_session": _session(role.max_session),
            **self._trust(role, files),
        }
        return {key: value for key, value in body.items() if value not in (None, [], {})}

    def _trust(self, role: FoundPrincipal, files: Mapping[str, str]) -> Body:
        found = self.trust[role.arn]
        if found is None:
            return {"trust_policy": files[""]}
        entries: list[Plain] = [dict(entry) for entry in found.entries]
        return {"require": dict[str, Plain](self._beyond_defaults(found.people)), "trust": entries}

    def _beyond_defaults(self, people: Requirement | None) -> Requirement:
        """What the role asks of people besides `defaults.require`; `mfa: false` where it does not ask for that."""
        if people is None or not self.required:
            return people or {}
        if "mfa" not in people and "mfa_max_age" not in people:
            return {"mfa": False, **people}
        return {key: value for key, value in people.items() if (key, value) != ("mfa", True)}


def tags_in_common(copies: Sequence[FoundPrincipal]) -> Mapping[str, str]:
    """The tags that every copy has with the same value: the file has tags for a role, not for one of its copies."""
    first, *others = (role.tags.items() for role in copies)
    return dict(sorted(set(first).intersection(*others)))


def _shortest(role: Body) -> Plain:
    """A role that has nothing but policies as its short form: their list, or the one policy."""
    policies = role.get("policies")
    if set(role) != {"policies"} or not isinstance(policies, list):
        return role
    return policies[0] if len(policies) == 1 else policies


def _session(seconds: int | None) -> str | None:
    return None if seconds is None or seconds == _USUAL_SESSION else duration(seconds)
