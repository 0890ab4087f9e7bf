"""Turns decided uses of shared resources into JSON values: who, which actions, the verdict, and what it rests on."""

from iam_atlas.exporters.redaction import Redaction
from iam_atlas.exporters.steps_json import half_json, residue_json, unknown_json
from iam_atlas.graph.uses import KeyNeed, Use
from iam_atlas.iam.decision import Decision
from iam_atlas.model.policies import Json


def use_json(use: Use, redaction: Redaction) -> Json:
    """One use; keys that say nothing are left out. `halves` are those on the resource, the key's stand in `key`."""
    optional: dict[str, Json] = {
        "missing": _missing(use.decision),
        "unknown": _unknown(use.decision),
        "declared": use.declared,
        "grant": str(use.grant.position) if use.grant else "",
        "barred": use.barred,
        "key": _key(use.needs_key, redaction) if use.needs_key else None,
    }
    return {
        "caller": {"kind": use.caller.kind.value, "name": use.caller.name},
        "resource": use.resource,
        "on": use.on,
        "actions": list(use.actions),
        "verdict": use.decision.verdict.value,
        "residue": residue_json(use.decision.residue, redaction),
        "halves": [half_json(half) for half in use.itself.halves],
        **{key: value for key, value in optional.items() if value},
    }


def _key(need: KeyNeed, redaction: Redaction) -> Json:
    decision = need.decision
    optional: dict[str, Json] = {"missing": _missing(decision), "unknown": _unknown(decision)}
    return {
        "name": need.key,
        "actions": list(need.actions),
        "verdict": decision.verdict.value,
        "residue": residue_json(decision.residue, redaction),
        "halves": [half_json(half) for half in decision.halves],
        **{key: value for key, value in optional.items() if value},
    }


def _missing(decision: Decision) -> Json:
    return [half.value for half in decision.missing]


def _unknown(decision: Decision) -> Json:
    return [unknown_json(unknown) for unknown in decision.unknown]
