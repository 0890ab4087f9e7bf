"""Users, groups, role copies and permission sets become callers, each with the role copies worth asking about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeAlias

from iam_atlas.derive.principals import assigned_in
from iam_atlas.graph.actors import Actor, Cast
from iam_atlas.graph.reach import Reach, Reaches
from iam_atlas.graph.strangers import entitled
from iam_atlas.graph.targets import RoleTarget, Targets
from iam_atlas.iam.known_facts import knowledge_of_caller
from iam_atlas.iam.question import PolicySet
from iam_atlas.model.grants import Effect, Grant, Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleCopy, RoleKey, TrustEntry, TrustKind

_Pairs: TypeAlias = Mapping[RoleKey, tuple[Grant, ...]]
Declared: TypeAlias = Mapping[Ref, _Pairs]
_NONE: Mapping[str, RoleTarget] = {}


@dataclass(frozen=True, slots=True)
class Insider:
    """A caller. `declared` maps the role copies it is declared for to its grants: none where a trust entry declares.

    For users of the same groups without grants of their own it is one object.
    """

    actor: Actor
    declared: _Pairs


def insiders_of(cast: Cast) -> Iterator[Insider]:
    """Every caller that is declared in the file with policies of its own, a provider's groups included."""
    landscape = cast.landscape
    declared = declared_pairs(landscape)
    of_groups = cache(lambda names: _together(declared.get(Ref(RefKind.GROUP, name), {}) for name in names))
    for user in landscape.users.values():
        own, shared = declared.get(Ref(RefKind.USER, user.name)), of_groups(user.groups)
        yield Insider(cast.user(user), shared if own is None else _together((own, shared)))
    for group in landscape.groups.values():
        ref = Ref(RefKind.GROUP, group.name)
        yield Insider(cast.group(group) or entitled(group.name), declared.get(ref, {}))
    for copy in landscape.role_copies():
        yield Insider(cast.role(copy), declared.get(Ref(RefKind.ROLE, str(copy.key)), {}))
    for key in sorted({pair for grant in landscape.grants for pair in grant.permission_sets}):
        yield Insider(cast.permission_set(key), declared.get(Ref(RefKind.PERMISSION_SET, str(key)), {}))


def worth_asking(insider: Insider, targets: Targets, reaches: Reaches) -> list[RoleTarget]:
    """The declared role copies, and all others that may open; every copy left out is certain to stay closed.

    Across accounts both halves must allow; within one account the trust policy alone may. A caller with a policy that
    is not at hand is asked about everything that trusts its account.
    """
    actor, found = insider.actor, {key: targets.by_key[key] for key in insider.declared}
    account = actor.caller.account_id
    if account is None:
        return list(found.values())
    knowledge = partial(knowledge_of_caller, actor.caller, actor.facts)
    reach = [reaches.of(policy, knowledge) for policy in actor.policies.identity]
    if not found and account not in targets.inward and _allow_nothing(actor.policies, reach):
        return []
    named = (targets.by_arn.get(arn) for each in reach for arn in each.named)
    found |= {target.copy.key: target for target in named if target is not None}
    found |= {target.copy.key: target for target in targets.inward.get(account, ())}
    if actor.policies.unknown_identity or any(each.wide for each in reach):
        allowed = targets.by_arn.keys() if actor.policies.unknown_identity else reaches.widely(reach, targets.by_arn)
        for trusting in (targets.trusting.get(account, _NONE), targets.open):
            found |= {target.copy.key: target for arn, target in trusting.items() if arn in allowed}
    return list(found.values())


def _allow_nothing(policies: PolicySet, reach: Iterable[Reach]) -> bool:
    """Whether the caller's policies let it become nobody, as those of most roles do."""
    return not policies.unknown_identity and not any(each.wide or each.named for each in reach)


def declared_pairs(landscape: Landscape) -> Declared:
    """For each caller the role copies that a grant or a trust entry declares, with the grants in the file's order."""
    pairs: dict[Ref, dict[RoleKey, tuple[Grant, ...]]] = {}
    for grant in landscape.grants:
        if grant.effect is Effect.ALLOW:
            own = pairs.setdefault(grant.grantee, {})
            for key in grant.roles:
                own[key] = (*own.get(key, ()), grant)
    for copy in landscape.role_copies():
        if copy.trust_policy is None:
            for ref in (ref for entry in copy.trust for ref in _named_by(landscape, copy, entry)):
                pairs.setdefault(ref, {}).setdefault(copy.key, ())
    return pairs


def _named_by(landscape: Landscape, copy: RoleCopy, entry: TrustEntry) -> Iterable[Ref]:
    if entry.kind is TrustKind.USER:
        return [Ref(RefKind.USER, name) for name in entry.names]
    if entry.kind is TrustKind.GROUP:
        return [Ref(RefKind.GROUP, name) for name in entry.names]
    if entry.kind is TrustKind.PERMISSION_SET:
        here = copy.key.account
        pairs = (RoleKey(key.role, a) for key in entry.roles for a in assigned_in(landscape, key, here))
        return [Ref(RefKind.PERMISSION_SET, str(pair)) for pair in pairs]
    if entry.kind is TrustKind.ROLE:
        return [
            Ref(RefKind.ROLE, str(named.key))
            for key in entry.roles
            for named in landscape.roles[key.role].copies.values()
            if key.account in ("", named.key.account)
        ]
    return []


def _together(declared: Iterable[_Pairs]) -> _Pairs:
    whole: dict[RoleKey, tuple[Grant, ...]] = {}
    for key, grants in (pair for pairs in declared for pair in pairs.items()):
        whole[key] = (*whole.get(key, ()), *(g for g in grants if g not in whole.get(key, ())))
    return whole
