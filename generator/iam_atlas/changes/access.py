"""The steps and ways of two sides become the accesses that changed."""

from collections.abc import Iterator

from iam_atlas.changes.changes import ORDER, AccessChange, DurationChange, Kind
from iam_atlas.changes.decisions import kind_of
from iam_atlas.changes.sides import SESSIONS, Pair, Side, Way
from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.paths import opens
from iam_atlas.iam.decision import Decision


def access_changes(before: Side, after: Side) -> tuple[AccessChange, ...]:
    """Every access that changed: steps first to last by kind, then by who and where; those over other roles too."""
    found = (*_direct(before, after), *_over_roles(before, after))
    return tuple(sorted(found, key=lambda c: (ORDER[c.kind], not c.direct, c.who.kind.value, c.who.name, c.role)))


def duration_changes(before: Side, after: Side) -> tuple[DurationChange, ...]:
    """Steps that open on both sides, with sessions of another length. A service keeps its own as long as it likes."""
    return tuple(
        DurationChange(now.caller, now.role, was.max_seconds, now.max_seconds)
        for pair, now in sorted(after.steps.items())
        if (was := before.steps.get(pair)) is not None
        and opens(was)
        and opens(now)
        and now.means is not Means.SERVICE
        and was.max_seconds != now.max_seconds
    )


def _direct(before: Side, after: Side) -> Iterator[AccessChange]:
    for pair in sorted(before.steps.keys() | after.steps.keys()):
        was, now = before.steps.get(pair), after.steps.get(pair)
        if kind_of(_decision(was), _decision(now)) is None:
            continue
        # The graph does not list every pair: one that seems gone, or new, is asked about before that is said.
        was, now = was or before.asked(pair), now or after.asked(pair)
        kind = kind_of(_decision(was), _decision(now))
        if kind is not None:
            yield _told(kind, pair, (before, after), (was, now))


def _told(kind: Kind, pair: Pair, sides: tuple[Side, Side], steps: tuple[Access | None, Access | None]) -> AccessChange:
    step, side = (steps[0], sides[0]) if steps[1] is None else (steps[1], sides[1])
    assert step is not None
    way_before = sides[0].ways(pair[0]).get(pair[1], ()) if kind is Kind.GAINED else ()
    way_after = sides[1].ways(pair[0]).get(pair[1], ()) if kind is Kind.LOST else ()
    return AccessChange(kind, step.caller, step.role, side.atlas.level_behind(step), *steps, way_before, way_after)


def _over_roles(before: Side, after: Side) -> Iterator[AccessChange]:
    """Roles that somebody reaches over others on one side only; who has a session is told by its own steps."""
    for who in sorted(_everybody(before) | _everybody(after)):
        yield from _only_on(after, before, who, Kind.GAINED)
        yield from _only_on(before, after, who, Kind.LOST)


def _everybody(side: Side) -> set[str]:
    return {side.names.who(ref) for ref in side.atlas.graph.by_caller if ref.kind not in SESSIONS}


def _only_on(here: Side, there: Side, who: str, kind: Kind) -> Iterator[AccessChange]:
    """What only the ways of one side lead to. A way of one hop is a step, and told as such."""
    ways = here.ways(who)
    only = sorted(goal for goal in ways.keys() - there.ways(who) if len(ways[goal]) > 1)
    possible = there.possible(who) if only else {}
    for goal in only:
        yield _way(kind, here, ways[goal], doubtful=goal in possible)


def _way(kind: Kind, side: Side, way: Way, *, doubtful: bool) -> AccessChange:
    """A way that `side` has; `doubtful` says that the other side has a way, too, for all that is known."""
    return AccessChange(
        kind=Kind.UNCERTAIN if doubtful else kind,
        who=way[0].caller,
        role=way[-1].role,
        level=side.atlas.level_behind(way[-1]),
        before=None,
        after=None,
        way_before=way if kind is Kind.LOST else (),
        way_after=way if kind is Kind.GAINED else (),
    )


def _decision(step: Access | None) -> Decision | None:
    return None if step is None else step.decision
