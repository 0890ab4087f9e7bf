"""Pairs that no step lists to why they do not open: for each caller a row over all role copies."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from iam_atlas.atlas import Atlas, beginning_of
from iam_atlas.graph.access import Access
from iam_atlas.graph.inquiry import inquiry_of
from iam_atlas.lookup.sentences import Sentences
from iam_atlas.lookup.table import Table
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

Ask: TypeAlias = Callable[[Ref], Callable[[RoleKey], Access | None]]
Prepare: TypeAlias = Callable[[bool], Ask]
"""Makes ready to answer for pairs; told whether roles are among the callers, since without them it is quicker."""

Row: TypeAlias = tuple[tuple[int, int], ...]  # a why, and for how many role copies on end it holds

LISTED = -1
"""In the place of a why: a step says it, or what would say it is kept back."""

# Who is asked about, the first first, each as long as there are not more pairs in all than the number beside it.
_FAMILIES: tuple[tuple[frozenset[RefKind], int], ...] = (
    (frozenset({RefKind.USER, RefKind.GROUP, RefKind.PROVIDER, RefKind.VENDOR, RefKind.SERVICE}), 400_000),
    (frozenset({RefKind.ROLE, RefKind.PERMISSION_SET}), 60_000),
)


@dataclass(frozen=True, slots=True)
class Closed:
    """`of` maps callers to the number of their row; a caller that is not asked about has none."""

    rows: tuple[Row, ...]
    of: dict[Ref, int]


def closed(refs: Sequence[Ref], targets: Sequence[RoleKey], sentences: Sentences, prepare: Prepare) -> Closed:
    """Why what is closed is closed, for the callers among `refs`, in the words of `sentences`."""
    callers, rows = _callers(refs, len(targets)), Table[Row]()
    if not callers:
        return Closed((), {})
    ask = prepare(any(ref.kind is RefKind.ROLE for ref in callers))
    return Closed(of={ref: rows.number(_row(ask, ref, targets, sentences)) for ref in callers}, rows=rows.rows)


def inquiry_into(atlas: Atlas) -> Prepare:
    """Answers that are decided as the atlas has it."""

    now = beginning_of(atlas.today)
    return lambda of_roles: inquiry_of(atlas.landscape, atlas.halves, now, of_roles=of_roles).of


def _callers(refs: Sequence[Ref], targets: int) -> list[Ref]:
    found: list[Ref] = []
    for kinds, most in _FAMILIES:
        family = [ref for ref in refs if ref.kind in kinds]
        found += family if (len(found) + len(family)) * targets <= most else ()
    return found


def _row(ask_of: Ask, caller: Ref, targets: Iterable[RoleKey], sentences: Sentences) -> Row:
    whys = groupby(_whys(ask_of, caller, targets, sentences))
    return tuple((why, sum(1 for _ in alike)) for why, alike in whys)


def _whys(ask_of: Ask, caller: Ref, targets: Iterable[RoleKey], sentences: Sentences) -> Iterator[int]:
    steps = sentences.shown.atlas.graph.by_caller.get(caller, ())
    listed = {step.role for step in steps if not step.to_permission_set}
    ask = ask_of(caller)
    for key in targets:
        step = None if key in listed else ask(key)
        yield LISTED if step is None else sentences.why(step)
