"""The problems of the atlas to the role copies that they are about, other than by a way into them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.targets import Target, role_behind
from iam_atlas.errors import Position, Problem
from iam_atlas.findings.analysis import AccessProblem
from iam_atlas.findings.places import accounts_meant, problems_by_place
from iam_atlas.findings.weak_steps import WEAKENING
from iam_atlas.model.landscape import Landscape


def find_flagged(atlas: Atlas) -> Mapping[Target, tuple[str, ...]]:
    """The rules of the problems of each role copy and permission set that has any, sorted.

    What stands at a role is true of all its copies, what stands in a variant of those that it holds for, and what
    names the copies that it means of these.
    """
    found: defaultdict[Target, set[str]] = defaultdict(set)
    of_place = problems_by_place(_own(atlas), atlas.landscape)
    for position, target in _declared(atlas):
        for problem in of_place.get(position, ()):
            if _is_about(target, problem, atlas.landscape):
                found[target].add(problem.rule)
    return {target: tuple(sorted(rules)) for target, rules in found.items()}


def _own(atlas: Atlas) -> tuple[Problem, ...]:
    return tuple(problem for problem in atlas.problems if problem.rule not in WEAKENING)


def _is_about(target: Target, problem: Problem, landscape: Landscape) -> bool:
    if isinstance(problem, AccessProblem):
        return target in _callers(problem)
    return target.is_set or target.account in accounts_meant(problem, landscape.roles[target.role])


def _callers(problem: AccessProblem) -> set[Target | None]:
    return {role_behind(step.caller) for step in problem.steps}


def _declared(atlas: Atlas) -> Iterator[tuple[Position, Target]]:
    """Where each role copy and each permission set in an account is declared."""
    for role in atlas.landscape.roles.values():
        yield from ((role.position, Target(role.name, account, False)) for account in role.copies)
    for permission_set in atlas.landscape.permission_sets.values():
        places = permission_set.accounts
        yield from ((permission_set.position, Target(permission_set.name, place, True)) for place in places)
