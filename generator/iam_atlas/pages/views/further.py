"""A page with tables too long for it to the same page with their beginnings, and further pages with the rest."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from iam_atlas.pages.context import ROOT, Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_page
from iam_atlas.pages.views.called import NOT_CALLED
from iam_atlas.pages.views.frame import Frame, Table
from iam_atlas.pages.views.indexes import IndexView
from iam_atlas.pages.views.role import RoleView
from iam_atlas.pages.views.thing import ThingView

LONGEST = 48_000
"""Characters of Markdown that a table may have on one page, which is about twice as many bytes of HTML."""

_Row = TypeVar("_Row")
Cut = Callable[[str, Table], Table]


@dataclass(frozen=True, slots=True)
class FurtherView:
    """A page with rows that found no room on the page before."""

    frame: Frame
    table: Table
    others: Md


def in_pages(context: Context, view: object, longest: int) -> tuple[object, Mapping[str, FurtherView]]:
    """The view with tables that are no longer than `longest`, and what stands on further pages, by path.

    A further page lies beside the page (`roles/hub--onward-2.md`), so that the links in its rows hold there too; no
    slug has two hyphens in a row.
    """
    further: dict[str, FurtherView] = {}
    match view:
        case IndexView():
            return replace(view, table=_cut(context, view.frame, further, longest)("rows", view.table)), further
        case ThingView():
            cut = _cut(context, view.frame, further, longest)
            return replace(view, parts=tuple(replace(p, table=cut(p.id, p.table)) for p in view.parts)), further
        case RoleView():
            return _role_in_pages(view, _cut(context, view.frame, further, longest)), further
    return view, further


def _role_in_pages(view: RoleView, cut: Cut) -> RoleView:
    return replace(
        view,
        places=cut("where", view.places),
        copies=tuple(replace(copies, access=cut(f"{copies.id}-who", copies.access)) for copies in view.copies),
        onward=cut("onward", view.onward),
        resources=cut("uses", view.resources),
    )


def portions(rows: Sequence[_Row], length: Callable[[_Row], int], longest: int) -> Iterator[tuple[_Row, ...]]:
    """The rows in their order, in portions that are no longer than that, or of one row."""
    portion: list[_Row] = []
    so_far = 0
    for row in rows:
        if portion and so_far + length(row) > longest:
            yield tuple(portion)
            portion, so_far = [], 0
        portion.append(row)
        so_far += length(row)
    if portion:
        yield tuple(portion)


def row_length(row: Sequence[str]) -> int:
    """Characters in the cells of a row."""
    return sum(map(len, row))


def _cut(context: Context, page: Frame, further: dict[str, FurtherView], longest: int) -> Cut:
    """A function that leaves of a table what fits and puts the rest into `further`, as much as fits on each page."""
    here = context.page.removeprefix(f"{ROOT}/")

    def cut(name: str, table: Table) -> Table:
        first = next(portions(table.rows, row_length, longest), ())
        found = [first, *portions(table.rows[len(first) :], row_length, LONGEST)]
        if len(found) < 2:
            return table
        paths = [here, *(f"{here.removesuffix('.md')}--{name}-{number}.md" for number in range(2, len(found) + 1))]
        links = [to_page(context, path, str(number)) for number, path in enumerate(paths, 1)]
        done = len(found[0])
        for number, rows in enumerate(found[1:], 2):
            told = context.say(
                "Rows {first} to {last} of {count}, continued from {page}.",
                first=done + 1,
                last=done + len(rows),
                count=len(table.rows),
                page=to_page(context, here, page.heading),
            )
            done += len(rows)
            others = _others(context, links, number)
            moved = tuple(tuple(_from_elsewhere(cell, here) for cell in row) for row in rows)
            further[paths[number - 1]] = FurtherView(_frame_of(page, told, number), replace(table, rows=moved), others)
        more = context.say(
            "The first {shown} of {count} rows. The rest is on pages {pages}.",
            shown=len(found[0]),
            count=len(table.rows),
            pages=context.say.listing(links[1:]),
        )
        return replace(table, rows=found[0], more=more)

    return cut


def _others(context: Context, links: Sequence[Md], number: int) -> Md:
    pages = (str(n) if n == number else link for n, link in enumerate(links, 1))
    return context.say("Pages: {pages}", pages=context.say.listing(pages))


def _frame_of(page: Frame, lead: Md, number: int) -> Frame:
    """The frame of a further page; its title, a quoted scalar, has the number before the closing quote."""
    return replace(
        page,
        title=Md(f'{page.title[:-1]} ({number})"'),
        heading=Md(f"{page.heading} ({number})"),
        lead=lead,
        also=Md(""),
        also_folded=Md(""),
        figure=Md(""),
        called=NOT_CALLED,
    )


def _from_elsewhere(cell: Md, page: str) -> Md:
    """The cell where links to its own page must name it; brackets and parentheses in texts are escaped."""
    return Md(cell.replace("](#", f"]({page.rpartition('/')[2]}#"))
