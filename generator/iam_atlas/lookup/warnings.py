"""Warnings about the input to the things that they are about, as far as readers may see them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from iam_atlas.errors import Position, Problem
from iam_atlas.findings.analysis import AccessProblem
from iam_atlas.findings.places import accounts_meant, problems_by_place
from iam_atlas.lookup.shown import Shown
from iam_atlas.lookup.things import Thing
from iam_atlas.model.grants import Grant, Ref, RefKind
from iam_atlas.model.roles import Role
from iam_atlas.wording.amounts import unique
from iam_atlas.wording.said import say

_QUOTING_VALUES = frozenset(
    {
        "invalid-condition-data-type",
        "private-ip-address",
        "private-not-ip-address",
        "type-mismatch-boolean",
        "type-mismatch-date",
        "type-mismatch-ip-range",
        "type-mismatch-number",
        "wildcard-without-like-operator",
    }
)
"""Rules whose messages repeat the value of a condition, which may be one that is kept back."""


def warnings(shown: Shown) -> Callable[[Thing], tuple[str, ...]]:
    """A function to the messages about a thing: where the file declares it and, of what can be granted, grants it."""
    problems, grants = (
        problems_by_place(shown.atlas.problems, shown.atlas.landscape),
        _grants(shown.atlas.landscape.grants),
    )

    def about(thing: Thing) -> tuple[str, ...]:
        if thing.declared is None:
            return ()
        at_home = (one for one in problems.get(thing.declared.position, ()) if _is_of_this_copy(thing, one))
        granted = (one for at in grants.get(thing.ref, ()) for one in problems.get(at, ()))
        found = (one for one in (*at_home, *granted) if _names(thing, one) and _may_be_told(one, shown))
        return unique(say(problem.said, shown.t) for problem in found)

    return about


def _is_of_this_copy(thing: Thing, problem: Problem) -> bool:
    """Whether a problem that stands in the thing is about it: in a role, about this copy."""
    return not isinstance(thing.declared, Role) or thing.key.account in accounts_meant(problem, thing.declared)


def _names(thing: Thing, problem: Problem) -> bool:
    """Whether one of the steps that the problem is about, if it is about any, comes from the thing or leads there."""
    if not isinstance(problem, AccessProblem):
        return True
    carried = (Ref(RefKind.GROUP, group) for step in problem.steps for group in step.through)
    return thing.ref in {*carried, *(ref for step in problem.steps for ref in (step.caller, step.becomes))}


def _may_be_told(problem: Problem, shown: Shown) -> bool:
    """What is weak is nothing for the public, and a message may name what is kept back from everybody."""
    redaction = shown.redaction
    values_shown = {redaction.external_ids, redaction.source_ips, redaction.user_names} == {"show"}
    if redaction.public or (problem.rule in _QUOTING_VALUES and not values_shown):
        return False
    return not any(ref.name in problem.message for ref in shown.hidden)


def _grants(grants: Iterable[Grant]) -> Mapping[Ref, Sequence[Position]]:
    """Where each role copy and each permission set in an account is granted."""
    found: defaultdict[Ref, list[Position]] = defaultdict(list)
    for grant in grants:
        roles = [Ref(RefKind.ROLE, str(key)) for key in grant.roles]
        for ref in (*roles, *(Ref(RefKind.PERMISSION_SET, str(key)) for key in grant.permission_sets)):
            found[ref].append(grant.position)
    return found
