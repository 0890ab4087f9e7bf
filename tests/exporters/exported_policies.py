"""An exported folder of policies, read back by nothing but its files, and asked about access by way of simulate."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from iam_atlas.iam.policy import Policy, PolicyKind
from iam_atlas.iam.question import PolicySet, Question
from iam_atlas.model.policies import Json
from iam_atlas.simulate.answer import answer
from iam_atlas.simulate.case import read_case
from iam_atlas.simulate.documents import read_policy

Doc = dict[str, Any]


@dataclass(frozen=True)
class Principal:
    """A user or a role with all that it has; `unknown` are the ARNs of policies whose document the folder lacks."""

    arn: str
    account: str
    identity: tuple[Doc, ...]
    boundary: Doc | None
    unknown: tuple[str, ...]
    tags: Mapping[str, str]
    trust: Doc | None = None


@dataclass(frozen=True)
class Exported:
    """The folder; everything in it is found from index.json on."""

    folder: Path
    files: dict[str, Any] = field(default_factory=dict)
    parsed: dict[tuple[int, PolicyKind], Policy] = field(default_factory=dict)

    def read(self, path: str) -> Any:
        if path not in self.files:
            self.files[path] = json.loads((self.folder / path).read_text(encoding="utf-8"))
        return self.files[path]

    @cached_property
    def index(self) -> Doc:
        found: Doc = self.read("index.json")
        return found

    @cached_property
    def documents(self) -> Mapping[str, Doc | None]:
        """Every managed policy by its ARN."""
        places = [*((f"{one['Folder']}/", f"{one['Folder']}/account.json") for one in self.index["Accounts"])]
        places.append(("other-policies/", "other-policies/index.json"))
        listed = [(start, policy) for start, file in places for policy in self.read(file)["Policies"]]
        return {policy["Arn"]: self._document(start, policy["PolicyDocumentFile"]) for start, policy in listed}

    @cached_property
    def principals(self) -> Mapping[str, Principal]:
        """Users and roles by their ARN."""
        found = (one for account in self.index["Accounts"] for one in self._in(account))
        return {principal.arn: principal for principal in found}

    @cached_property
    def levels(self) -> Doc:
        found: Doc = self.read("organization/levels.json")
        return found

    def case(self, caller: Principal, target: Principal, context: Mapping[str, Json]) -> Doc:
        """One line for simulate, made of files only."""
        organization = self.index["Organization"]
        management = organization and organization["ManagementAccountId"]
        return {
            "request": {
                "action": "sts:AssumeRole",
                "principal": caller.arn,
                "resource": target.arn,
                "context": dict(context),
            },
            "identityPolicies": list(caller.identity),
            "permissionBoundary": caller.boundary,
            "trustPolicy": target.trust,
            "scps": self._level("ServiceControlPolicies", caller.account),
            "rcps": self._level("ResourceControlPolicies", target.account),
            **({"org": {"managementAccount": management}} if management else {}),
        }

    def question(self, caller: Principal, target: Principal) -> Question:
        """The question of the case without a context; every document is read once, as simulate reads it."""
        whole = self.case(caller, target, {})
        asked = read_case({key: value for key, value in whole.items() if key in ("request", "org")})
        levels = {
            key: tuple(tuple(self._parsed(one, kind) for one in level) for level in self._level(name, account))
            for key, kind, name, account in (
                ("scps", PolicyKind.SCP, "ServiceControlPolicies", caller.account),
                ("rcps", PolicyKind.RCP, "ResourceControlPolicies", target.account),
            )
        }
        policies = PolicySet(
            identity=tuple(self._parsed(one, PolicyKind.IDENTITY) for one in caller.identity),
            boundary=self._parsed(caller.boundary, PolicyKind.BOUNDARY) if caller.boundary else None,
            resource=self._parsed(target.trust, PolicyKind.TRUST) if target.trust else None,
            scps=levels["scps"],
            rcps=levels["rcps"],
        )
        return replace(asked, policies=policies, settle_disputes=True)

    def verdict(self, caller: Principal, target: Principal, context: Mapping[str, Json]) -> str:
        """The answer of simulate to the whole case."""
        said = json.loads(answer(json.dumps(self.case(caller, target, context)).encode()).text)
        verdict: str = said["verdict"]
        return verdict

    def _parsed(self, document: Doc, kind: PolicyKind) -> Policy:
        # The documents live as long as this value, so that an id is never given to another one.
        key = (id(document), kind)
        if key not in self.parsed:
            self.parsed[key] = read_policy(document, "policy", kind)
        return self.parsed[key]

    def _level(self, kind: str, account: str) -> list[list[Doc]]:
        return [[self.read(path) for path in level] for level in self.levels[kind][account]]

    def _in(self, account: Doc) -> Iterator[Principal]:
        groups = {group["GroupName"]: (at, group) for at, group in self._things(account, "groups", "group.json")}
        for at, user in self._things(account, "users", "user.json"):
            shared = [groups[name] for name in user["GroupList"]]
            yield self._principal(account, user, [(at, user), *shared])
        for at, role in self._things(account, "roles", "role.json"):
            trust = self.read(f"{at}/{role['AssumeRolePolicyDocumentFile']}")
            yield self._principal(account, role, [(at, role)], trust)

    def _things(self, account: Doc, kind: str, file: str) -> Iterator[tuple[str, Doc]]:
        for path in sorted((self.folder / account["Folder"] / kind).glob(f"*/{file}")):
            yield path.parent.relative_to(self.folder).as_posix(), json.loads(path.read_text(encoding="utf-8"))

    def _principal(self, account: Doc, one: Doc, having: list[tuple[str, Doc]], trust: Doc | None = None) -> Principal:
        arns = [policy["PolicyArn"] for _, has in having for policy in has["AttachedManagedPolicies"]]
        above = one.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn")
        written = [
            self.read(f"{at}/{policy['PolicyDocumentFile']}")
            for at, has in having
            for key in ("UserPolicyList", "GroupPolicyList", "RolePolicyList")
            for policy in has.get(key, ())
        ]
        attached = [document for arn in arns if (document := self.documents[arn]) is not None]
        return Principal(
            arn=one["Arn"],
            account=account["Id"],
            identity=(*attached, *written),
            boundary=self.documents[above] if above else None,
            unknown=tuple(arn for arn in (*arns, *([above] if above else ())) if self.documents[arn] is None),
            tags={tag["Key"]: tag["Value"] for tag in one.get("Tags", ())},
            trust=trust,
        )

    def _document(self, start: str, file: str | None) -> Doc | None:
        return None if file is None else self.read(f"{start}{file}")
