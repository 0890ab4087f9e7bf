"""Records and steps that repeat themselves to tables in which each is written once; `scripts/lookup.js` unpacks them.

A role that is in many accounts gives as many records that differ in the account alone: they become one pattern with
gaps, and for each copy what fills them. The members of a group take the same steps: they become one run.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, TypeAlias

from iam_atlas.exporters.json_line import json_line
from iam_atlas.lookup.shown import GAPS
from iam_atlas.lookup.table import Table
from iam_atlas.model.policies import Json

Filling: TypeAlias = tuple[str, ...]  # a text for each of the first of `GAPS`
Run: TypeAlias = tuple[int, tuple[int, ...]]  # a kind, and the targets of steps of that kind


class Kind(NamedTuple):
    """All that is said of a step but the two whom it is about, by numbers of sentences, reasons and things."""

    state: int
    said: int
    reasons: tuple[int, ...]
    lasting: int
    through: tuple[int, ...]
    remark: int


@dataclass(frozen=True, slots=True)
class Packed:
    """`things` has a record as it is, or the number of its pattern and that of its filling."""

    patterns: list[Json]
    fillings: list[Json]
    things: list[Json]


class Line(NamedTuple):
    """A step by numbers of things, and what is said of it."""

    caller: int
    target: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class PackedSteps:
    """`steps` has, for each caller in order, the numbers of its runs, also in order."""

    kinds: tuple[Kind, ...]
    runs: tuple[Run, ...]
    steps: list[tuple[int, list[int]]]


def packed(records: Sequence[Json], fillings: Sequence[Filling]) -> Packed:
    """The records, those that have only their filling for themselves by their pattern; no record of `()` has one."""
    gapped = [
        with_gaps(record, filling) if filling else None for record, filling in zip(records, fillings, strict=True)
    ]
    written = [json_line(pattern) if pattern is not None else "" for pattern in gapped]
    counted, patterns, filled = Counter(written), Table[str](), Table[Filling]()
    known: dict[str, Json] = {}
    things: list[Json] = []
    for record, pattern, text, filling in zip(records, gapped, written, fillings, strict=True):
        if pattern is None or counted[text] == 1:
            things.append(record)
        else:
            known.setdefault(text, pattern)
            things.append([patterns.number(text), filled.number(filling)])
    return Packed([*known.values()], [[*filling] for filling in filled.rows], things)


def with_gaps(value: Json, filling: Filling) -> Json:
    """`value` with a gap wherever one of the texts of `filling` stands in it; keys stay, which are ours."""
    if isinstance(value, str):
        for gap, text in zip(GAPS, filling, strict=False):
            value = value.replace(text, gap) if text else value
        return value
    if isinstance(value, list):
        return [with_gaps(item, filling) for item in value]
    if isinstance(value, dict):
        return {key: item if key in _WHOLE else with_gaps(item, filling) for key, item in value.items()}
    return value


_WHOLE = frozenset({"findings"})
"""Is the same for all copies that a warning is about, although it may name one of them."""


def packed_steps(lines: Iterable[Line]) -> PackedSteps:
    """The steps, sorted by caller, with what they share said once."""
    kinds, runs = Table[Kind](), Table[Run]()
    steps = [
        (
            caller,
            [
                runs.number((kinds.number(kind), tuple(line.target for line in alike)))
                for kind, alike in groupby(own, lambda line: line.kind)
            ],
        )
        for caller, own in groupby(lines, lambda line: line.caller)
    ]
    return PackedSteps(kinds.rows, runs.rows, steps)
