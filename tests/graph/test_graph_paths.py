"""Ways over several hops, shortest first, without going in circles."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import a_grant, a_group, a_key, a_landscape, a_ref, a_role, a_user
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.paths import may_open, paths
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import ALWAYS, NEVER
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey

_ALLOWED = Decision(Verdict.ALLOWED, ALWAYS)


def _graph(landscape: Landscape) -> AccessGraph:
    return build_graph(cast_of(landscape, derive_halves(landscape)), None)


def _open(edges: Iterable[tuple[str, str]]) -> AccessGraph:
    """A graph of steps that open, between what is named like `user:alice`, `role:a@dev`, `permission_set:a@dev`."""
    by_caller: dict[Ref, list[Access]] = {}
    by_role: dict[RoleKey, list[Access]] = {}
    for start, end in edges:
        kind, _, name = end.partition(":")
        step = Access(a_ref(start), a_key(name), Means.ASSUME_ROLE, _ALLOWED, to_permission_set=kind != "role")
        by_caller.setdefault(step.caller, []).append(step)
        by_role.setdefault(step.role, []).append(step)
    return AccessGraph(
        steps=tuple(step for steps in by_caller.values() for step in steps),
        by_caller={caller: tuple(steps) for caller, steps in by_caller.items()},
        by_role={role: tuple(steps) for role, steps in by_role.items()},
    )


def _ring() -> AccessGraph:
    """alice -> a -> b -> c -> a, and alice -> c directly."""
    return _graph(
        a_landscape(
            accounts=["jump", "dev", "prod", "tools"],
            users=[a_user("alice", groups=["ops"]), a_user("bob")],
            groups=[a_group("ops")],
            roles=[
                a_role("a", accounts=["dev"], max_session=7200),
                a_role("b", accounts=["prod"], max_session=7200),
                a_role("c", accounts=["tools"], max_session=7200),
            ],
            grants=[
                a_grant("ops", ["a@dev", "c@tools"]),
                a_grant("role:a@dev", "b@prod"),
                a_grant("role:b@prod", "c@tools"),
                a_grant("role:c@tools", "a@dev"),
            ],
        )
    )


def _ways(graph: AccessGraph, caller: str, role: str, limit: int = 10) -> list[list[str]]:
    return [[str(step.role) for step in path.steps] for path in paths(graph, a_ref(caller), a_key(role), limit)]


def test_the_shortest_way_comes_first_and_circles_end() -> None:
    assert _ways(_ring(), "user:alice", "c@tools") == [["c@tools"], ["a@dev", "b@prod", "c@tools"]]


def test_no_more_ways_than_asked_for() -> None:
    assert _ways(_ring(), "user:alice", "c@tools", limit=1) == [["c@tools"]]


def test_who_is_granted_nothing_gets_nowhere() -> None:
    assert _ways(_ring(), "user:bob", "c@tools") == []


def test_from_the_second_hop_on_a_session_lasts_an_hour() -> None:
    direct, chained = paths(_ring(), a_ref("user:alice"), a_key("c@tools"))

    assert (direct.max_seconds, chained.max_seconds) == (7200, 3600)


def test_a_hop_that_does_not_open_leads_nowhere() -> None:
    graph = _graph(
        a_landscape(
            users=[a_user("alice")],
            roles=[a_role("a", accounts=["dev"]), a_role("b")],
            grants=[a_grant("role:a@dev", "b@prod")],
        )
    )

    assert _ways(graph, "user:alice", "b@prod") == []
    assert _ways(graph, "role:a@dev", "b@prod") == [["b@prod"]]


def test_no_way_comes_back_to_its_beginning() -> None:
    graph = _open([("role:a@dev", "role:b@dev"), ("role:b@dev", "role:a@dev"), ("role:a@dev", "role:c@dev")])

    assert _ways(graph, "role:a@dev", "c@dev") == [["c@dev"]]
    assert _ways(graph, "role:b@dev", "c@dev") == [["a@dev", "c@dev"]]


def test_a_role_gets_to_itself_only_over_others_or_by_a_step_of_its_own() -> None:
    ring = [("role:a@dev", "role:b@dev"), ("role:b@dev", "role:a@dev")]

    assert _ways(_open(ring), "role:a@dev", "a@dev") == [["b@dev", "a@dev"]]
    assert _ways(_open([*ring, ("role:a@dev", "role:a@dev")]), "role:a@dev", "a@dev") == [["a@dev"], ["b@dev", "a@dev"]]


def test_a_permission_set_is_another_place_than_the_role_of_its_name() -> None:
    set_ = "permission_set:admin@prod"

    assert _ways(_open([("user:alice", set_)]), "user:alice", "admin@prod") == []
    assert _ways(_open([("user:alice", set_), (set_, "role:admin@prod")]), "user:alice", "admin@prod") == [
        ["admin@prod", "admin@prod"]
    ]


_NAMES = ["user:alice", *(f"role:{name}@dev" for name in "abcde"), "permission_set:a@dev"]
_EDGES = st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_NAMES[1:])), max_size=25, unique=True)


@given(_EDGES, st.sampled_from(_NAMES), st.integers(1, 12))
def test_the_ways_are_those_that_walking_everywhere_finds(
    edges: list[tuple[str, str]], caller: str, limit: int
) -> None:
    graph = _open(edges)
    everywhere = sorted(_walked(graph, a_ref(caller), Ref(RefKind.ROLE, "e@dev"), ()), key=len)

    assert [path.steps for path in paths(graph, a_ref(caller), a_key("e@dev"), limit)] == everywhere[:limit]


def _walked(graph: AccessGraph, start: Ref, goal: Ref, way: tuple[Access, ...]) -> list[tuple[Access, ...]]:
    """All ways, in the order of the graph: into every step that comes to nowhere twice."""
    if way and way[-1].becomes == goal:
        return [way]
    been = {start, *(step.becomes for step in way)} - {goal}
    steps = graph.by_caller.get(way[-1].becomes if way else start, ())
    return [found for step in steps if step.becomes not in been for found in _walked(graph, start, goal, (*way, step))]


def _crowd(size: int) -> list[tuple[str, str]]:
    """Roles that can all become each other."""
    names = [f"role:r{number:03}@dev" for number in range(size)]
    return [(one, other) for one in names for other in names if one != other]


def test_ways_through_a_crowd_of_roles_are_found_without_walking_everywhere_in_it() -> None:
    hall = [("user:alice", "role:r000@dev"), ("role:r100@dev", "role:x@dev"), ("role:x@dev", "role:y@dev")]
    graph = _open([*hall, ("role:y@dev", "role:z@dev"), *_crowd(150)])

    shortest, *others = _ways(graph, "user:alice", "z@dev", limit=5)

    assert shortest == ["r000@dev", "r100@dev", "x@dev", "y@dev", "z@dev"]
    assert [way[1:3] for way in others] == [[f"r{n:03}@dev", "r100@dev"] for n in range(1, 5)]


def test_the_only_way_past_a_crowd_of_roles_ends_the_search() -> None:
    graph = _open([("user:alice", "role:r000@dev"), ("role:r000@dev", "role:z@dev"), *_crowd(150)])

    assert _ways(graph, "user:alice", "z@dev") == [["r000@dev", "z@dev"]]


def test_a_way_over_what_is_not_decided_is_found_by_who_asks_for_that() -> None:
    graph = _open([("user:alice", "role:a@dev"), ("role:a@dev", "role:b@dev")])
    doubted = replace(graph.steps[1], decision=Decision(Verdict.NOT_EVALUATED, NEVER))
    closed = replace(graph.steps[1], decision=Decision(Verdict.IMPLICITLY_DENIED, NEVER))
    caller, role = a_ref("user:alice"), a_key("b@dev")

    assert paths(_with(graph, doubted), caller, role) == ()
    assert len(paths(_with(graph, doubted), caller, role, passes=may_open)) == 1
    assert paths(_with(graph, closed), caller, role, passes=may_open) == ()


def _with(graph: AccessGraph, last: Access) -> AccessGraph:
    return replace(
        graph,
        by_caller={**graph.by_caller, last.caller: (last,)},
        by_role={**graph.by_role, last.role: (last,)},
    )
