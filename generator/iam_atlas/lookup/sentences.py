"""Decided steps to the sentences about them, each said once for everybody: the names of the two are left open."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from iam_atlas.answers.told import cited, lasting, state
from iam_atlas.atlas import exceptions_of
from iam_atlas.exporters.planned import waits_for
from iam_atlas.exporters.remarks import every_remark, parties
from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Decision, StatementRef, Verdict
from iam_atlas.lookup.shown import CALLER, ROLE, Shown
from iam_atlas.lookup.table import Table
from iam_atlas.wording.decision import Parties, reasons, verdict
from iam_atlas.wording.spacing import is_full_width
from iam_atlas.wording.translate import Translator

Statement: TypeAlias = tuple[str, str | None]  # its words, and where a reader sees it
Reason: TypeAlias = tuple[int, tuple[int, ...]]  # a sentence, and the statements that it rests on

STATES = {Verdict.ALLOWED: 1, Verdict.ALLOWED_IF: 2, Verdict.NOT_EVALUATED: 3}
"""The other verdicts are 0: closed."""

_FULL, _HALF = "\u5168", "x"


class Answer(NamedTuple):
    """What is said of a pair: which of `STATES`, a sentence, and what each half says."""

    state: int
    said: int
    reasons: tuple[int, ...]


class Told(NamedTuple):
    """What is said of a step: the answer, as short as a table has it, how long a session lasts, and a remark or -1."""

    answer: Answer
    lasting: int
    remark: int


@dataclass(slots=True)
class Sentences:
    """The tables of the file, which fill up as steps are told."""

    shown: Shown
    says: Table[str] = field(default_factory=Table)
    statements: Table[Statement] = field(default_factory=Table)
    reasons: Table[Reason] = field(default_factory=Table)
    whys: Table[Answer] = field(default_factory=Table)
    _answers: dict[tuple[object, ...], Answer] = field(default_factory=dict)
    _numbers: dict[tuple[object, ...], tuple[Decision, int]] = field(default_factory=dict)
    _told: dict[tuple[object, ...], tuple[Decision, Told]] = field(default_factory=dict)

    def told(self, step: Access) -> Told:
        """What is said of a step; the same object for steps that share a decision and differ in nothing else said."""
        kind, edges = step.caller.kind, _edges(step, self.shown.t)
        atlas = self.shown.atlas
        waits, others = waits_for(atlas.landscape, step), exceptions_of(atlas).decided_otherwise(step)
        said_of = (step.caller.name, *others) if others else ()
        key = (id(step.decision), step.means, kind, step.max_seconds, edges, waits, said_of)
        if key not in self._told:
            # The decision is kept beside what is said of it: its id must not be given to another one.
            self._told[key] = (step.decision, self._tell(step))
        return self._told[key][1]

    def why(self, step: Access) -> int:
        """What is said of a pair that is no step, in whole sentences; the same number where the same is said."""
        key = (id(step.decision), step.means, _edges(step, self.shown.t))
        if key not in self._numbers:
            answer = self._answer(step, _names_left_open(step, self.shown.t), whole=True)
            # The decision is kept beside its number: its id must not be given to another one.
            self._numbers[key] = (step.decision, self.whys.number(answer))
        return self._numbers[key][1]

    def _tell(self, step: Access) -> Told:
        answer = self._answer(step, _names_left_open(step, self.shown.t), whole=False)
        lasts = self.says.number(lasting(step, self.shown.t))
        words = every_remark(step, self.shown.atlas, self.shown.t, self.shown.hidden)
        return Told(answer, lasts, self.says.number(self.shown.text(words)) if words else -1)

    def _answer(self, step: Access, about: Parties, *, whole: bool) -> Answer:
        key = (step.decision, about, whole)
        if key not in self._answers:
            told = replace(step, decision=self.shown.decision(step.decision))
            words = verdict(told.decision, about, self.shown.t) if whole else state(told, self.shown.t, about)
            self._answers[key] = Answer(
                state=STATES.get(told.decision.verdict, 0),
                said=self._number(words, about),
                reasons=self._reasons(told.decision, about),
            )
        return self._answers[key]

    def _reasons(self, decision: Decision, about: Parties) -> tuple[int, ...]:
        found = reasons(decision, about, self.shown.t)
        said = ((self._number(one.words, about), self._cited(one.statements)) for one in found)
        return tuple(map(self.reasons.number, said))

    def _number(self, words: str, about: Parties) -> int:
        words = words.replace(about.caller, CALLER).replace(about.target, ROLE)
        return self.says.number(self.shown.redaction.text(words))

    def _cited(self, refs: Iterable[StatementRef]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.statements.number(self._statement(ref)) for ref in refs))

    def _statement(self, ref: StatementRef) -> Statement:
        atlas = self.shown.atlas
        (words,) = cited([ref], atlas, self.shown.t)
        in_input = ref.position.file in atlas.landscape.source_files
        return self.shown.text(words), self.shown.source_address(ref.position) if in_input else None


def _names_left_open(step: Access, t: Translator) -> Parties:
    """The two as places to be filled, so marked that the sentence comes out as with their names, spaces included."""
    edges = _edges(step, t)
    caller, role = f"{edges[:1]}{CALLER}{edges[1:2]}", f"{edges[2:3]}{ROLE}{edges[3:]}"
    return Parties(caller, role, parties(step).action)


def _edges(step: Access, t: Translator) -> str:
    """A character as wide as the first and as the last of each name; empty where no sentence depends on it."""
    if not t.full_width:
        return ""
    ends = (end for name in (step.caller.name, str(step.role)) for end in (name[:1], name[-1:]))
    return "".join(_FULL if is_full_width(end) else _HALF for end in ends)
