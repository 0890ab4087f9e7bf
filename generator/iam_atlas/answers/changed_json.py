"""What changed, as JSON: every pair by itself, nothing folded."""

from iam_atlas.answers.changed import people_affected
from iam_atlas.answers.told import key_json, ref_json, told_json
from iam_atlas.changes.changes import (
    AccessChange,
    Changes,
    DurationChange,
    PermissionChange,
    RoleChange,
    ServiceChange,
    UseChange,
)
from iam_atlas.graph.uses import Use
from iam_atlas.model.policies import Json
from iam_atlas.wording.residue import as_iam


def changed_json(changes: Changes) -> Json:
    """One object; lists are empty where nothing changed."""
    return {
        "unchanged": changes.none,
        "people": list(people_affected(changes)),
        "people_of": [ref_json(ref) for ref in changes.unlisted],
        "access": [_access(change) for change in changes.access],
        "sessions": [_duration(change) for change in changes.durations],
        "permissions": [_permission(change) for change in changes.permissions],
        "roles": [_role(change) for change in changes.roles],
        "uses": [_use(change) for change in changes.uses],
        "vendors": [
            {"vendor": vendor.name, "before": list(before), "after": list(after)}
            for vendor, (before, after) in changes.stands_for.items()
        ],
        "audiences": [
            {"provider": provider.name, "before": list(before), "after": list(after)}
            for provider, (before, after) in changes.audiences.items()
        ],
        "not_compared": {
            "policies_of": [ref_json(ref) for ref in changes.own_policies],
            "guardrails": list(changes.guardrails),
        },
        "renamed": dict(changes.renamed),
    }


def _access(change: AccessChange) -> Json:
    return {
        "change": change.kind.value,
        "who": ref_json(change.who),
        "target": key_json(change.role),
        "through": list(change.through),
        "before": None if change.before is None else told_json(change.before),
        "after": None if change.after is None else told_json(change.after),
        "way_before": [told_json(step) for step in change.way_before],
        "way_after": [told_json(step) for step in change.way_after],
    }


def _duration(change: DurationChange) -> Json:
    return {
        "who": ref_json(change.who),
        "target": key_json(change.role),
        "before": change.before,
        "after": change.after,
    }


def _permission(change: PermissionChange) -> Json:
    return {
        "target": key_json(change.role),
        "level_before": change.before.value,
        "level_after": change.after.value,
        "services": [_service(service) for service in change.services],
        "other_resources_or_conditions": list(change.narrower_or_wider),
        "vague": change.vague,
    }


def _service(change: ServiceChange) -> Json:
    return {
        "service": change.service,
        "access_level": change.level.value,
        "before": change.before.value,
        "after": change.after.value,
        "gained": list(change.gained),
        "lost": list(change.lost),
    }


def _role(change: RoleChange) -> Json:
    return {"target": key_json(change.role), "level": change.level.value, "new": change.is_new}


def _use(change: UseChange) -> Json:
    return {
        "change": change.kind.value,
        "who": ref_json(change.who),
        "resource": change.resource,
        "on": change.on,
        "actions": list(change.actions),
        "before": _decision(change.before),
        "after": _decision(change.after),
    }


def _decision(use: Use | None) -> Json:
    if use is None:
        return None
    return {"verdict": use.decision.verdict.value, "condition": as_iam(use.decision.residue)}
