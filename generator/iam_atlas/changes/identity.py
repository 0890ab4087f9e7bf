"""Names of one file become what AWS knows things by, so that a key which was only renamed is no change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from iam_atlas.derive.principals import user_arn_of
from iam_atlas.graph.access import Access
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import Provider, ProviderKind
from iam_atlas.model.roles import RoleKey


@dataclass(frozen=True, slots=True)
class Identities:
    """Tells the same thing in two files: accounts by id, roles and users by ARN, whatever their keys are.

    `shared_vendors` are the names of vendors that both files have: those are the same vendor, whose accounts may have
    changed. One that has a new name is known by its accounts.
    """

    landscape: Landscape
    shared_vendors: frozenset[str]

    def who(self, ref: Ref) -> str:
        """Somebody who may get access. What AWS has no ARN for is told by what it is made of, or by its name."""
        kind, name = ref
        telling: Mapping[RefKind, Callable[[str], str]] = {
            RefKind.USER: self._user,
            RefKind.GROUP: self._group,
            RefKind.ROLE: lambda copy: self.role(RoleKey.of(copy)),
            RefKind.PERMISSION_SET: lambda pair: self.permission_set(RoleKey.of(pair)),
            RefKind.ACCOUNT: lambda account: f"account {self.account(account)}",
            RefKind.PROVIDER: self._provider,
            RefKind.VENDOR: self._vendor,
            RefKind.PRINCIPAL: lambda arn: arn,
        }
        return telling[kind](name) if kind in telling else f"{kind.value} {name}"

    def role(self, key: RoleKey) -> str:
        """A role copy."""
        role = self.landscape.roles.get(key.role)
        copy = None if role is None else role.copies.get(key.account)
        return f"role {key}" if copy is None else copy.arn

    def permission_set(self, key: RoleKey) -> str:
        """A permission set in an account."""
        return f"permission set {key.role} in {self.account(key.account)}"

    def reached(self, step: Access) -> str:
        """What a step leads to."""
        return self.permission_set(step.role) if step.to_permission_set else self.role(step.role)

    def account(self, name: str) -> str:
        """The id of an account; an id that the file does not declare is itself."""
        declared = self.landscape.accounts.get(name)
        return name if declared is None else declared.id

    def _user(self, name: str) -> str:
        return user_arn_of(self.landscape, name) if name in self.landscape.users else f"user {name}"

    def _group(self, name: str) -> str:
        group = self.landscape.groups.get(name)
        home = self.landscape.accounts.get(group.account or "") if group else None
        if home is not None:
            return f"arn:{home.partition}:iam::{home.id}:group/{name}"
        return f"group {name} of {self._provider(group.source) if group and group.source else 'nobody'}"

    def _vendor(self, name: str) -> str:
        if name in self.shared_vendors or name not in self.landscape.vendors:
            return f"vendor {name}"
        return f"vendor {' '.join(sorted(self.landscape.vendors[name].account_ids))}"

    def _provider(self, name: str) -> str:
        provider = self.landscape.providers.get(name)
        if provider is None:
            return f"provider {name}"
        made_of = _made_of(provider)
        alike = [each for each in self.landscape.providers.values() if _made_of(each) == made_of]
        told = made_of if len(alike) == 1 and provider.kind is not ProviderKind.SAML else (*made_of, name)
        return f"provider {' '.join(told)}"


def identities(before: Landscape, after: Landscape) -> tuple[Identities, Identities]:
    """How the same things are recognized in both."""
    shared = frozenset(before.vendors) & frozenset(after.vendors)
    return Identities(before, shared), Identities(after, shared)


def _made_of(provider: Provider) -> tuple[str, ...]:
    """What a proof of the provider names it by. The `name` of a SAML provider is part of its ARN: see the caller."""
    parts = (
        provider.url,
        provider.client_id,
        provider.identity_pool,
        provider.start_url,
        provider.trust_anchor,
    )
    found = (provider.kind.value, *(part for part in parts if part))
    return found if len(found) > 1 else (*found, provider.name)
