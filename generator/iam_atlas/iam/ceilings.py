"""Turns the rows of identity policies into what is left of them, and what each deny and ceiling takes away."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from iam_atlas.iam.actions import NO_ACTIONS, ActionSet, union
from iam_atlas.iam.grantrows import PolicyRows, Row, allows_of, always_applies, may_apply
from iam_atlas.model.identity import Member


class Taker(Member):
    """What takes an action away that an identity policy allows."""

    DENY = "deny"  # a Deny of an identity policy
    BOUNDARY = "boundary"
    SCP = "scp"


@dataclass(frozen=True, slots=True)
class Cut:
    """What something takes from one row: `removed` for every request, `limited` only for some.

    `conditional` is the part of `limited` that hangs on a condition, not only on the resource.
    """

    removed: ActionSet = NO_ACTIONS
    limited: ActionSet = NO_ACTIONS
    conditional: ActionSet = NO_ACTIONS

    def __or__(self, other: "Cut") -> "Cut":
        return Cut(self.removed | other.removed, self.limited | other.limited, self.conditional | other.conditional)


@dataclass(frozen=True, slots=True)
class Taking:
    """What one policy or level takes.

    Actions are `wholly` gone, or left for some requests: `by_condition` where a condition of the taker has a say,
    `by_resource` where only the resource does.
    """

    taker: Taker
    where: str
    wholly: ActionSet
    by_condition: ActionSet = NO_ACTIONS
    by_resource: ActionSet = NO_ACTIONS


@dataclass(frozen=True, slots=True)
class Left:
    """A row and what every deny and ceiling together do to it."""

    row: Row
    cut: Cut

    @property
    def actions(self) -> ActionSet:
        """The actions of the row that are allowed for some request."""
        return self.row.actions & ~self.cut.removed

    @property
    def whole(self) -> ActionSet:
        """The actions that are allowed on every resource and under every condition."""
        return self.actions & ~self.cut.limited if self.row.unlimited else NO_ACTIONS

    @property
    def conditional(self) -> ActionSet:
        """The actions that are allowed only under a condition."""
        return self.actions if self.row.tests else self.actions & self.cut.conditional


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left, row by row, and who takes what: identity denies, then the boundary, then SCPs; by name."""

    left: tuple[Left, ...]
    takings: tuple[Taking, ...]

    @property
    def allowed(self) -> ActionSet:
        """Every action that is left on some resource under some condition."""
        return union(left.actions for left in self.left)


def apply_ceilings(
    identity: tuple[PolicyRows, ...], boundary: PolicyRows | None, scps: tuple[tuple[PolicyRows, ...], ...]
) -> Outcome:
    """Take from what identity policies allow what their denies, the boundary and each level of SCPs take.

    Ceilings are judged one by one against what the identity policies alone allow, so that each is named with all that
    it takes, whatever another takes too. A level of SCPs without policies takes nothing.
    Source: IAM User Guide, "Policy evaluation logic".
    """
    granted = allows_of(identity)
    denies = _named(Taker.DENY, ((policy.name, _by_deny(policy, granted)) for policy in identity))
    after = tuple(_without(row, _joined(denies, place)) for place, row in enumerate(granted))
    ceilings = {**_boundary(boundary, after), **_scps(scps, after)}
    everything = {**denies, **ceilings}
    return Outcome(
        left=tuple(Left(row, _joined(everything, place)) for place, row in enumerate(granted)),
        takings=(*_takings(denies, granted), *_takings(ceilings, after)),
    )


_Cuts: TypeAlias = tuple[Cut, ...]  # one a row
_Named: TypeAlias = dict[tuple[Taker, str], _Cuts]


def _boundary(boundary: PolicyRows | None, granted: tuple[Row, ...]) -> _Named:
    if boundary is None:
        return {}
    cuts = ((boundary.name, _by_silence(boundary.allows, granted)), (boundary.name, _by_deny(boundary, granted)))
    return _named(Taker.BOUNDARY, cuts)


