"""What is not evaluated becomes an opaque test in a formula, so that it counts only where it can change the answer."""

from dataclasses import dataclass, field

from iam_atlas.errors import Position
from iam_atlas.iam.decision import Unknown
from iam_atlas.iam.formula import And, Formula, Not, Or, Test

OPAQUE = "not decided"
"""The operator of an opaque test. No policy can write it: its key is the sentence that says what is not evaluated."""


@dataclass(slots=True)
class Doubts:
    """The doubts met while one question is evaluated, by the opaque test that stands for each."""

    known: dict[Test, Unknown] = field(default_factory=dict)

    def about(self, what: str, position: Position | None = None, sources: tuple[str, ...] = (), of: str = "") -> Test:
        """The opaque test for `what`; `of` tells two doubts apart that a reader sees in the same words."""
        where = "" if position is None else str(position)
        test = Test(OPAQUE, what, (of, where))
        self.known[test] = Unknown(what, position, sources)
        return test

    def left_in(self, formula: Formula) -> tuple[Unknown, ...]:
        """The doubts that the formula still depends on, each once, in a stable order."""
        found = {self.known[test] for test in tests_of(formula) if test in self.known}
        return tuple(sorted(found, key=lambda unknown: (unknown.what, str(unknown.position), unknown.sources)))


def tests_of(formula: Formula) -> tuple[Test, ...]:
    """Every test in the formula, in order, repetitions included."""
    match formula:
        case Test():
            return (formula,)
        case Not(part):
            return tests_of(part)
        case And(parts) | Or(parts):
            return tuple(test for part in parts for test in tests_of(part))
        case _:
            return ()
