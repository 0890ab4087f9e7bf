"""Everybody in the file who may ask for a role becomes an actor: who asks, and under which policies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from iam_atlas.derive.halves import Halves
from iam_atlas.derive.principals import user_arn_of
from iam_atlas.graph.access import Means
from iam_atlas.graph.surroundings import Reader, Surroundings, surroundings_of
from iam_atlas.graph.targets import in_shut_account, shut_account
from iam_atlas.iam.arn import account_root
from iam_atlas.iam.decision import Decision, Unknown
from iam_atlas.iam.policy import Policy, PolicyKind
from iam_atlas.iam.question import NO_FACTS, Caller, CallerKind, Facts, PolicySet
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import Group, User
from iam_atlas.model.policies import AttachedPolicy, Permissions
from iam_atlas.model.roles import RoleCopy, RoleKey, RoleKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks. `policies` holds the caller's own side only: identity, boundary, SCPs.

    `groups` are those whose policies are part of it, for a user. `account` is the caller's account by name, None where
    it has none or lies outside the file. `facts` is what the caller's kind settles of its requests. `shut` says that
    the account is closed or suspended, so that nobody acts from it; None for any other.
    """

    ref: Ref
    caller: Caller
    policies: PolicySet
    means: Means = Means.ASSUME_ROLE
    account: str | None = None
    groups: tuple[str, ...] = ()
    facts: Facts = NO_FACTS
    shut: Unknown | None = None

    def as_can_be(self, decision: Decision) -> Decision:
        """The decision; what would open is not decided for a caller of an account that is shut."""
        return in_shut_account(decision, self.shut)


@dataclass(frozen=True, slots=True)
class Cast:
    """Makes actors out of one landscape with its halves."""

    landscape: Landscape
    halves: Halves
    reader: Reader
    around: Mapping[str, Surroundings]
    _roles: dict[RoleKey, Actor] = field(default_factory=dict)

    def user(self, user: User) -> Actor:
        """An IAM user with its own and its groups' policies."""
        home = self.landscape.accounts[user.account]
        ref = Ref(RefKind.USER, user.name)
        own = self.halves.identity[ref]
        groups = tuple(name for name in user.groups if name in self.landscape.groups)
        shared = (p for name in groups for p in self.halves.identity[Ref(RefKind.GROUP, name)])
        anyone = self._caller(CallerKind.USER, home)
        arn = user_arn_of(self.landscape, user.name)
        caller = replace(anyone, arn=arn, user_name=user.name, tags=user.about.tags)
        policies = self._policies((*own, *shared), user.permissions, home)
        return Actor(ref, caller, policies, account=home.name, groups=groups, shut=shut_account(home))

    def group(self, group: Group) -> Actor | None:
        """A member with this group alone, whose name and tags are open; None for a group of a provider."""
        if group.account is None:
            return None
        home = self.landscape.accounts[group.account]
        ref = Ref(RefKind.GROUP, group.name)
        policies = self._policies(self.halves.identity[ref], Permissions(), home)
        member = replace(
            self._caller(CallerKind.USER, home), arn_patterns=(f"arn:{home.partition}:iam::{home.id}:user/*",)
        )
        return Actor(ref, member, policies, account=home.name, shut=shut_account(home))

    def role(self, copy: RoleCopy) -> Actor:
        """Any session of a role copy; made once."""
        if copy.key not in self._roles:
            self._roles[copy.key] = self._role(copy)
        return self._roles[copy.key]

    def _role(self, copy: RoleCopy) -> Actor:
        home = self.landscape.accounts[copy.key.account]
        ref = Ref(RefKind.ROLE, str(copy.key))
        linked, around = self.landscape.roles[copy.key.role].kind is RoleKind.SERVICE_LINKED, self.around[home.name]
        # Written out, since there are thousands: to copy another caller takes three times as long.
        caller = Caller(
            kind=CallerKind.SESSION,
            arn=copy.arn,
            account_id=home.id,
            partition=home.partition,
            role_arn=copy.arn,
            organization_id=around.organization_id,
            in_management=around.in_management,
            service_linked=linked,
        )
        policies = self._policies(self.halves.identity[ref], copy.permissions, home)
        return Actor(ref, caller, policies, account=home.name, shut=shut_account(home))

    def permission_set(self, key: RoleKey) -> Actor:
        """A session of the role that AWS makes of a permission set, in whatever Region and with whatever suffix."""
        home = self.landscape.accounts[key.account]
        permissions = self.landscape.permission_sets[key.role].permissions
        identity = self.halves.identity[Ref(RefKind.PERMISSION_SET, key.role)]
        made = tuple(f"arn:{home.partition}:iam::{home.id}:{role}" for role in _made_of(key.role))
        caller = replace(self._caller(CallerKind.SESSION, home), arn_patterns=made)
        policies = self._policies(identity, permissions, home)
        ref = Ref(RefKind.PERMISSION_SET, str(key))
        return Actor(ref, caller, policies, account=home.name, shut=shut_account(home))

    def at_home(self, actor: Actor, name: str) -> Actor:
        """An identity that the file does not list, in an account that it declares: its SCPs bind it all the same."""
        home = self.landscape.accounts[name]
        around = self.around[name]
        caller = replace(actor.caller, organization_id=around.organization_id, in_management=around.in_management)
        policies = self._policies((), Permissions(), home)
        return replace(actor, caller=caller, policies=policies, account=name, shut=shut_account(home))

    def account(self, name: str, partition: str) -> Actor:
        """Any identity of an account; `name` is an id when the file does not have the account."""
        declared = self.landscape.accounts.get(name)
        ref = Ref(RefKind.ACCOUNT, name)
        if declared is None:
            return Actor(ref, stranger(name, partition), PolicySet())
        arn = account_root(declared.id, declared.partition)
        caller = replace(self._caller(CallerKind.ACCOUNT, declared), arn=arn, identity_known=False)
        policies = self._policies((), Permissions(), declared)
        return Actor(ref, caller, policies, account=name, shut=shut_account(declared))

    def _caller(self, kind: CallerKind, home: Account) -> Caller:
        around = self.around[home.name]
        return Caller(
            kind=kind,
            account_id=home.id,
            partition=home.partition,
            organization_id=around.organization_id,
            in_management=around.in_management,
        )

    def _policies(self, identity: Iterable[AttachedPolicy], permissions: Permissions, home: Account) -> PolicySet:
        attached = tuple(identity)
        boundary = permissions.boundary
        return PolicySet(
            identity=tuple(
                self.reader.read(p.document, p.name, PolicyKind.IDENTITY) for p in attached if p.document is not None
            ),
            unknown_identity=tuple(p.name for p in attached if p.document is None),
            boundary=self._boundary(boundary),
            unknown_boundary=boundary.name if boundary and boundary.document is None else None,
            scps=self.around[home.name].scps,
        )

    def _boundary(self, boundary: AttachedPolicy | None) -> Policy | None:
        if boundary is None or boundary.document is None:
            return None
        return self.reader.read(boundary.document, boundary.name, PolicyKind.BOUNDARY)