def _scps(levels: tuple[tuple[PolicyRows, ...], ...], granted: tuple[Row, ...]) -> _Named:
    silent = ((_allowing(level), _by_silence(allows_of(level), granted)) for level in levels if level)
    denying = ((policy.name, _by_deny(policy, granted)) for level in levels for policy in level)
    return _named(Taker.SCP, (*silent, *denying))


def _allowing(level: tuple[PolicyRows, ...]) -> str:
    """The policies whose Allow statements are the ceiling of a level; all of it when none has any."""
    return ", ".join(policy.name for policy in level if policy.allows) or ", ".join(policy.name for policy in level)


def _by_deny(policy: PolicyRows, granted: tuple[Row, ...]) -> _Cuts:
    return tuple(_denied(row, policy.denies) for row in granted)


def _denied(row: Row, denies: tuple[Row, ...]) -> Cut:
    removed = limited = conditional = NO_ACTIONS
    for deny in denies:
        common = row.actions & deny.actions
        if not common or not may_apply(deny, row):
            continue
        if always_applies(deny, row):
            removed |= common
            continue
        limited |= common
        conditional |= common if deny.tests else NO_ACTIONS
    return Cut(removed, limited & ~removed, conditional & ~removed)


def _by_silence(allows: tuple[Row, ...], granted: tuple[Row, ...]) -> _Cuts:
    return tuple(_unallowed(row, allows) for row in granted)


def _unallowed(row: Row, allows: tuple[Row, ...]) -> Cut:
    """What a ceiling does not allow; it allows an action where some row of it does."""
    covered = touched = conditional = NO_ACTIONS
    for allow in allows:
        common = row.actions & allow.actions
        if not common or not may_apply(allow, row):
            continue
        touched |= common
        if always_applies(allow, row):
            covered |= common
        elif allow.tests:
            conditional |= common
    return Cut(row.actions & ~touched, touched & ~covered, conditional & ~covered)


def _named(taker: Taker, cuts: Iterable[tuple[str, _Cuts]]) -> _Named:
    """The cuts by name; a policy that cuts twice (at two levels, by Deny and by silence) is named once."""
    named: _Named = {}
    for where, parts in cuts:
        before = named.get((taker, where))
        named[taker, where] = parts if before is None else tuple(a | b for a, b in zip(before, parts, strict=True))
    return named


def _joined(named: _Named, place: int) -> Cut:
    removed = limited = conditional = NO_ACTIONS
    for cuts in named.values():
        cut = cuts[place]
        removed, limited, conditional = removed | cut.removed, limited | cut.limited, conditional | cut.conditional
    return Cut(removed, limited, conditional)


def _without(row: Row, cut: Cut) -> Row:
    return Row(row.actions & ~cut.removed, row.resource, row.excluded, row.tests, row.literal, row.universal)


def _takings(named: _Named, granted: tuple[Row, ...]) -> tuple[Taking, ...]:
    takings = (_taking(taker, where, cuts, granted) for (taker, where), cuts in sorted(named.items(), key=_order))
    return tuple(taking for taking in takings if taking.wholly or taking.by_condition or taking.by_resource)


def _order(item: tuple[tuple[Taker, str], _Cuts]) -> tuple[int, str]:
    taker, where = item[0]
    return list(Taker).index(taker), where


def _taking(taker: Taker, where: str, cuts: _Cuts, granted: tuple[Row, ...]) -> Taking:
    """An action is gone only when it is gone from every row that allows it."""
    remaining = touched = conditional = NO_ACTIONS
    for row, cut in zip(granted, cuts, strict=True):
        remaining |= row.actions & ~cut.removed
        touched |= row.actions & (cut.removed | cut.limited)
        conditional |= row.actions & cut.conditional
    partly = touched & remaining
    return Taking(taker, where, touched & ~remaining, partly & conditional, partly & ~conditional)
