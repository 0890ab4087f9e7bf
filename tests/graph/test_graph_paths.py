"""Ways over several hops, shortest first, without going in circles."""

from builders import a_grant, a_group, a_key, a_landscape, a_ref, a_role, a_user
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.access import AccessGraph
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.paths import paths
from iam_atlas.model.landscape import Landscape


def _graph(landscape: Landscape) -> AccessGraph:
    return build_graph(landscape, derive_halves(landscape), None)


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