def cast_of(landscape: Landscape, halves: Halves) -> Cast:
    """Ready to make actors; each policy is read once for all of them."""
    reader = Reader()
    return Cast(landscape, halves, reader, surroundings_of(landscape, reader))


def own_policies(policies: PolicySet) -> tuple[Policy, ...]:
    """Those of the caller's side: its identity policies, its boundary, the SCPs over its account."""
    boundary = () if policies.boundary is None else (policies.boundary,)
    return (*policies.identity, *boundary, *(policy for level in policies.scps for policy in level))


def likeness(caller: Caller, policies: PolicySet) -> tuple[object, ...]:
    """What of a caller's kind, place and policies can change an answer; the caller itself left aside.

    Policies by identity, since the reader makes one of each document: who keeps this must keep them.
    """
    return (
        tuple(map(id, own_policies(policies))),
        (len(policies.identity), policies.boundary is None, tuple(len(level) for level in policies.scps)),
        (policies.unknown_identity, policies.unknown_boundary),
        (caller.kind, caller.partition, caller.organization_id, caller.org_path, caller.identity_known),
        (caller.in_management, caller.service_linked, caller.arn_patterns),
    )


def stranger(account_id: str | None, partition: str) -> Caller:
    """Any identity of an account that the file does not describe; without an id, of any account at all."""
    arn = account_root(account_id, partition) if account_id else ""
    return Caller(kind=CallerKind.ACCOUNT, arn=arn, account_id=account_id, partition=partition, identity_known=False)


def _made_of(permission_set: str) -> tuple[str, ...]:
    """The role that AWS makes of a permission set: the suffix has 16 characters, a Region in the path 9 to 14.

    Lengths instead of `*`, so that the role of one set cannot be taken for that of another.
    Source: IAM Identity Center User Guide, "Referencing permission sets in resource policies".
    """
    name = f"AWSReservedSSO_{permission_set}_{'?' * 16}"
    regions = ("", *("?" * length + "/" for length in range(9, 15)))
    return tuple(f"role/aws-reserved/sso.amazonaws.com/{region}{name}" for region in regions)
