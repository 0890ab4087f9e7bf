"""Somebody, an action and a resource become whether the action is allowed there, by what, and what takes it away."""

from dataclasses import dataclass, replace

from iam_atlas.answers.allowance import Allowance
from iam_atlas.answers.asker import Asker
from iam_atlas.answers.can_pattern import on_pattern
from iam_atlas.answers.can_resource import declared_for, on_arn, on_declared
from iam_atlas.answers.outline import section, whole
from iam_atlas.answers.told import ref_json, who
from iam_atlas.errors import UsageError, said
from iam_atlas.exporters.planned import said_planned, waits_of
from iam_atlas.graph.actors import Actor
from iam_atlas.iam.arn import parse_arn
from iam_atlas.iam.catalogue import Action, find, services
from iam_atlas.iam.faults import ACTION
from iam_atlas.load.words import did_you_mean, nearest, quoted
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import Json
from iam_atlas.wording.amounts import unique

_MISSPELLED = (
    0.88  # how like a known action one must be to be a slip of the finger rather than newer than the reference
)


@dataclass(frozen=True, slots=True)
class Can:
    """The answer. `asked` is the resource as typed; `action` is in AWS's spelling where AWS's reference has it."""

    caller: Ref
    action: str
    asked: str
    allowance: Allowance


def can(asker: Asker, caller: Ref, action: str, resource: str) -> Can:
    """Decide what `caller` may do; `resource` is a name of the file, an ARN, or a pattern such as `*`.

    Raises UsageError for somebody whose policies the file does not have, and for an action or resource that is none.
    """
    actor = asker.inquiry.actor(caller)
    if actor is None or actor.caller.account_id is None:
        raise UsageError(
            said(
                "the file has no policies of {name}: `can` answers for users, groups, roles and permission sets",
                name=caller.name,
            )
        )
    known, name = _action(action)
    found = _allowance(asker, actor, known, name, resource)
    notes = (*_planned(asker, caller, resource), *found.notes)
    return Can(caller, name, resource, replace(found, notes=notes))


def can_text(asker: Asker, answer: Can) -> str:
    """The answer for people."""
    t, found = asker.t, answer.allowance
    lines = [t("{who}: {action} on {resource}", who=who(answer.caller, t), action=answer.action, resource=answer.asked)]
    lines.append(found.headline)
    for part in found.parts:
        lines += section(part.title, part.lines)
    lines += section(t("Mind"), (f"- {note}" for note in found.notes))
    return whole(lines)


def can_json(answer: Can) -> Json:
    """The answer for programs."""
    found = answer.allowance
    return {
        "who": ref_json(answer.caller),
        "action": answer.action,
        "resource": answer.asked,
        "verdict": found.verdict,
        "words": found.headline,
        "on": [part.value for part in found.parts],
        "notes": list(found.notes),
    }


def _planned(asker: Asker, caller: Ref, resource: str) -> tuple[str, ...]:
    """What is still to be made before the caller can ask, and before there is anything to ask for."""
    declared, parsed, landscape = declared_for(asker, resource), parse_arn(resource), asker.atlas.landscape
    home = landscape.account_with(parsed.account) if parsed is not None else None
    place = declared.account if declared is not None else home.name if home is not None else ""
    waits = (*waits_of(landscape, caller), *waits_of(landscape, Ref(RefKind.ACCOUNT, place)))
    return unique(said_planned(ref, asker.t) for ref in waits)


def _allowance(asker: Asker, actor: Actor, known: Action | None, action: str, resource: str) -> Allowance:
    declared = declared_for(asker, resource)
    if declared is not None:
        return on_declared(asker, actor, known, action, declared)
    if parse_arn(resource) is not None and "*" not in resource and "?" not in resource:
        return on_arn(asker, actor, action, resource)
    if resource != "*" and parse_arn(resource) is None:
        resources = asker.atlas.landscape.resources
        raise UsageError(
            said(
                "{resource} is no ARN, and no resource of the file{hint}; for every resource write '*'",
                resource=quoted(resource),
                hint=did_you_mean(resource, resources),
            )
        )
    if known is None:
        raise UsageError(
            said(
                "AWS's reference lists no action {action}: without it, only a whole ARN can be answered for",
                action=action,
            )
        )
    return on_pattern(asker, actor, known, resource)


def _action(written: str) -> tuple[Action | None, str]:
    """The action in AWS's reference, and its name; None for one that may be newer than the reference."""
    known = find(written)
    if known is not None:
        return known, known.name
    prefix, _, name = written.partition(":")
    service = services().get(prefix.lower())
    if not ACTION.match(written) or "*" in written or "?" in written or service is None:
        raise UsageError(said("{action} is no action; write one such as s3:GetObject", action=quoted(written)))
    near = nearest(f"{prefix.lower()}:{name}", (action.name for action in service.actions), _MISSPELLED)
    if near is not None:
        raise UsageError(
            said(
                "AWS's reference lists no action {action}; did you mean {near}?",
                action=quoted(written),
                near=quoted(near),
            )
        )
    return None, written
