"""Trust entries, or the principals of a raw trust policy, become the actors who come from outside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from iam_atlas.derive.place import place_in
from iam_atlas.derive.principals import assigned_in
from iam_atlas.derive.trust import granted_entries
from iam_atlas.graph.actors import Actor, Cast
from iam_atlas.graph.strangers import (
    everybody,
    federated,
    principal_of,
    provider_actor,
    service,
    vendor,
)
from iam_atlas.graph.targets import RoleTarget
from iam_atlas.graph.unlisted import Unlisted, unlisted_by
from iam_atlas.iam.arn import account_of, is_account_root, session_parts
from iam_atlas.iam.policy import Principal
from iam_atlas.model.grants import Effect, Grant, Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey, TrustEntry, TrustKind


@dataclass(frozen=True, slots=True)
class Outsiders:
    """Finds who comes from outside. `homes` are the ids of accounts that users live in, `known` declared ARNs."""

    cast: Cast
    unlisted: Unlisted
    homes: frozenset[str]
    known: frozenset[str]

    def of(self, target: RoleTarget, grants: Sequence[Grant], raw: bool) -> Iterator[Actor]:
        """The outside callers of a role copy in the order of its trust policy; one may come twice.

        A derived trust policy says by its entries who is meant, a raw one by its principals. Users, groups and roles
        of the file are not among them, nor is an account that a raw policy names and whose users the file knows.
        """
        if raw:
            for statement in target.trust.statements:
                if statement.effect is not Effect.DENY:
                    yield from self._of_principals(statement.principals or (), target)
        else:
            for entry in (*granted_entries(grants), *target.copy.trust):
                yield from self._of_entry(entry, target)

    def _of_entry(self, entry: TrustEntry, target: RoleTarget) -> Iterator[Actor]:
        partition, landscape = target.target.partition, self.cast.landscape
        if entry.kind is TrustKind.ACCOUNT:
            yield from (self.cast.account(name, partition) for name in entry.names)
        elif entry.kind is TrustKind.SERVICE:
            yield from (service(name) for name in entry.names)
        elif entry.kind is TrustKind.VENDOR:
            for name in entry.names:
                yield from (vendor(name, id, partition) for id in landscape.vendors[name].account_ids)
        elif entry.kind is TrustKind.PROVIDER:
            place = place_in(landscape, target.copy.key.account)
            yield provider_actor(landscape.providers[entry.names[0]], place, entry)
        elif entry.kind is TrustKind.ORGANIZATION:
            yield everybody(partition)
        elif entry.kind is TrustKind.PRINCIPAL:
            yield from self._of_principals((Principal("AWS", name) for name in entry.names), target)
        elif entry.kind is TrustKind.PERMISSION_SET:
            yield from self._permission_sets(entry, target)

    def _permission_sets(self, entry: TrustEntry, target: RoleTarget) -> Iterator[Actor]:
        for key in entry.roles:
            for account in assigned_in(self.cast.landscape, key, target.copy.key.account):
                yield self.cast.permission_set(RoleKey(key.role, account))

    def _of_principals(self, principals: Iterable[Principal], target: RoleTarget) -> Iterator[Actor]:
        for principal in principals:
            if principal.value == "*":
                yield everybody(target.target.partition)
            elif principal.type == "Service":
                yield service(principal.value)
            elif principal.type == "Federated":
                yield from self._of_federated(principal.value, target)
            elif principal.type == "AWS":
                yield from self._of_arn(principal.value, target)

    def _of_federated(self, value: str, target: RoleTarget) -> Iterator[Actor]:
        place = place_in(self.cast.landscape, target.copy.key.account)
        providers = [p for p in self.cast.landscape.providers.values() if principal_of(p, place) == value]
        yield from (provider_actor(provider, place, None) for provider in providers)
        if not providers:
            yield federated(Ref(RefKind.PRINCIPAL, value), value, ":saml-provider/" in value)

    def _of_arn(self, value: str, target: RoleTarget) -> Iterator[Actor]:
        account_id, partition = account_of(value), target.target.partition
        if account_id is None:
            return
        if is_account_root(value):
            if account_id in self.unlisted.vendors or account_id not in self.homes:
                yield self.unlisted.account(account_id, partition)
        elif value not in self.known and not self._is_session_of_known(value, account_id):
            yield self.unlisted.identity(value, account_id, partition)

    def _is_session_of_known(self, value: str, account_id: str) -> bool:
        parts = session_parts(value)
        if parts is None:
            return False
        roles = (arn for arn in self.known if f"::{account_id}:role/" in arn)
        return any(arn.rsplit("/", 1)[-1] == parts[0] for arn in roles)


def outsiders_of(cast: Cast) -> Outsiders:
    """Everything that tells outside from inside, for the landscape of `cast`."""
    landscape: Landscape = cast.landscape
    homes = {user.account for user in landscape.users.values()}
    return Outsiders(
        cast=cast,
        unlisted=unlisted_by(cast),
        homes=frozenset(landscape.accounts[name].id for name in homes),
        known=frozenset(
            (
                *(copy.arn for copy in landscape.role_copies()),
                *(cast.user(user).caller.arn for user in landscape.users.values()),
            )
        ),
    )
