"""Everybody in the file and everybody whom a resource names become the callers to ask about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from iam_atlas.derive.principals import assigned_in, role_key
from iam_atlas.graph.actors import Actor, Cast
from iam_atlas.graph.insiders import insiders_of
from iam_atlas.graph.strangers import everybody, service, vendor
from iam_atlas.graph.unlisted import Unlisted, unlisted_by
from iam_atlas.graph.uses import ANONYMOUS
from iam_atlas.graph.uses_actions import Vocabulary
from iam_atlas.graph.uses_limits import TAKES_UNSIGNED
from iam_atlas.graph.uses_naming import names_one
from iam_atlas.graph.uses_targets import Asked
from iam_atlas.iam.actions import ActionSet
from iam_atlas.iam.arn import account_of, is_account_root, is_unique_id, session_parts
from iam_atlas.iam.glob import glob_matches, parse_glob
from iam_atlas.iam.policy import Policy, Principal
from iam_atlas.iam.question import Caller, CallerKind, PolicySet
from iam_atlas.model.grants import Effect, Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey

_KEPT_BY_AWS = "kept by AWS for this service-linked role"
Alike: TypeAlias = tuple[Actor, ...]
"""Callers of one account that no policy on actions of resources tells apart, except one that names them singly."""


@dataclass(frozen=True, slots=True)
class Callers:
    """Everybody in the file by name and by ARN, and in groups by account id; and how others are called."""

    cast: Cast
    by_ref: Mapping[Ref, Actor]
    by_arn: Mapping[str, Actor]
    groups: Mapping[str, tuple[Alike, ...]]
    unlisted: Unlisted

    def named_singly(self, asked: Asked) -> Iterator[Actor]:
        """The insiders, and the identities the file does not list, that an Allow names one by one."""
        for principal in _allowed(asked.policy):
            if names_one(principal) and account_of(principal.value) is not None:
                yield from self._by_arn(principal.value, asked.target.partition)

    def named_besides(self, asked: Asked) -> Iterator[Actor]:
        """The services, vendors and whole accounts that an Allow names, and everybody."""
        partition = asked.target.partition
        for principal in _allowed(asked.policy):
            if principal.value == "*":
                yield everybody(partition)
                if asked.service in TAKES_UNSIGNED:
                    yield Actor(ANONYMOUS, Caller(kind=CallerKind.ANONYMOUS, partition=partition), PolicySet())
            elif principal.type == "Service":
                yield service(principal.value)
            elif principal.type == "AWS" and is_account_root(principal.value):
                yield self.unlisted.account(account_of(principal.value) or "", partition)

    def declared(self, ref: Ref, asked: Asked) -> tuple[Actor, ...]:
        """Who is meant by an entry of `allow` or `kms_grants`; a role without account means each of its copies."""
        landscape, partition = self.cast.landscape, asked.target.partition
        match ref.kind:
            case RefKind.ROLE:
                key = role_key(ref)
                copies = landscape.roles[key.role].copies.values()
                return self._of(Ref(ref.kind, str(c.key)) for c in copies if key.account in ("", c.key.account))
            case RefKind.PERMISSION_SET:
                key = role_key(ref)
                places = assigned_in(landscape, key, asked.resource.account)
                found = tuple(self.cast.permission_set(RoleKey(key.role, place)) for place in places)
            case RefKind.ACCOUNT:
                found = (self.cast.account(ref.name, partition),)
            case RefKind.VENDOR:
                found = tuple(vendor(ref.name, id, partition) for id in landscape.vendors[ref.name].account_ids)
            case RefKind.SERVICE:
                found = (service(ref.name),)
            case RefKind.PRINCIPAL if account_of(ref.name) is not None:
                found = self._by_arn(ref.name, partition)
            case _:
                found = self._of((ref,))
        return found

    def _of(self, refs: Iterable[Ref]) -> tuple[Actor, ...]:
        return tuple(self.by_ref[ref] for ref in refs if ref in self.by_ref)

    def _by_arn(self, arn: str, partition: str) -> tuple[Actor, ...]:
        if is_account_root(arn):
            return (self.unlisted.account(account_of(arn) or "", partition),)
        return self._insiders(arn) or (self.unlisted.identity(arn, account_of(arn) or "", partition),)

    def _insiders(self, arn: str) -> tuple[Actor, ...]:
        if arn in self.by_arn:
            return (self.by_arn[arn],)
        account, parts = account_of(arn), session_parts(arn)
        every = (actor for group in self.groups.get(account or "", ()) for actor in group)
        return tuple(actor for actor in every if _may_be(actor.caller, arn, parts[0] if parts else None))


def callers_of(cast: Cast, vocabulary: Vocabulary, actions: ActionSet) -> Callers:
    """Everybody in the file who may use a resource; `actions` are all that can be done with resources of the file."""
    actors = {actor.ref: actor for actor in _actors(cast)}
    alike: dict[str, dict[tuple[object, ...], list[Actor]]] = {}
    for actor in actors.values():
        if _KEPT_BY_AWS not in actor.policies.unknown_identity:
            of_account = alike.setdefault(actor.caller.account_id or "", {})
            of_account.setdefault(_nature(actor, vocabulary, actions), []).append(actor)
    return Callers(
        cast=cast,
        by_ref=actors,
        by_arn={actor.caller.arn: actor for actor in actors.values() if actor.caller.arn},
        groups={account: tuple(tuple(group) for group in found.values()) for account, found in alike.items()},
        unlisted=unlisted_by(cast),
    )


def odd_principals(policy: Policy | None) -> tuple[Principal, ...]:
    """The principals of Allow statements that stay unread; ids that a deletion left behind mean nobody."""
    strange = (p for p in _allowed(policy) if p.type in ("Federated", "CanonicalUser") or _is_unreadable(p))
    return tuple(dict.fromkeys(strange))


def _is_unreadable(principal: Principal) -> bool:
    value = principal.value
    return principal.type == "AWS" and value != "*" and account_of(value) is None and not is_unique_id(value)


def _allowed(policy: Policy | None) -> Iterator[Principal]:
    """The principals of the statements that may allow, each once; one that excepts some names everybody else."""
    seen: dict[Principal, None] = {}
    for statement in policy.statements if policy is not None else ():
        if statement.effect is not Effect.DENY:
            seen.update(dict.fromkeys(statement.principals or ()))
            if statement.not_principals is not None:
                seen[Principal("*", "*")] = None
    yield from seen


def _actors(cast: Cast) -> Iterator[Actor]:
    """Users, groups, role copies and assigned permission sets; whoever comes by a provider comes as a role."""
    landscape: Landscape = cast.landscape
    for insider in insiders_of(cast):
        if insider.actor.caller.account_id is not None:
            yield _with_kept_policies(insider.actor)
    for one in landscape.permission_sets.values():
        yield from (cast.permission_set(RoleKey(one.name, account)) for account in one.accounts)


def _with_kept_policies(actor: Actor) -> Actor:
    """AWS keeps the policies of a service-linked role: what they allow is not known."""
    if not actor.caller.service_linked or actor.policies.identity:
        return actor
    return replace(actor, policies=replace(actor.policies, unknown_identity=(_KEPT_BY_AWS,)))


def _nature(actor: Actor, vocabulary: Vocabulary, actions: ActionSet) -> tuple[object, ...]:
    policies, caller = actor.policies, actor.caller
    speaking = (policy for policy in policies.identity if vocabulary.about(policy, actions))
    return (
        tuple(map(id, speaking)),
        (policies.unknown_identity, policies.unknown_boundary),
        id(policies.boundary),
        (caller.kind, caller.partition, caller.service_linked, caller.in_management, caller.identity_known),
    )


def _may_be(caller: Caller, arn: str, role: str | None) -> bool:
    """Whether the caller may be the identity with this ARN, or have a session of this role."""
    if role is not None and caller.role_arn is not None:
        return caller.role_arn.rsplit("/", 1)[-1] == role
    return any(glob_matches(parse_glob(shape), arn) for shape in caller.arn_patterns)
