"""The problems of the atlas to the role copies that they are about, other than by a way into them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.targets import Target, role_behind
from iam_atlas.errors import Position, Problem
from iam_atlas.findings.analysis import AccessProblem
from iam_atlas.findings.places import problems_by_place
from iam_atlas.findings.weak_steps import WEAKENING


def find_flagged(atlas: Atlas) -> Mapping[Target, tuple[str, ...]]:
    """The rules of the problems of each role copy and permission set that has any, sorted.

    What stands at a role is true of all its copies, unless the problem names the copy that it means.
    """
    found: defaultdict[Target, set[str]] = defaultdict(set)
    of_place = problems_by_place(_own(atlas), atlas.landscape)
    for position, target in _declared(atlas):
        for problem in of_place.get(position, ()):
            if not isinstance(problem, AccessProblem) or target in _callers(problem):
                found[target].add(problem.rule)
    return {target: tuple(sorted(rules)) for target, rules in found.items()}


def _own(atlas: Atlas) -> tuple[Problem, ...]:
    return tuple(problem for problem in atlas.problems if problem.rule not in WEAKENING)


def _callers(problem: AccessProblem) -> set[Target | None]:
    return {role_behind(step.caller) for step in problem.steps}


def _declared(atlas: Atlas) -> Iterator[tuple[Position, Target]]:
    """Where each role copy and each permission set in an account is declared."""
    for role in atlas.landscape.roles.values():
        yield from ((role.position, Target(role.name, account, False)) for account in role.copies)
    for permission_set in atlas.landscape.permission_sets.values():
        places = permission_set.accounts
        yield from ((permission_set.position, Target(permission_set.name, place, True)) for place in places)
