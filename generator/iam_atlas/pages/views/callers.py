"""Steps of access to who makes them, short enough for the cell of a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.views.caller_names import to_caller_of_kind
from iam_atlas.pages.views.lists import few
from iam_atlas.pages.views.members import all_decided_otherwise
from iam_atlas.pages.views.reach import opened
from iam_atlas.pages.views.ways import ref_order


@dataclass(frozen=True, slots=True)
class Callers:
    """Who gets in, and of whom that is not decided; a caller may be among both, by different steps."""

    inside: frozenset[Ref]
    undecided: frozenset[Ref]


def callers_cell(context: Context, steps: Iterable[Access], most: int) -> Md:
    """Who gets in by steps that open and can be counted on, the first `most` of them; `nobody` where none does."""
    return named_callers(context, callers_of(context, steps), most)


def named_callers(context: Context, callers: Callers, most: int) -> Md:
    """The same for callers that are known already; where more may get in than is decided, it says so."""
    found = sorted(callers.inside, key=ref_order)
    named = few(context, [to_caller_of_kind(context, ref) for ref in found], most)
    if callers.undecided <= callers.inside:
        return named or context.say("nobody")
    return context.say("{callers}; others are not decided", callers=named) if named else context.say("not decided")


def callers_of(context: Context, steps: Iterable[Access]) -> Callers:
    """Who gets in by the steps that open and can be counted on.

    A user who gets in through groups is those groups, where one of the steps is theirs: what lets in one member alone
    is not said of all. A group is left out where each of its members has another answer.
    """
    every = tuple(step for step in steps if not all_decided_otherwise(context, step))
    undecided = tuple(step for step in every if step.decision.verdict is Verdict.NOT_EVALUATED)
    return Callers(frozenset(_callers(opened(every))), frozenset(_callers(undecided)))


def together(found: Iterable[Callers]) -> Callers:
    """All of them as one."""
    every = tuple(found)
    nobody: frozenset[Ref] = frozenset()
    return Callers(nobody.union(*(one.inside for one in every)), nobody.union(*(one.undecided for one in every)))


def _callers(steps: Sequence[Access]) -> Iterator[Ref]:
    of_groups = {(step.caller, step.becomes) for step in steps if step.caller.kind is RefKind.GROUP}
    for step in steps:
        through = [Ref(RefKind.GROUP, name) for name in step.through] if step.caller.kind is RefKind.USER else []
        yield from [group for group in through if (group, step.becomes) in of_groups] or [step.caller]
