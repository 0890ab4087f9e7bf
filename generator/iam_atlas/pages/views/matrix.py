"""The access matrix: accounts down, groups and machines across, and in each cell the roles that lead in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from iam_atlas.graph.access import Access
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import ROOT, Context
from iam_atlas.pages.escape import Md, text
from iam_atlas.pages.links import to_page
from iam_atlas.pages.views.caller_names import to_caller_of_kind
from iam_atlas.pages.views.frame import NO_TABLE, NOTHING, Frame, Table, frame
from iam_atlas.pages.views.further import portions, row_length
from iam_atlas.pages.views.matrix_cells import Cell, cell
from iam_atlas.pages.views.reach import steps_of, steps_of_group
from iam_atlas.pages.views.standing import account_cell
from iam_atlas.pages.views.ways import ref_order
from iam_atlas.wording.translate import C_, N_

Callers: TypeAlias = Mapping[Ref, tuple[Access, ...]]

_OUTSIDE = (
    RefKind.ROLE,
    RefKind.PROVIDER,
    RefKind.VENDOR,
    RefKind.SERVICE,
    RefKind.ACCOUNT,
    RefKind.PERMISSION_SET,
    RefKind.PRINCIPAL,
)

_MOST_COLUMNS = 12  # what a wide screen shows without being scrolled sideways


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An account, and a cell for each column."""

    account: str
    head: Md
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The page; where nobody gets anywhere it has no row.

    A long one has its rows on other pages, which `parts` lists; `back` leads from them to the list.
    """

    frame: Frame
    heads: tuple[Md, ...]
    rows: tuple[MatrixRow, ...]
    parts: Table = NO_TABLE
    back: Md = NOTHING


@dataclass(frozen=True, slots=True)
class _Column:
    """Callers, each with its steps by account; where they share the column its cells name them."""

    head: Md
    callers: Mapping[Ref, Mapping[str, tuple[Access, ...]]]
    shared: bool = False


def matrix_view(context: Context) -> MatrixView:
    """The view of the matrix; callers that reach nothing have no column, accounts that nobody reaches have a row."""
    every = callers(context)
    most = _most_in_shared(every)
    columns = _columns(context, every, most)
    names = context.landscape.accounts if columns else ()
    return MatrixView(
        frame(context, context.say.t("Access matrix"), _lead(context, columns, most), ()),
        tuple(column.head for column in columns),
        tuple(_row(context, columns, name) for name in names),
    )


def matrix_pages(context: Context, view: MatrixView) -> Mapping[str, MatrixView]:
    """The matrix by path; a long one as a list of parts, each with accounts of one environment, or else of one OU."""
    here = context.page.removeprefix(f"{ROOT}/")
    if sum(map(_length, view.rows)) <= _LONGEST:
        return {here: view}
    parts = [(name, rows) for name, group in _kinds(context, view.rows) for rows in portions(group, _length, _LONGEST)]
    paths = [f"{here.removesuffix('.md')}--{number}.md" for number in range(1, len(parts) + 1)]
    table = Table(
        tuple(map(context.say, (N_("Part"), N_("Environment or OU"), N_("Accounts"), C_("number", "Number")))),
        tuple(
            (to_page(context, path, str(number)), text(name), _from_to(context, rows), Md(str(len(rows))))
            for number, (path, (name, rows)) in enumerate(zip(paths, parts, strict=True), 1)
        ),
        fixed=True,
    )
    whole = replace(view, rows=(), parts=table)
    return {here: whole} | {
        path: _part(context, view, here, name, rows) for path, (name, rows) in zip(paths, parts, strict=True)
    }


_LONGEST = 105_000
"""Characters that the cells of a page may have with their elements, which is about its bytes of HTML."""
_AROUND_CELL, _AROUND_LINE = 10, 20


def _part(context: Context, view: MatrixView, here: str, name: str, rows: tuple[MatrixRow, ...]) -> MatrixView:
    title = context.say.t("Access matrix: {part}", part=name) if name else context.say.t("Access matrix")
    back = to_page(context, here, context.say.t("All parts of the matrix"))
    return MatrixView(frame(context, title, _from_to(context, rows), ()), view.heads, rows, back=back)


def _kinds(context: Context, rows: Sequence[MatrixRow]) -> list[tuple[str, list[MatrixRow]]]:
    found: dict[str, list[MatrixRow]] = {}
    for row in rows:
        account = context.landscape.accounts[row.account]
        found.setdefault(account.environment or account.ou or "", []).append(row)
    return sorted(found.items())


def _from_to(context: Context, rows: Sequence[MatrixRow]) -> Md:
    first, last = rows[0].account, rows[-1].account
    return text(first) if first == last else context.say("{first} to {last}", first=first, last=last)


def _length(row: MatrixRow) -> int:
    lines = [line for cell in row.cells for line in (*cell.shown, *cell.folded)]
    return len(row.head) + row_length(lines) + _AROUND_CELL * len(row.cells) + _AROUND_LINE * len(lines)


def callers(context: Context) -> Callers:
    """Groups, then users with access of their own, then everything that is not a person, each with its steps."""
    landscape = context.landscape
    groups = {Ref(RefKind.GROUP, name): steps_of_group(context, name) for name in landscape.groups}
    users = {
        Ref(RefKind.USER, name): tuple(s for s in steps_of(context, Ref(RefKind.USER, name)) if not s.through)
        for name in landscape.users
    }
    graph = context.atlas.graph
    others = {ref: graph.by_caller[ref] for ref in sorted(graph.by_caller, key=ref_order) if ref.kind in _OUTSIDE}
    found = {ref: tuple(filter(_telling, steps)) for ref, steps in {**groups, **users, **others}.items()}
    return {ref: steps for ref, steps in found.items() if steps}


def _telling(step: Access) -> bool:
    """Whether it belongs in a survey: what nobody asked for and cannot be met stands on the role's page."""
    return bool(step.grants) or not is_in_vain(step)


