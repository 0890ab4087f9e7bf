"""Steps of access to who makes them, short enough for the cell of a table."""

from collections.abc import Iterable, Iterator

from iam_atlas.graph.access import Access
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.views.lists import few
from iam_atlas.pages.views.reach import opened
from iam_atlas.pages.views.ways import ref_order, to_caller_of_kind


def callers_cell(context: Context, steps: Iterable[Access], most: int) -> Md:
    """Who gets in by steps that open and can be counted on, the first `most` of them; `nobody` where none does."""
    return named_callers(context, callers_of(steps), most)


def named_callers(context: Context, callers: Iterable[Ref], most: int) -> Md:
    """The same for callers that are known already."""
    found = sorted(callers, key=ref_order)
    return few(context, [to_caller_of_kind(context, ref) for ref in found], most) or context.say("nobody")


def callers_of(steps: Iterable[Access]) -> frozenset[Ref]:
    """Who gets in by the steps that open and can be counted on; a user who gets in through groups is those groups."""
    return frozenset(_callers(steps))


def _callers(steps: Iterable[Access]) -> Iterator[Ref]:
    for step in opened(steps):
        through = [Ref(RefKind.GROUP, name) for name in step.through] if step.caller.kind is RefKind.USER else []
        yield from through or [step.caller]
