import subprocess

import pytest
from diagrams import getdiagram
from drawn_organisation import the_shop
from small_diagram import a_diagram

from iam_atlas.drawing import graphviz
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.drawing.graphviz import draw_geometry, shape_of, to_dot
from iam_atlas.drawing.layout import lay_out
from iam_atlas.wording.translate import ENGLISH


def test_graphviz_moves_nothing() -> None:
    diagram = dict(diagrams(the_shop(), ENGLISH))["home"]
    layout = lay_out(diagram)

    geometry = draw_geometry(diagram, layout)

    for name, box in geometry.boxes.items():
        assert box == pytest.approx(layout.boxes[name], abs=0.05)
    for key, curve in geometry.curves.items():
        for drawn, wanted in zip(curve, layout.curves[key], strict=True):
            assert drawn == pytest.approx(wanted, abs=0.05)


def test_no_process_is_started_and_no_file_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    folder = tmp_path_factory.mktemp("empty")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    diagram = a_diagram([("ann", "dev")], [("dev", "viewer@prod")])

    draw_geometry(diagram, lay_out(diagram))

    assert list(folder.iterdir()) == []


def test_an_error_on_the_way_leaves_no_canvas_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    diagram = a_diagram([("ann", "dev")], [("dev", "viewer@prod")])
    layout = lay_out(diagram)
    monkeypatch.setattr(graphviz, "_pair", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        to_dot(shape_of(diagram, layout))

    assert getdiagram() is None


def test_the_dot_text_holds_numbers_and_nothing_of_the_input() -> None:
    diagram = a_diagram([], [("dev", "viewer@prod")])
    dot = to_dot(shape_of(diagram, lay_out(diagram)))

    assert not [word for word in ("2 members", "dev", "viewer", "prod", diagram.id) if word in dot]


def test_diagrams_that_differ_in_names_alone_have_one_shape() -> None:
    one, other = (
        a_diagram([("ann", "dev")], [("dev", "viewer@prod")]),
        a_diagram([("bob", "ops")], [("ops", "editor@qa")]),
    )

    assert shape_of(one, lay_out(one)) == shape_of(other, lay_out(other))


def test_a_shape_tells_apart_what_stands_at_other_places() -> None:
    one, other = (
        a_diagram([], [("dev", "viewer@prod")]),
        a_diagram([], [("dev", "viewer@prod"), ("dev", "editor@prod")]),
    )

    assert shape_of(one, lay_out(one)) != shape_of(other, lay_out(other))