def _most_in_shared(every: Callers) -> int:
    """Up to how many accounts a caller has that shares the last column; 0 where there is room for a column each."""
    if len(every) <= _MOST_COLUMNS:
        return 0
    return sorted((len(_by_account(steps)) for steps in every.values()), reverse=True)[_MOST_COLUMNS - 1]


def _lead(context: Context, columns: Sequence[_Column], most: int) -> Md:
    say = context.say
    if not columns:
        return say("By the file, nobody can become a role.")
    if not most:
        return say(_LEAD)
    sharing = say.named(
        N_("Callers with a single account share the last column, where each is named."),
        N_("Callers with at most {count} accounts share the last column, where each is named."),
        most,
    )
    return say.in_a_row((say(_LEAD), sharing))


_LEAD = N_(
    "Each cell names the roles that one becomes there, how much each may do, and on what condition; the condition "
    "leads to the explanation. A role that is struck through does not open, or cannot be counted on."
)


def _columns(context: Context, every: Callers, most: int) -> tuple[_Column, ...]:
    found = {ref: _by_account(steps) for ref, steps in every.items()}
    own = [
        _Column(to_caller_of_kind(context, ref), {ref: places}) for ref, places in found.items() if len(places) > most
    ]
    few = {ref: places for ref, places in found.items() if len(places) <= most}
    head = context.say.named(N_("Callers with one account"), N_("Callers with at most {count} accounts"), most)
    return (*own, _Column(head, few, shared=True)) if few else tuple(own)


def _row(context: Context, columns: Sequence[_Column], account: str) -> MatrixRow:
    cells = (
        cell(context, {ref: places.get(account, ()) for ref, places in column.callers.items()}, named=column.shared)
        for column in columns
    )
    return MatrixRow(account, account_cell(context, account), tuple(cells))


def _by_account(steps: Sequence[Access]) -> Mapping[str, tuple[Access, ...]]:
    found: dict[str, list[Access]] = {}
    for step in steps:
        found.setdefault(step.role.account, []).append(step)
    return {account: tuple(steps) for account, steps in found.items()}
