"""The steps of callers into one account to a cell of the matrix: a line for each role, the strongest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from iam_atlas.graph.access import Access
from iam_atlas.iam.level import Level
from iam_atlas.model.grants import Ref
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_copy, to_permission_set
from iam_atlas.pages.views.caller_names import to_caller
from iam_atlas.pages.views.matrix_conditions import conditions, is_shut
from iam_atlas.pages.views.permissions import level_in_short, step_level
from iam_atlas.pages.views.standing import marked_role

# A role of unknown level may turn out to be one that can do everything, so it is not put behind those that cannot.
_STRONGEST_FIRST = (Level.ADMIN, Level.UNKNOWN, Level.WRITE, Level.READ, Level.NONE)
_MOST = 8  # lines that a cell shows; where there are more, it shows the first few and opens for the others
_FIRST = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines in the open, and those behind a click with what stands on it."""

    shown: tuple[Md, ...]
    folded: tuple[Md, ...]
    more: Md


@dataclass(frozen=True, slots=True)
class _Line:
    """A role; `rank` puts what does not open last, and before it what may do most first."""

    rank: tuple[bool, int, str, str]
    words: Md


def cell(context: Context, found: Mapping[Ref, Sequence[Access]], *, named: bool) -> Cell:
    """The cell for the steps of each caller into one account; each line names its caller if `named`."""
    lines = [line for ref, steps in found.items() for line in _lines(context, ref, steps, named=named)]
    words = tuple(line.words for line in sorted(lines, key=lambda line: line.rank))
    if len(words) <= _MOST:
        return Cell(words, (), Md(""))
    return Cell(words[:_FIRST], words[_FIRST:], context.say("{count} more", count=len(words) - _FIRST))


def _lines(context: Context, ref: Ref, steps: Sequence[Access], *, named: bool) -> Iterator[_Line]:
    by_role: dict[tuple[str, bool], list[Access]] = {}
    for step in steps:
        by_role.setdefault((step.role.role, step.to_permission_set), []).append(step)
    for (role, _), alike in by_role.items():
        level, shut = step_level(context, alike[0]), is_shut(context, alike)
        name = Md(f"<s>{_role(context, alike[0])}</s>") if shut else _role(context, alike[0])
        told = Md(f"{name}<br> {level_in_short(context, level)} <i>{conditions(context, alike, of=ref)}</i>")
        if named:
            told = context.say("{caller} → {role}", caller=to_caller(context, ref), role=told)
        yield _Line((shut, _STRONGEST_FIRST.index(level), role, ref.name), told)


def _role(context: Context, step: Access) -> Md:
    name, is_set = step.role.role, step.to_permission_set
    shown = to_permission_set(context, name) if is_set else to_copy(context, step.role, name)
    return marked_role(context, shown, name, is_set=is_set)
