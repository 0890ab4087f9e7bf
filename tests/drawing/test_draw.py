import hashlib
import json
import os
import subprocess
import sys
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import pytest
from drawn_organisation import the_shop
from kept import KeptInMemory
from small_diagram import a_diagram

from iam_atlas.drawing.column_graph import Diagram
from iam_atlas.drawing.draw import address_from, digest_of, draw, draw_all
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.drawing.legend import write_legend
from iam_atlas.wording.translate import ENGLISH

_PROGRAM = """
import hashlib
from drawn_organisation import the_shop
from iam_atlas.drawing.draw import draw_all
drawn = draw_all(the_shop())
print(hashlib.sha256("".join(page + drawing.figure for page, drawing in drawn.items()).encode()).hexdigest())
"""


def _in_another_process(seed: str) -> str:
    here = Path(__file__).parent
    paths = [here, here.parent, here.parent.parent / "generator"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    command = [sys.executable, "-c", _PROGRAM]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_other_processes_with_other_hash_seeds_draw_the_same() -> None:
    drawn = draw_all(the_shop())
    here = hashlib.sha256("".join(page + one.figure for page, one in drawn.items()).encode()).hexdigest()

    assert _in_another_process("1") == _in_another_process("4711") == here


def test_several_processes_draw_what_one_draws() -> None:
    assert draw_all(the_shop(), jobs=2) == draw_all(the_shop())


def test_a_drawing_that_the_shelf_has_is_not_drawn_again() -> None:
    diagram = dict(diagrams(the_shop(), ENGLISH))["home"]
    digest = digest_of(diagram, write_legend(diagram, ENGLISH))
    shelf = KeptInMemory({digest: json.dumps(asdict(replace(draw(diagram), svg="from the shelf")))})

    drawn = draw_all(the_shop(), shelf=shelf)

    assert drawn["home"].svg == "from the shelf"
    assert drawn["roles/auditor.md"].svg.startswith("<svg")


def test_what_was_drawn_is_put_on_the_shelf() -> None:
    shelf = KeptInMemory()

    drawn = draw_all(the_shop(), shelf=shelf)

    assert draw_all(the_shop(), shelf=shelf) == drawn
    assert len(shelf.kept) == len(drawn)


_SMALL = a_diagram([("ann", "dev")], [("dev", "viewer@prod")])
_PARTS = ("frames", "cards", "gates", "edges")


def _changed(value: object) -> Any:  # of no type that the field has, and none that a digest asks for
    return (*value, "more") if isinstance(value, tuple) else f"not {value}"


def _with_another(part: str, field: str) -> Diagram:
    """The small diagram with another value in one field of the first frame, card, gate or edge."""
    first, *others = getattr(_SMALL, part)
    changes: dict[str, Any] = {part: (replace(first, **{field: _changed(getattr(first, field))}), *others)}
    return replace(_SMALL, **changes)


@pytest.mark.parametrize("field", [field.name for field in fields(Diagram)])
def test_a_diagram_with_another_value_in_any_field_has_another_digest(field: str) -> None:
    changed = replace(_SMALL, **{field: _changed(getattr(_SMALL, field))})

    assert digest_of(changed, "") != digest_of(_SMALL, "")


@pytest.mark.parametrize(
    ("part", "field"), [(part, field.name) for part in _PARTS for field in fields(getattr(_SMALL, part)[0])]
)
def test_a_diagram_with_another_value_in_any_field_of_a_part_has_another_digest(part: str, field: str) -> None:
    assert digest_of(_with_another(part, field), "") != digest_of(_SMALL, "")


def test_a_legend_in_other_words_has_another_digest() -> None:
    assert digest_of(_SMALL, "no condition") != digest_of(_SMALL, "条件なし")


def test_equal_diagrams_have_one_digest() -> None:
    assert digest_of(a_diagram([("ann", "dev")], [("dev", "viewer@prod")]), "") == digest_of(_SMALL, "")


@pytest.mark.parametrize(
    ("embedding", "target", "address"),
    [
        ("home", "roles/x.md", "atlas/roles/x.html"),
        ("home", "roles/x.md#in-prod", "atlas/roles/x.html#in-prod"),
        ("groups/dev.md", "roles/x.md#in-prod", "../roles/x.html#in-prod"),
    ],
)
def test_addresses_lead_from_the_embedding_page(embedding: str, target: str, address: str) -> None:
    assert address_from(embedding, target) == address


def test_the_figure_has_a_legend_of_the_lines_it_uses_and_no_empty_line() -> None:
    figure = draw_all(the_shop())["groups/break-glass.md"].figure

    assert "leads to administrator rights" in figure
    assert "no condition" not in figure
    assert "\n\n" not in figure
