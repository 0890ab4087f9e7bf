"""Warnings about the input to the thing they are about, and to lines on its page."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from iam_atlas.atlas import Atlas
from iam_atlas.errors import Position, Problem
from iam_atlas.model.annotations import Declared
from iam_atlas.model.landscape import Landscape
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.links import source


def problems_by_place(atlas: Atlas) -> Mapping[Position, tuple[Problem, ...]]:
    """The warnings by the position of the declared thing (or grant) that they stand in: the last one before them."""
    places = sorted({*_places(atlas.landscape)})
    found: dict[Position, tuple[Problem, ...]] = {}
    for problem in atlas.problems:
        index = bisect_right(places, problem.position) - 1
        if index >= 0 and places[index].file == problem.position.file:
            found[places[index]] = (*found.get(places[index], ()), problem)
    return found


def problem_lines(context: Context, *positions: Position) -> tuple[Md, ...]:
    """One line a warning about the things at `positions`, in the order of the file."""
    every = sorted({problem for at in positions for problem in context.problems.get(at, ())}, key=lambda p: p.position)
    return tuple(
        context.say(
            "{message} ({rule}, {source})",
            message=one.message,
            rule=code(one.rule),
            source=source(context, one.position),
        )
        for one in every
    )


def _places(landscape: Landscape) -> Iterator[Position]:
    sections: tuple[Mapping[str, Declared], ...] = (
        landscape.accounts,
        landscape.roles,
        landscape.users,
        landscape.groups,
        landscape.providers,
        landscape.vendors,
        landscape.permission_sets,
        landscape.policies,
        landscape.guardrails,
        landscape.resources,
        landscape.teams,
        landscape.ous,
    )
    for section in sections:
        yield from (declared.position for declared in section.values())
    yield from (grant.position for grant in landscape.grants)
