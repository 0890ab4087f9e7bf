"""A table that is too long for its page goes on on further ones: each row once, in order, with links that hold."""

import re
from dataclasses import replace

import pytest
from page_organisations import a_context

from iam_atlas.pages.context import Context, at
from iam_atlas.pages.escape import Md, text, yaml_text
from iam_atlas.pages.views import further
from iam_atlas.pages.views.frame import About, Frame, Table
from iam_atlas.pages.views.further import in_pages, portions
from iam_atlas.pages.views.thing import Part, ThingView

_ROWS = tuple((Md(f"[r{number}](#in-{number})"), Md("x" * 50)) for number in range(10))


def _view(rows: tuple[tuple[Md, ...], ...]) -> ThingView:
    nothing = Md("")
    frame = Frame(yaml_text("hub"), text("hub"), nothing, nothing, nothing, nothing, nothing, Md("2"))
    part = Part(Md("onward"), Md("Onward"), table=Table((Md("a"), Md("b")), rows))
    return ThingView(frame, About((), ()), (), (part,))


@pytest.fixture
def context(monkeypatch: pytest.MonkeyPatch) -> Context:
    monkeypatch.setattr(further, "LONGEST", 200)
    return replace(at(a_context(), "roles/hub.md"))


def test_every_row_stands_once_and_in_order(context: Context) -> None:
    view, rest = in_pages(context, _view(_ROWS), 200)

    assert isinstance(view, ThingView)
    tables = (view.parts[0].table, *(one.table for one in rest.values()))
    shown = [re.sub(r"\(.*", "", row[0]) for table in tables for row in table.rows]
    assert shown == [f"[r{number}]" for number in range(10)]
    assert len(rest) > 1


def test_further_pages_lie_beside_the_page_and_lead_back(context: Context) -> None:
    _, rest = in_pages(context, _view(_ROWS), 200)

    assert [*rest] == [f"roles/hub--onward-{number}.md" for number in range(2, len(rest) + 2)]
    assert all("](hub.md#in-" in row[0] for one in rest.values() for row in one.table.rows)
    assert all("[hub](hub.md)" in one.frame.lead for one in rest.values())
    assert rest["roles/hub--onward-2.md"].frame.title == '"hub (2)"'


def test_a_table_that_fits_is_left_alone(context: Context) -> None:
    view = _view(_ROWS[:3])

    assert in_pages(context, view, 200) == (view, {})


def test_a_row_that_is_too_long_by_itself_stands_alone() -> None:
    assert [*portions(("aaaa", "b", "c"), len, 3)] == [("aaaa",), ("b", "c")]
