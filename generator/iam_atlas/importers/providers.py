"""Identity providers that trust policies name -> `providers:` of the file, and the trust entries that name them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from iam_atlas.derive.providers.github import GITHUB_HOST
from iam_atlas.derive.providers.web_identity import claims_of
from iam_atlas.importers.found import FoundAccount
from iam_atlas.importers.requirements import Requirement, requirement
from iam_atlas.importers.sameness import as_text, listed_values
from iam_atlas.importers.yaml_text import Plain
from iam_atlas.model.policies import Json

_ARN = re.compile(r"arn:aws[a-z-]*:iam::([0-9]{12}):(oidc|saml)-provider/(.+)\Z")
_BUILT_IN = frozenset({"accounts.google.com", "graph.facebook.com", "www.amazon.com", "appleid.apple.com"})
_COGNITO = "cognito-identity.amazonaws.com"
_EQUAL = ("StringEquals", "StringLike")


@dataclass(slots=True)
class Providers:
    """The providers so far, by their key in the file."""

    written: dict[str, dict[str, Plain]] = field(default_factory=dict)

    def entry(self, principal: str, block: Json, account: FoundAccount, account_name: str) -> Requirement | None:
        """The trust entry for a federated principal; None for one that the file has no word for."""
        claims = _Claims(block)
        match = _ARN.match(principal)
        if match and match[1] == account.id:
            name = self._declared(match[2], match[3], account_name)
            prefix = match[3] if match[2] == "oidc" else "SAML"
            return claims.entry(name, f"{prefix}:aud", f"{prefix}:sub", account.id)
        if principal == _COGNITO:
            return self._cognito(claims, account_name, account.id)
        if principal in _BUILT_IN:
            app, person = claims_of(principal)
            name = principal.split(".")[-2]
            self._add(name, {"kind": "web_identity", "url": principal}, account_name)
            return claims.entry(name, f"{principal}:{app}", f"{principal}:{person}", account.id)
        return None

    def settle(self, entries: list[Requirement]) -> None:
        """Audiences that all entries of a provider share go to the provider."""
        for name, provider in self.written.items():
            own = [entry for entry in entries if entry.get("provider") == name]
            shared = own[0].get("audiences") if own else None
            if shared and provider["kind"] != "cognito" and all(entry.get("audiences") == shared for entry in own):
                provider["audiences"] = shared
                for entry in own:
                    entry.pop("audiences")

    def _declared(self, kind: str, rest: str, account_name: str) -> str:
        if kind == "saml":
            self._add(rest, {"kind": "saml"}, account_name)
            return rest
        name = "github" if rest == GITHUB_HOST else re.sub(r"[^A-Za-z0-9.-]+", "-", rest).strip("-.")
        self._add(name, {"kind": "oidc", "url": f"https://{rest}"}, account_name)
        return name

    def _cognito(self, claims: "_Claims", account_name: str, account_id: str) -> Requirement:
        pools = claims.take(f"{_COGNITO}:aud", _EQUAL)
        name = "cognito" if len(pools) != 1 else f"cognito-{pools[0].rpartition(':')[2][:8]}"
        pool: dict[str, Plain] = {"identity_pool": pools[0]} if len(pools) == 1 else {}
        self._add(name, {"kind": "cognito", **pool}, account_name)
        kinds = claims.take(f"{_COGNITO}:amr", ("ForAnyValue:StringLike", "ForAnyValue:StringEquals"))
        entry = claims.entry(name, "", f"{_COGNITO}:sub", account_id)
        signed_in = {"authenticated": True, "unauthenticated": False}.get(" ".join(kinds))
        return entry if signed_in is None else {**entry, "authenticated": signed_in}

    def _add(self, name: str, provider: dict[str, Plain], account_name: str) -> None:
        known = self.written.setdefault(name, {**provider, "accounts": list[Plain]()})
        accounts = known["accounts"]
        if isinstance(accounts, list) and account_name not in accounts:
            accounts.append(account_name)


class _Claims:
    """A Condition block that claims are taken out of, until what nobody took is left."""

    def __init__(self, block: Json) -> None:
        operators: Mapping[str, Json] = block if isinstance(block, dict) else {}
        self._left = {operator: dict(keys) for operator, keys in operators.items() if isinstance(keys, dict)}

    def take(self, key: str, operators: tuple[str, ...]) -> list[str]:
        """The values of the first test of `key` by one of the operators; empty where there is none."""
        for operator in operators:
            tests = self._left.get(operator, {})
            for written in [name for name in tests if name.lower() == key.lower()]:
                return [as_text(value) for value in listed_values(tests.pop(written))]
        return []

    def entry(self, provider: str, audience: str, subject: str, account_id: str) -> Requirement:
        """The trust entry: audiences, subjects, and under `require` what is left."""
        entry: Requirement = {"provider": provider}
        for name, key in (("audiences", audience), ("subjects", subject)):
            if values := self.take(key, _EQUAL):
                entry[name] = list[Plain](values)
        if left := requirement({operator: keys for operator, keys in self._left.items() if keys}, account_id):
            entry["require"] = dict[str, Plain](left)
        return entry
