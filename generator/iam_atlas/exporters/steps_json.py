"""Turns decided steps of access into JSON values: verdict, residue, and the statements that decided."""

from collections.abc import Callable

from iam_atlas.exporters.redaction import Redaction
from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Decision, HalfResult, StatementRef, Unknown
from iam_atlas.iam.formula import Always, And, Formula, Never, Not, Or, Test
from iam_atlas.model.policies import Json


def step_json(step: Access, redaction: Redaction) -> dict[str, Json]:
    """One step with its decision; keys that say nothing (no groups gone through, nothing unknown) are left out."""
    return _step(step, decision_json(step.decision, redaction))


def short_step_json(step: Access, key_of: Callable[[Decision], str]) -> dict[str, Json]:
    """The same with the verdict alone, and the key under which the decision is found."""
    return _step(step, {"verdict": step.decision.verdict.value, "decision": key_of(step.decision)})


def decision_json(decision: Decision, redaction: Redaction) -> dict[str, Json]:
    """The answer, whoever it is about; keys that say nothing (nothing missing, nothing unknown) are left out."""
    optional: dict[str, Json] = {
        "missing": [half.value for half in decision.missing],
        "unknown": [unknown_json(unknown) for unknown in decision.unknown],
    }
    return {
        "verdict": decision.verdict.value,
        "residue": residue_json(decision.residue, redaction),
        "halves": [half_json(half) for half in decision.halves],
        **{key: value for key, value in optional.items() if value},
    }


def _step(step: Access, decided: dict[str, Json]) -> dict[str, Json]:
    optional: dict[str, Json] = {
        "through": list(step.through),
        "grants": [str(grant.position) for grant in step.grants],
    }
    return {
        "caller": {"kind": step.caller.kind.value, "name": step.caller.name},
        "role" if not step.to_permission_set else "permission_set": step.role.role,
        "account": step.role.account,
        "means": step.means.value,
        "max_session": step.max_seconds,
        "console": step.console,
        **decided,
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
