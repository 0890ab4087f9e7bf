"""Turns decided steps of access into JSON values: verdict, residue, and the statements that decided."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from iam_atlas.exporters.redaction import Redaction
from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Decision, HalfResult, StatementRef, Unknown
from iam_atlas.iam.formula import Always, And, Formula, Never, Not, Or, Test
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.policies import Json


@dataclass(frozen=True, slots=True)
class _Decided:
    """What is said of a decision, whoever it is about."""

    verdict: Json
    residue: Json
    halves: Json
    missing: Json
    unknown: Json


def step_json(step: Access, redaction: Redaction) -> Json:
    """One step; keys that say nothing (no groups gone through, nothing unknown) are left out."""
    return _step(step, _decided(step.decision, redaction))


def steps_json(steps: Iterable[Access], redaction: Redaction) -> Iterator[Json]:
    """The same for many steps. Those with one decision share parts of their values, which are not to be changed."""
    decided = ByIdentity(partial(_decided, redaction=redaction))
    return (_step(step, decided(step.decision)) for step in steps)


def _decided(decision: Decision, redaction: Redaction) -> _Decided:
    return _Decided(
        decision.verdict.value,
        residue_json(decision.residue, redaction),
        [half_json(half) for half in decision.halves],
        [half.value for half in decision.missing],
        [unknown_json(unknown) for unknown in decision.unknown],
    )


def _step(step: Access, decided: _Decided) -> Json:
    optional: dict[str, Json] = {
        "through": list(step.through),
        "missing": decided.missing,
        "unknown": decided.unknown,
        "grants": [str(grant.position) for grant in step.grants],
    }
    return {
        "caller": {"kind": step.caller.kind.value, "name": step.caller.name},
        "role" if not step.to_permission_set else "permission_set": step.role.role,
        "account": step.role.account,
        "means": step.means.value,
        "verdict": decided.verdict,
        "residue": decided.residue,
        "max_session": step.max_seconds,
        "console": step.console,
        "halves": decided.halves,
        **{key: value for key, value in optional.items() if value},
    }


def residue_json(formula: Formula, redaction: Redaction) -> Json:
    """`true`, `false`, an IAM Condition block of one test, or `{"and": [...]}`, `{"or": [...]}`, `{"not": ...}`.

    A test whose `${...}` is plain text carries `"literal": true` beside its operator.
    """
    match formula:
        case Always():
            return True
        case Never():
            return False
        case Test():
            return _test(formula, redaction)
        case Not(part):
            return {"not": residue_json(part, redaction)}
        case And(parts):
            return {"and": [residue_json(part, redaction) for part in parts]}
        case Or(parts):
            return {"or": [residue_json(part, redaction) for part in parts]}


def _test(test: Test, redaction: Redaction) -> Json:
    block: dict[str, Json] = {test.operator: {test.key: list(redaction.values(test.key, test.values))}}
    return {**block, "literal": True} if test.literal else block


def half_json(half: HalfResult) -> Json:
    """What one half says; keys that say nothing are left out."""
    optional: dict[str, Json] = {
        "allowed_by": [_statement(ref) for ref in half.allowed_by],
        "denied_by": [_statement(ref) for ref in half.denied_by],
        "outside": half.outside,
    }
    return {"half": half.half.value, "needed": half.needed, **{key: value for key, value in optional.items() if value}}


def _statement(ref: StatementRef) -> Json:
    return {"policy": ref.policy, "statement": ref.statement, "at": str(ref.position)}


def unknown_json(unknown: Unknown) -> Json:
    """What was not evaluated, where it stands, and the pages that do not settle it."""
    return {
        "what": unknown.what,
        "at": None if unknown.position is None else str(unknown.position),
        "sources": list(unknown.sources),
    }
