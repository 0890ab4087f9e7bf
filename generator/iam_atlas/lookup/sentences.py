"""Decided steps to the sentences about them, each said once for everybody: the names of the two are left open."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from iam_atlas.answers.told import cited, lasting, parties, remark, state
from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Decision, StatementRef, Verdict
from iam_atlas.lookup.shown import CALLER, ROLE, Shown
from iam_atlas.lookup.table import Table
from iam_atlas.wording.decision import Parties, reasons, verdict
from iam_atlas.wording.spacing import is_full_width
from iam_atlas.wording.translate import Translator

Statement: TypeAlias = tuple[str, str | None]  # its words, and where a reader sees it
Reason: TypeAlias = tuple[int, tuple[int, ...]]  # a sentence, and the statements that it rests on
Why: TypeAlias = tuple[int, tuple[int, ...], int]  # the verdict, the reasons, the state

STATES = {Verdict.ALLOWED: 1, Verdict.ALLOWED_IF: 2, Verdict.NOT_EVALUATED: 3}
"""The other verdicts are 0: closed."""

_FULL, _HALF = "\u5168", "x"


@dataclass(slots=True)
class Sentences:
    """The tables of the file, which fill up as steps are told."""

    shown: Shown
    says: Table[str] = field(default_factory=Table)
    statements: Table[Statement] = field(default_factory=Table)
    reasons: Table[Reason] = field(default_factory=Table)
    whys: Table[Why] = field(default_factory=Table)
    _told: dict[tuple[Decision, Parties], int] = field(default_factory=dict)

    def state(self, step: Access) -> int:
        """The short answer, as a table has it."""
        about = _names_left_open(step, self.shown.t)
        told = replace(step, decision=self.shown.decision(step.decision))
        return self._number(state(told, self.shown.t, about), about)

    def reasons_of(self, step: Access) -> tuple[int, ...]:
        """What each half says, with the statements that it rests on."""
        return self._reasons(self.shown.decision(step.decision), _names_left_open(step, self.shown.t))

    def why(self, step: Access) -> int:
        """The answer as a whole sentence, and the reasons; worded once for all pairs about which the same is said."""
        about = _names_left_open(step, self.shown.t)
        key = (step.decision, about)
        if key not in self._told:
            decision = self.shown.decision(step.decision)
            said = self._number(verdict(decision, about, self.shown.t), about)
            why = (said, self._reasons(decision, about), STATES.get(decision.verdict, 0))
            self._told[key] = self.whys.number(why)
        return self._told[key]

    def lasting(self, step: Access) -> int:
        """How long a session lasts."""
        return self.says.number(lasting(step, self.shown.t))

    def remark(self, step: Access) -> int:
        """What must be said beside the answer; -1 for nothing."""
        words = remark(step, self.shown.t)
        return self.says.number(words) if words else -1

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
    caller, role = CALLER, ROLE
    if t.full_width:
        caller = _as_wide_as(step.caller.name, caller)
        role = _as_wide_as(str(step.role), role)
    return replace(parties(step), caller=caller, target=role)


def _as_wide_as(name: str, place: str) -> str:
    first, last = (_FULL if is_full_width(character) else _HALF for character in (name[:1], name[-1:]))
    return f"{first}{place}{last}"
