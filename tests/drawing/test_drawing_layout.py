from itertools import combinations

import pytest
from drawn_organisation import the_shop
from layout_checks import cut, overlapping
from small_diagram import a_diagram

from iam_atlas.drawing.column_graph import Column, Diagram
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.drawing.layout import lay_out
from iam_atlas.drawing.sizes import ARROW
from iam_atlas.wording.translate import ENGLISH

_SHOP = dict(diagrams(the_shop(), ENGLISH))
_SMALL = {
    "one way": a_diagram([("ann", "dev")], [("dev", "viewer@prod")]),
    "no people": a_diagram([], [("dev", "viewer@prod"), ("ops", "viewer@prod"), ("ops", "admin@dev")]),
    "a chain": a_diagram([("ann", "dev")], [("dev", "hub@tools")], [("hub@tools", "deploy@prod")]),
    "roles alone": a_diagram([], [], [("hub@tools", "deploy@prod")]),
    "crowded": a_diagram(
        [(f"p{i}", f"g{i % 7}") for i in range(24)], [(f"g{i % 7}", f"r{i % 5}@a{i % 4}") for i in range(40)]
    ),
    "nothing": a_diagram(),
}
_ALL = [pytest.param(diagram, id=name) for name, diagram in {**_SMALL, **_SHOP}.items()]
# Recorded; a change that needs more crossings has to say why.
_CROSSINGS = {"home": 97, "accounts/prod.md": 6, "roles/auditor.md": 0, "people/chie.md": 6}


@pytest.mark.parametrize("diagram", _ALL)
def test_no_two_boxes_overlap_and_no_line_runs_across_one(diagram: Diagram) -> None:
    assert (overlapping(diagram), cut(diagram)) == ([], [])


@pytest.mark.parametrize("diagram", _ALL)
def test_no_two_frames_side_by_side_overlap(diagram: Diagram) -> None:
    layout = lay_out(diagram)
    frames = [frame for frame in diagram.frames if frame.id in layout.boxes]

    pairs = [(a, b) for a, b in combinations(frames, 2) if a.parent == b.parent]

    assert [(a.id, b.id) for a, b in pairs if layout.boxes[a.id].overlaps(layout.boxes[b.id])] == []


@pytest.mark.parametrize("diagram", _ALL)
def test_frames_contain_their_cards_and_nothing_stands_in_a_strange_frame(diagram: Diagram) -> None:
    layout = lay_out(diagram)
    parents = {frame.id: frame.parent for frame in diagram.frames}

    for card in diagram.cards:
        around = {card.frame, parents.get(card.frame or "")}
        for frame in parents:
            if frame in layout.boxes:
                holds = layout.boxes[frame].overlaps(layout.boxes[card.id])
                assert holds == (frame in around), (frame, card.id)
        assert card.frame is None or layout.boxes[card.frame].contains(layout.boxes[card.id])


@pytest.mark.parametrize("diagram", _ALL)
def test_every_edge_leaves_and_enters_at_the_right_side_level(diagram: Diagram) -> None:
    layout = lay_out(diagram)
    gates = {gate.id: gate.column for gate in diagram.gates}

    for edge in diagram.edges:
        source, target = layout.boxes[edge.source], layout.boxes[edge.target]
        curve = layout.curves[edge.source, edge.target]
        from_chain, to_chain = (gates.get(end) is Column.CHAIN for end in (edge.source, edge.target))
        assert curve[0].x == (source.x if from_chain else source.right)
        assert curve[0].y == curve[1].y
        assert curve[-1].y == curve[-2].y
        head = 0 if edge.target in gates else ARROW
        assert curve[-1].x == (target.right + head if from_chain else target.x - head)
        assert source.y <= curve[0].y <= source.bottom
        assert target.y <= curve[-1].y <= target.bottom
        assert not (from_chain and to_chain)


@pytest.mark.parametrize("diagram", _ALL)
def test_everything_lies_on_the_canvas_below_the_headings(diagram: Diagram) -> None:
    layout = lay_out(diagram)

    boxes = [layout.boxes[name] for name in _leaves(diagram)]

    assert all(box.x >= 0 and box.right <= layout.width for box in boxes)
    assert all(box.y >= 40 and box.bottom <= layout.height for box in boxes)


@pytest.mark.parametrize("page", _CROSSINGS)
def test_there_are_no_more_crossings_than_recorded(page: str) -> None:
    assert lay_out(_SHOP[page]).crossings <= _CROSSINGS[page]


def test_gates_of_one_source_are_neighbours() -> None:
    layout = lay_out(_SHOP["home"])
    gates = [gate for gate in _SHOP["home"].gates if gate.column is Column.GATE]

    sources = [gate.source for gate in sorted(gates, key=lambda gate: layout.boxes[gate.id].y)]

    runs = [source for index, source in enumerate(sources) if index == 0 or sources[index - 1] != source]
    assert len(runs) == len(set(runs))


def test_a_gate_stands_level_with_its_source() -> None:
    layout = lay_out(_SHOP["home"])

    assert {layout.boxes[gate.id].middle - layout.boxes[gate.source].middle for gate in _SHOP["home"].gates
            if gate.column is Column.GATE} == {0}  # fmt: skip


def test_accounts_stand_in_the_order_of_the_diagram() -> None:
    diagram = _SMALL["crowded"]
    layout = lay_out(diagram)

    tops = [layout.boxes[frame.id].y for frame in diagram.frames if frame.id.startswith("account--")]

    assert tops == sorted(tops)


def test_the_same_diagram_gives_the_same_layout() -> None:
    assert lay_out(_SMALL["crowded"]) == lay_out(_SMALL["crowded"])


def _leaves(diagram: Diagram) -> list[str]:
    return [card.id for card in diagram.cards] + [gate.id for gate in diagram.gates]
