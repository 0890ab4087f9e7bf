"""The ways into roles and the hops between them become the actions that a role's sessions need for their next hop."""

from collections.abc import Iterable, Mapping, Sequence

from iam_atlas.derive.conditions import SET_SOURCE_IDENTITY, TAG_SESSION, Chains, lasting_actions, lasting_actions_of
from iam_atlas.derive.entries import POD_IDENTITY
from iam_atlas.derive.principals import copies_of, role_key
from iam_atlas.derive.providers.roles_anywhere import ROLES_ANYWHERE
from iam_atlas.derive.trust import granted_entries
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.grants import Effect, Grant, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Document
from iam_atlas.model.roles import RoleCopy, RoleKey, TrustEntry, TrustKind

_BRINGING = {POD_IDENTITY: TAG_SESSION, ROLES_ANYWHERE: SET_SOURCE_IDENTITY}
"""Services whose sessions bring something along, by the action that it needs at the next hop.

EKS Pod Identity sets transitive tags, Roles Anywhere the certificate's common name as source identity. Source: Amazon
EKS User Guide, "Grant Pods access to AWS resources based on tags"; IAM Roles Anywhere User Guide, "The IAM Roles
Anywhere trust model".
"""


def chain_actions(landscape: Landscape, grants: Mapping[RoleKey, Sequence[Grant]]) -> Chains:
    """The actions besides sts:AssumeRole that sessions of each role copy need to assume another role, sorted.

    Transitive session tags and a source identity go along with a session, over any number of hops: both halves of
    each next role must let them in. `grants` are the allowing ones by role copy. Copies whose sessions bring nothing
    are left out.
    Source: IAM User Guide, "Pass session tags in AWS STS", "Monitor and control actions taken with assumed roles".
    """
    found = {copy.key: _brought_in(landscape, copy, grants.get(copy.key, ())) for copy in landscape.role_copies()}
    onward = _hops(landscape, grants)
    waiting = [key for key, actions in found.items() if actions]
    while waiting:
        here = waiting.pop()
        for there in onward.get(here, ()):
            if not found[here] <= found[there]:
                found[there] |= found[here]
                waiting.append(there)
    return {key: tuple(sorted(actions)) for key, actions in found.items() if actions}


def _brought_in(landscape: Landscape, copy: RoleCopy, grants: Sequence[Grant]) -> set[str]:
    entries = (*granted_entries(grants), *copy.trust)
    requires = (copy.require, *(grant.require for grant in grants), *(entry.require for entry in copy.trust))
    services = (name for entry in entries for name in _services(landscape, entry))
    return {*lasting_actions(*requires), *_by_services(services), *_by_hand(copy.trust_policy)}


def _services(landscape: Landscape, entry: TrustEntry) -> tuple[str, ...]:
    """The services that come in by the entry, as far as `_BRINGING` knows them."""
    if entry.kind is TrustKind.PROVIDER:
        kind = landscape.providers[entry.names[0]].kind
        return (ROLES_ANYWHERE,) if kind is ProviderKind.ROLES_ANYWHERE else ()
    return entry.names if entry.kind is TrustKind.SERVICE else ()


def _by_services(services: Iterable[str]) -> set[str]:
    return {_BRINGING[name] for name in services if name in _BRINGING}


def _by_hand(trust_policy: Document | None) -> tuple[str, ...]:
    policy = None if trust_policy is None else parse_policy(trust_policy, "trust policy", PolicyKind.TRUST)
    allowing = [one for one in (policy.statements if policy else ()) if one.effect is Effect.ALLOW]
    services = (principal.value for one in allowing for principal in one.principals or ())
    return (*lasting_actions_of(test for one in allowing for test in one.tests), *_by_services(services))


def _hops(landscape: Landscape, grants: Mapping[RoleKey, Sequence[Grant]]) -> Mapping[RoleKey, set[RoleKey]]:
    """From each role copy to those that it is granted, or that trust it by an entry."""
    onward: dict[RoleKey, set[RoleKey]] = {}
    for copy in landscape.role_copies():
        for caller in (*_granted(grants.get(copy.key, ())), *_trusted(landscape, copy)):
            onward.setdefault(caller, set()).add(copy.key)
    return onward


def _granted(grants: Sequence[Grant]) -> Iterable[RoleKey]:
    return (role_key(grant.grantee) for grant in grants if grant.grantee.kind is RefKind.ROLE)


def _trusted(landscape: Landscape, copy: RoleCopy) -> Iterable[RoleKey]:
    entries = (entry for entry in copy.trust if entry.kind is TrustKind.ROLE)
    return (caller.key for entry in entries for caller in copies_of(landscape, entry.roles))
