"""Problems to the steps of access that are wider or weaker than they should be, each with what says so."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from iam_atlas.errors import Position, Problem
from iam_atlas.findings.analysis import AccessProblem, in_order, trusting
from iam_atlas.graph.access import Access
from iam_atlas.model.grants import Ref, RefKind

WEAKENING: Mapping[str, str] = MappingProxyType(
    {
        "any-pod-of-the-cluster": "whoever can start a pod in the cluster gets in",
        "anyone-may-assume": "whoever has an AWS account gets in",
        "forallvalues-with-allow": "the condition also holds for requests without its key",
        "forallvalues-with-single-valued-key": "the condition also holds for requests without its key",
        "github-subject-by-name": "whoever takes the repository's name after its owner may get in",
        "github-wildcard-repository": "repositories get in that nobody has thought of",
        "if-exists-restricts-nothing": "the condition also holds for requests without its key",
        "missing-condition-key-for-oidc-principal": "other customers of the same provider get in",
        "missing-github-repo-condition-key": "repositories of anybody on GitHub get in",
        "people-without-mfa": "a stolen access key is enough",
        "private-not-ip-address": "the condition holds from everywhere",
        "raw-half-lacks-condition": "a condition that the file declares is not asked for",
        "service-without-source": "the service may act for somebody else",
        "third-party-without-external-id": "the third party may act for somebody else",
        "trust-without-audience": "tokens that were made for other applications may get in",
    }
)
"""The rules about a way in itself, and how it is wider or weaker than it should be.

Not among them: what is said of a caller, whichever way it takes (`broad-assume-role`), of ways that do not open, of
trust that lets in fewer than was meant, and of trust without a grant, which says nothing about how wide it is.
"""


@dataclass(frozen=True, slots=True)
class WeakSteps:
    """Problems by the step that they name, and by the place of the statement that they are about."""

    named: Mapping[Hashable, tuple[Problem, ...]]
    placed: Mapping[Position, tuple[Problem, ...]]

    def of(self, step: Access) -> tuple[Problem, ...]:
        """What makes the step weaker than it should be, in the order of the file; nothing for one that does not open.

        A problem that names no steps is about every step that its statement of a trust policy lets in. What is said of
        a group is true of its members too, where the same is left for them to satisfy.
        """
        if not step.decision.verdict.opens:
            return ()
        callers = (step.caller, *(Ref(RefKind.GROUP, group) for group in step.through))
        named = (problem for caller in callers for problem in self.named.get(_key(step, caller), ()))
        placed = (problem for position in trusting(step) for problem in self.placed.get(position, ()))
        return tuple(sorted({*named, *placed}, key=in_order))


def find_weak_steps(problems: Iterable[Problem]) -> WeakSteps:
    """The problems that `WEAKENING` lists, ready to be asked about steps."""
    named: defaultdict[Hashable, list[Problem]] = defaultdict(list)
    placed: defaultdict[Position, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.rule in WEAKENING and isinstance(problem, AccessProblem):
            for step in problem.steps:
                named[_key(step, step.caller)].append(problem)
        elif problem.rule in WEAKENING:
            placed[problem.within or problem.position].append(problem)
    return WeakSteps(
        {key: tuple(found) for key, found in named.items()}, {at: tuple(found) for at, found in placed.items()}
    )


def _key(step: Access, caller: Ref) -> Hashable:
    return caller, step.becomes, step.decision.residue
