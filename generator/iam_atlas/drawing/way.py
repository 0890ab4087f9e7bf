"""One step of access to one line of a drawing."""

from dataclasses import dataclass
from functools import cached_property

from iam_atlas.drawing.declared import is_declared
from iam_atlas.drawing.targets import Target, role_behind, target_of
from iam_atlas.errors import Problem
from iam_atlas.findings.weak_steps import WeakSteps
from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.iam.formula import Formula
from iam_atlas.model.grants import Ref
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape


@dataclass(frozen=True)
class Way:
    """One line of a drawing: a grantee, where it leads, and what must hold on the way.

    `undecided` ways are not decided: `residue` then says nothing, and `unknown` says what stood in the way of an
    answer. `outside` is True when the caller's own side is not described in the file and was taken as allowing,
    `foreign` when the role is in somebody else's account, where the file only says what the trust policy should be.
    `max_seconds` is how long the session may last. `declared` is False for a hop from a role that neither a grant nor a
    Principal of the trust policy names: the account is trusted, say, and an administrator's policy opens it.
    `findings` say how it is wider or weaker than it should be.
    """

    source: Ref
    target: Target
    residue: Formula
    undecided: bool
    unknown: tuple[str, ...]
    outside: bool
    foreign: bool
    max_seconds: int
    declared: bool
    findings: tuple[Problem, ...]

    def __hash__(self) -> int:
        # Hardly two ways have both ends in common: to look into conditions and findings would only take longer.
        return hash((self.source.name, self.target))

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The rules of the findings, each once, sorted."""
        return tuple(sorted({problem.rule for problem in self.findings}))

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The rules, and what is taken for granted, for ids: names of fields that are set."""
        return (*self.rules, *(name for name in ("outside", "foreign") if getattr(self, name)))

    @cached_property
    def role(self) -> Target | None:
        """The role copy (or permission set in an account) that the caller is, None for any other kind of caller."""
        return role_behind(self.source)

    @cached_property
    def caller(self) -> tuple[str, str]:
        """The kind of the caller, and its name, without the account where that is the target's own."""
        return self.source.kind.value, self.source.name.removesuffix(f"@{self.target.account}")

    @cached_property
    def residue_text(self) -> str:
        """The residue as Python writes it: two residues have the same text if they are the same."""
        return _text_of(self.residue)

    @cached_property
    def condition(self) -> tuple[object, ...]:
        """What must hold and what is found, as a value that is quickly compared."""
        return self.rules, self.residue_text, self.undecided

    @cached_property
    def order(self) -> tuple[object, ...]:
        """The key that sorts ways."""
        messages = tuple(problem.message for problem in self.findings)
        rest = (self.undecided, self.unknown, self.outside, self.foreign, self.max_seconds, messages)
        return self.source.kind.value, self.source.name, self.target, self.residue_text, rest


def way_of(step: Access, landscape: Landscape, weak: WeakSteps) -> Way:
    """The line that shows a step."""
    decision = step.decision
    return Way(
        source=step.caller,
        target=target_of(step),
        residue=decision.residue,
        undecided=is_undecided(step),
        unknown=tuple(unknown.what for unknown in decision.unknown),
        outside=any(half.outside and half.half is Half.IDENTITY for half in decision.halves),
        foreign=any(half.outside and half.half is Half.TRUST for half in decision.halves),
        max_seconds=step.max_seconds,
        declared=is_declared(step, landscape),
        findings=weak.of(step),
    )


def is_undecided(step: Access) -> bool:
    """Whether the step is not decided: it may open, or not."""
    return step.decision.verdict is Verdict.NOT_EVALUATED


@ByIdentity
def _text_of(residue: Formula) -> str:
    """What many steps ask for is one object: it is written once."""
    return repr(residue)
