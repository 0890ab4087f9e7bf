"""Turns decided uses of shared resources into JSON values: who, which actions, the verdict, and what it rests on."""

from iam_atlas.exporters.redaction import Redaction
from iam_atlas.exporters.steps_json import decision_json, half_json
from iam_atlas.graph.uses import KeyNeed, Use
from iam_atlas.model.policies import Json


def use_json(use: Use, redaction: Redaction) -> Json:
    """One use; keys that say nothing are left out. `halves` are those on the resource, the key's stand in `key`."""
    optional: dict[str, Json] = {
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
        **decision_json(use.decision, redaction),
        "halves": [half_json(half) for half in use.itself.halves],
        **{key: value for key, value in optional.items() if value},
    }


def _key(need: KeyNeed, redaction: Redaction) -> Json:
    return {"name": need.key, "actions": list(need.actions), **decision_json(need.decision, redaction)}
