"""Ways from somebody to a role copy over one or more hops, read off the graph."""

from collections import deque
from collections.abc import Iterator

from iam_atlas.graph.access import Access, AccessGraph, Path
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey


def paths(graph: AccessGraph, caller: Ref, role: RoleKey, limit: int = 10) -> tuple[Path, ...]:
    """At most `limit` ways in which every hop opens, shortest first, then in the order of the graph.

    No way comes to the same role copy twice, so that cycles end. The session at the end lasts as long as its last hop
    allows: each hop makes new credentials, with one hour at most from the second hop on.
    """
    found: list[Path] = []
    waiting: deque[tuple[Access, ...]] = deque((step,) for step in onward(graph, caller))
    back = _leading_to(graph, role)
    while waiting and len(found) < limit:
        way = waiting.popleft()
        here = way[-1].role
        if here == role and not way[-1].to_permission_set:
            found.append(Path(way, way[-1].max_seconds))
        elif here in back:
            been = {step.role for step in way}
            waiting.extend((*way, step) for step in onward(graph, way[-1].becomes) if step.role not in been)
    return tuple(found)


def onward(graph: AccessGraph, caller: Ref) -> Iterator[Access]:
    """The steps of `caller` that open."""
    return (step for step in graph.by_caller.get(caller, ()) if step.decision.verdict.opens)


def _leading_to(graph: AccessGraph, role: RoleKey) -> set[RoleKey]:
    """The role copies (and permission sets) from which some way leads to `role`; walking elsewhere is in vain."""
    found: set[RoleKey] = set()
    waiting = [role]
    while waiting:
        for step in graph.by_role.get(waiting.pop(), ()):
            kind, name = step.caller
            if kind in (RefKind.ROLE, RefKind.PERMISSION_SET) and step.decision.verdict.opens:
                before, _, account = name.partition("@")
                key = RoleKey(before, account)
                if key not in found:
                    found.add(key)
                    waiting.append(key)
    return found
