"""Problems to the declared things that they stand in."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from iam_atlas.errors import Position, Problem
from iam_atlas.model.annotations import Declared
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import Role


def problems_by_place(problems: Iterable[Problem], landscape: Landscape) -> Mapping[Position, Sequence[Problem]]:
    """The problems by where the declared thing, grant or acceptance begins that they stand in: the last before them."""
    places = sorted({*_places(landscape)})
    found: defaultdict[Position, list[Problem]] = defaultdict(list)
    for problem in problems:
        index = bisect_right(places, problem.position) - 1
        if index >= 0 and places[index].file == problem.position.file:
            found[places[index]].append(problem)
    return found


def accounts_meant(problem: Problem, role: Role) -> Collection[str]:
    """The accounts of the copies that a problem which stands in the role is about: those that have that part of it."""
    here = problem.position
    before = [at for at in role.parts if at.file == here.file and at <= here]
    return role.parts[max(before)] if before else role.copies


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
    yield from (entry.position for entry in landscape.accepted)
