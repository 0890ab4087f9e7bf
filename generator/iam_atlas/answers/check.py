"""The atlas to what `check` reports: what is wrong, how grave it is, and whether that fails the check."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from iam_atlas.atlas import Atlas
from iam_atlas.errors import Problem, Severity
from iam_atlas.expectations.problems import expectation_problems
from iam_atlas.findings.acceptances import Accepted
from iam_atlas.findings.rule import Gravity
from iam_atlas.findings.rules import RULES


def _findings(atlas: Atlas) -> Iterable[Problem]:
    return atlas.problems


PROVIDERS: tuple[Callable[[Atlas], Iterable[Problem]], ...] = (_findings, expectation_problems)
"""Everything that finds something to report, beside the errors of the file itself."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. `is_invalid` is whether the file has errors: then `problems` are those, and all that is known."""

    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]
    fail_on: Gravity
    is_invalid: bool = False

    @property
    def fails(self) -> bool:
        """Whether anything is as grave as `fail_on`; what is accepted never is."""
        return any(self.counts(problem) for problem in self.problems)

    def counts(self, problem: Problem) -> bool:
        """Whether the problem is one that fails the check."""
        return problem.severity is Severity.ERROR or gravity_of(problem).reaches(self.fail_on)


def gravity_of(problem: Problem) -> Gravity:
    """How grave a problem is, by its rule; one without a rule is an error of the file, as grave as can be."""
    return RULES[problem.rule].gravity if problem.rule in RULES else Gravity.CRITICAL


def check_atlas(atlas: Atlas, fail_on: Gravity) -> Report:
    """Ask every provider. Problems have no source line yet."""
    found = tuple(problem for provider in PROVIDERS for problem in provider(atlas))
    return Report(found, atlas.accepted, fail_on)


def check_failed_to_load(problems: tuple[Problem, ...], fail_on: Gravity) -> Report:
    """The report where the file has errors, and nothing could be analysed."""
    return Report(problems, (), fail_on, is_invalid=True)
