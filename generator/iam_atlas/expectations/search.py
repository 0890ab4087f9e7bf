"""The graph to the first way of somebody that an expectation forbids, or asks for."""

from collections import deque
from collections.abc import Callable, Collection, Iterator

from iam_atlas.graph.access import Access, AccessGraph
from iam_atlas.graph.paths import may_open, onward, opens
from iam_atlas.model.grants import Ref

Way = tuple[Access, ...]
Passes = Callable[[Access], bool]


def ways_of(graph: AccessGraph, caller: Ref, passes: Passes, stops: Collection[Ref] = ()) -> Iterator[Way]:
    """The shortest way to everything that `caller` becomes over steps that pass, fewest hops first.

    No way leads over one of `stops`, or ends there: who has come to one of them is no longer a stranger.
    """
    waiting: deque[Way] = deque((step,) for step in onward(graph, caller, passes))
    seen: set[Ref] = {caller, *stops}
    while waiting:
        way = waiting.popleft()
        here = way[-1].becomes
        if here not in seen:
            seen.add(here)
            yield way
            waiting.extend((*way, step) for step in onward(graph, here, passes))


def is_certain(way: Way) -> bool:
    """Whether every hop is known to open."""
    return all(opens(step) for step in way)


def first_way(
    graph: AccessGraph, caller: Ref, meant: Passes, stops: Collection[Ref] = (), over: Passes | None = None
) -> Way | None:
    """The shortest way to a step that is meant: one that is known to open, else one that may; None where none may.

    With `over` every step of the way passes that as well.
    """
    for passes in (opens, may_open):
        for way in ways_of(graph, caller, _both(passes, over), stops):
            if meant(way[-1]):
                return way
    return None


def _both(one: Passes, other: Passes | None) -> Passes:
    return one if other is None else lambda step: one(step) and other(step)
