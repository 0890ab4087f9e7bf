"""A principal as it was found, and as a file declares it, in one form: so that the two can be held side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from iam_atlas.derive.halves import Halves
from iam_atlas.derive.principals import user_arn_of
from iam_atlas.importers.found import Doc, FoundAccount, FoundPrincipal
from iam_atlas.importers.names import aws_policy
from iam_atlas.importers.sameness import say_the_same
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import AttachedPolicy, Permissions, PolicyOrigin


@dataclass(frozen=True, slots=True)
class Policies:
    """Policies whose documents are at hand, and the names or ARNs of those that are AWS's or not known."""

    documents: tuple[Doc, ...] = ()
    named: frozenset[str] = frozenset()

    def same_as(self, other: "Policies") -> bool:
        """Whether both allow and deny the same."""
        return self.named == other.named and say_the_same(self.documents, other.documents)


@dataclass(frozen=True, slots=True)
class Side:
    """One principal. `trust` is None for all but roles, `boundary` where there is none; `max_session` in seconds."""

    policies: Policies
    boundary: Policies | None = None
    trust: Doc | None = None
    groups: frozenset[str] = frozenset()
    max_session: int | None = None

    def trusts_as(self, other: "Side") -> bool:
        """Whether the trust policies say the same."""
        return say_the_same(_some(self.trust), _some(other.trust))

    def may_as(self, other: "Side") -> bool:
        """Whether the identity-based policies and the boundaries say the same."""
        return self.policies.same_as(other.policies) and self.bounded_as(other)

    def bounded_as(self, other: "Side") -> bool:
        """Whether the boundaries say the same, or there is none on both sides."""
        if self.boundary is None or other.boundary is None:
            return self.boundary is other.boundary
        return self.boundary.same_as(other.boundary)


def found_side(one: FoundPrincipal, account: FoundAccount) -> Side:
    """The principal as it was found."""
    return Side(
        policies=_found([*one.managed], [*one.inline.values()], account),
        boundary=_found([one.boundary], [], account) if one.boundary else None,
        trust=one.trust,
        groups=frozenset(one.groups),
        max_session=one.max_session,
    )


def declared_sides(landscape: Landscape, halves: Halves) -> dict[str, Side]:
    """Every declared user, group and role copy, by its ARN."""
    sides: dict[str, Side] = {}
    for user in landscape.users.values():
        home = landscape.accounts[user.account]
        side = _declared(halves, Ref(RefKind.USER, user.name), home, user.permissions)
        groups = frozenset(name for name in user.groups if landscape.groups[name].account is not None)
        sides[user_arn_of(landscape, user.name)] = Side(side.policies, side.boundary, groups=groups)
    for group in landscape.groups.values():
        if group.account is not None:
            home = landscape.accounts[group.account]
            side = _declared(halves, Ref(RefKind.GROUP, group.name), home, group.permissions)
            sides[f"arn:{home.partition}:iam::{home.id}:group/{group.name}"] = side
    for copy in landscape.role_copies():
        home = landscape.accounts[copy.key.account]
        side = _declared(halves, Ref(RefKind.ROLE, str(copy.key)), home, copy.permissions)
        sides[copy.arn] = Side(side.policies, side.boundary, halves.trust[copy.key].value, max_session=copy.max_session)
    return sides


def _found(managed: list[str], inline: list[Doc], account: FoundAccount) -> Policies:
    own = {arn: account.policies[arn].document for arn in managed if arn in account.policies}
    named = frozenset(aws_policy(arn) or arn for arn in managed if arn not in own)
    return Policies((*own.values(), *inline), named)


def _declared(halves: Halves, ref: Ref, home: Account, permissions: Permissions) -> Side:
    return Side(
        policies=_attached(halves.identity[ref], home),
        boundary=_attached([permissions.boundary], home) if permissions.boundary else None,
    )


def _attached(policies: Iterable[AttachedPolicy], home: Account) -> Policies:
    every = tuple(policies)
    own = [one for one in every if one.origin in (PolicyOrigin.DECLARED, PolicyOrigin.INLINE)]
    named = {one.name for one in every if one not in own}
    named |= {f"arn:{home.partition}:iam::{home.id}:policy/{one.name}" for one in own if one.document is None}
    return Policies(tuple(one.document.value for one in own if one.document), frozenset(named))


def _some(document: Doc | None) -> tuple[Doc, ...]:
    return () if document is None else (document,)
