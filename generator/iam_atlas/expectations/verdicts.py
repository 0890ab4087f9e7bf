"""One expectation and the atlas become what breaks it: the ways that should not be, the roles that nobody reaches."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from iam_atlas.atlas import Atlas
from iam_atlas.expectations.conditions import does_not_ask
from iam_atlas.expectations.people import everybody_inside, everybody_of
from iam_atlas.expectations.search import Passes, Way, first_way, is_certain
from iam_atlas.graph.access import Access
from iam_atlas.iam.level import Level
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.expectations import Expectation, ExpectationKind, LeastLevel
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

_SESSIONS = (RefKind.ROLE, RefKind.PERMISSION_SET)
_STRENGTH = {Level.READ: 1, Level.WRITE: 2, Level.ADMIN: 3}
_LEAST = {LeastLevel.READ: 1, LeastLevel.WRITE: 2, LeastLevel.ADMIN: 3}


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that is not as expected, or of which that is not known.

    `way` is the way that should not be; empty where one should be and is not: then `role` is what nobody reaches.
    `without` is the word of `if` that the way does not ask for. `certain` is False where the way, or the level of the
    role at its end, is not decided.
    """

    who: Ref
    role: RoleKey
    way: Way
    certain: bool
    without: str = ""


def breaches(atlas: Atlas, expectation: Expectation) -> tuple[Breach, ...]:
    """Everything that breaks the expectation, what is certain first; empty when it holds."""
    judge = {
        ExpectationKind.CAN: _can,
        ExpectationKind.CANNOT: _cannot,
        ExpectationKind.ONLY_REACH: _only,
        ExpectationKind.CANNOT_REACH: _cannot_reach,
    }[expectation.kind]
    found = sorted(judge(atlas, expectation), key=lambda breach: not breach.certain)
    groups = {(breach.who.name, breach.role) for breach in found if breach.who.kind is RefKind.GROUP}
    return tuple(breach for breach in found if not _is_told_by_group(breach, groups))


def _is_told_by_group(breach: Breach, groups: Collection[tuple[str, RoleKey]]) -> bool:
    """Whether a user gets there by a group that is told to get there itself."""
    if breach.who.kind is not RefKind.USER or not breach.way:
        return False
    return any((name, breach.role) in groups for name in breach.way[0].through)


def _can(atlas: Atlas, expectation: Expectation) -> Iterator[Breach]:
    for who in expectation.who:
        for role in expectation.roles:
            way = first_way(atlas.graph, who, _leading_to(role))
            if way is None or not is_certain(way):
                yield Breach(who, role, way or (), certain=way is None)
            else:
                yield from _without_conditions(atlas, who, role, expectation.conditions)


def _without_conditions(atlas: Atlas, who: Ref, role: RoleKey, words: Collection[str]) -> Iterator[Breach]:
    """The ways on which no hop asks for what it should. One hop that asks is enough for a whole way."""
    for word in words:
        way = first_way(atlas.graph, who, _leading_to(role), over=does_not_ask(word))
        if way is not None:
            yield Breach(who, role, way, is_certain(way), without=word)


def _cannot(atlas: Atlas, expectation: Expectation) -> Iterator[Breach]:
    for who in everybody_of(atlas.landscape, expectation.who):
        for role in expectation.roles:
            way = first_way(atlas.graph, who, _leading_to(role))
            if way is not None:
                yield Breach(who, role, way, is_certain(way))


def _cannot_reach(atlas: Atlas, expectation: Expectation) -> Iterator[Breach]:
    for who in everybody_of(atlas.landscape, expectation.who):
        yield from _into(atlas, expectation, who, ())


def _only(atlas: Atlas, expectation: Expectation) -> Iterator[Breach]:
    """Everybody else who gets there without becoming one of those who may."""
    allowed = everybody_inside(atlas.landscape, expectation.who)
    for who in atlas.graph.by_caller:
        if who not in allowed and not _is_told_by_others(atlas, who):
            yield from _into(atlas, expectation, who, allowed)


def _is_told_by_others(atlas: Atlas, ref: Ref) -> bool:
    """Whether it is a session of which the file knows who becomes it; not so in an account of somebody else."""
    if ref.kind not in _SESSIONS:
        return False
    home = atlas.landscape.accounts.get(RoleKey.of(ref.name).account)
    return home is not None and home.kind is not AccountKind.EXTERNAL


def _into(atlas: Atlas, expectation: Expectation, who: Ref, stops: Collection[Ref]) -> Iterator[Breach]:
    """The first way into the accounts to a role that is strong enough; one of unknown level counts as a doubt."""
    found = first_way(atlas.graph, who, lambda step: _is_strong(atlas, expectation, step), stops)
    found = found or first_way(atlas.graph, who, lambda step: _may_be_strong(atlas, expectation, step), stops)
    if found is not None:
        yield Breach(who, found[-1].role, found, is_certain(found) and _is_strong(atlas, expectation, found[-1]))


def _leading_to(role: RoleKey) -> Passes:
    return lambda step: step.role == role and not step.to_permission_set


def _is_strong(atlas: Atlas, expectation: Expectation, step: Access) -> bool:
    if not _is_there(expectation, step) or expectation.level is None:
        return _is_there(expectation, step)
    return _STRENGTH.get(atlas.level_behind(step), -1) >= _LEAST[expectation.level]


def _may_be_strong(atlas: Atlas, expectation: Expectation, step: Access) -> bool:
    return _is_there(expectation, step) and atlas.level_behind(step) is Level.UNKNOWN


def _is_there(expectation: Expectation, step: Access) -> bool:
    return step.role.account in expectation.accounts
