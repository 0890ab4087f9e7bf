"""Ways from somebody to a role copy over one or more hops, read off the graph."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import islice
from math import inf
from typing import TypeAlias

from iam_atlas.graph.access import Access, AccessGraph, Path
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

Passes: TypeAlias = Callable[[Access], bool]
_Way: TypeAlias = tuple[Access, ...]
_Back: TypeAlias = Mapping[Ref, Sequence[Ref]]


def opens(step: Access) -> bool:
    """Whether it opens, with or without a condition."""
    return step.decision.verdict.opens


def may_open(step: Access) -> bool:
    """Whether it opens for all that is known: it does, or it is not decided."""
    return step.decision.verdict.may_open


def paths(graph: AccessGraph, caller: Ref, role: RoleKey, limit: int = 10, passes: Passes = opens) -> tuple[Path, ...]:
    """At most `limit` ways in which every hop `passes`, shortest first, then in the order of the graph.

    No way comes to the same role copy twice, nor back to its beginning, so that cycles end. The session at the end
    lasts as long as its last hop allows: each hop makes new credentials, with one hour at most from the second hop on.
    """
    ways = _ways(graph, caller, Ref(RefKind.ROLE, str(role)), passes)
    return tuple(Path(way, way[-1].max_seconds) for way in islice(ways, limit))


def onward(graph: AccessGraph, caller: Ref, passes: Passes = opens) -> Iterator[Access]:
    """The steps of `caller` that pass."""
    return filter(passes, graph.by_caller.get(caller, ()))


def _ways(graph: AccessGraph, caller: Ref, goal: Ref, passes: Passes) -> Iterator[_Way]:
    """All ways, one number of hops after the other.

    Only what is the beginning of a way gets walked, since how far it still is to the goal is known before each step:
    among roles that can all become each other there are more walks than anybody could wait for.
    """
    back = _back_from(graph, goal, passes)
    hops: float = 1
    while hops < inf:
        longer = inf
        waiting: list[_Way] = [()]
        while waiting:
            way = waiting.pop()
            steps = tuple(onward(graph, way[-1].becomes if way else caller, passes))
            been = {caller, *_reached(way)}
            left = _hops_left(back, goal, been, back.keys() & _reached(steps) - been)
            further: list[_Way] = []
            for step in steps:
                whole = len(way) + 1 + left.get(step.becomes, inf)
                if whole > hops:
                    longer = min(longer, whole)
                elif step.becomes != goal:
                    further.append((*way, step))
                elif whole == hops:
                    yield (*way, step)
            waiting += reversed(further)
        hops = longer


def _reached(steps: _Way) -> set[Ref]:
    return {step.becomes for step in steps}


def _hops_left(back: _Back, goal: Ref, been: Set[Ref], asked: Set[Ref]) -> Mapping[Ref, int]:
    """From each of those asked, and others: how many hops are left to the goal without coming to where one has been."""
    left, layer, hops = {goal: 0}, {goal}, 0
    while layer and not asked <= left.keys():
        hops += 1
        layer = {before for here in layer for before in back[here]} - left.keys() - been
        left.update(dict.fromkeys(layer, hops))
    return left


def _back_from(graph: AccessGraph, goal: Ref, passes: Passes) -> _Back:
    """The goal and everybody who gets there; each with those who become it in one step."""
    back: dict[Ref, Sequence[Ref]] = {}
    waiting = [goal]
    while waiting:
        here = waiting.pop()
        if here not in back:
            back[here] = [step.caller for step in _leading_to(graph, here) if passes(step)]
            waiting += back[here]
    return back


def _leading_to(graph: AccessGraph, ref: Ref) -> Iterator[Access]:
    """The steps that make one `ref`, open or not."""
    if ref.kind in (RefKind.ROLE, RefKind.PERMISSION_SET):
        for step in graph.by_role.get(RoleKey.of(ref.name), ()):
            if step.to_permission_set == (ref.kind is RefKind.PERMISSION_SET):
                yield step
