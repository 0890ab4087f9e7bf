"""Residues: boolean formulas over condition tests, the part of a decision that only a request can settle."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Test:
    """One condition test as IAM writes it.

    `operator` is spelled as in AWS's documentation, modifiers included (`ForAnyValue:StringLikeIfExists`). `key` is
    spelled as AWS documents it (`aws:MultiFactorAuthPresent`), whatever the policy's case. `values` are sorted;
    policy variables stay in them. `literal` is True when the policy's Version makes `${...}` plain text.
    """

    operator: str
    key: str
    values: tuple[str, ...]
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Always:
    """Holds under every request."""


@dataclass(frozen=True, slots=True)
class Never:
    """Holds under no request."""


@dataclass(frozen=True, slots=True)
class Not:
    """Holds where `part` does not."""

    part: "Formula"


@dataclass(frozen=True, slots=True)
class And:
    """Holds where all parts do; at least two parts, flat, in a stable order."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Holds where some part does; at least two parts, flat, in a stable order."""

    parts: tuple["Formula", ...]


Formula: TypeAlias = Always | Never | Test | Not | And | Or

ALWAYS = Always()
NEVER = Never()


def with_tests(formula: Formula, change: Callable[[Test], Test]) -> Formula:
    """The formula with each of its tests changed; what stands around them stays as it is, not simplified."""
    match formula:
        case Test():
            return change(formula)
        case Not(part):
            return Not(with_tests(part, change))
        case And(parts):
            return And(tuple(with_tests(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(with_tests(part, change) for part in parts))
        case _:
            return formula
