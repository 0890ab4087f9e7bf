"""An action on one resource becomes a decision with both sides: the caller's policies and the resource's own."""

from dataclasses import replace

from iam_atlas.answers.allowance import SOME, Allowance, Part, decided_part
from iam_atlas.answers.asker import Asker
from iam_atlas.answers.place import Place, asked_of, place_of
from iam_atlas.answers.told import who
from iam_atlas.errors import UsageError, said
from iam_atlas.graph.actors import Actor
from iam_atlas.graph.combined import both
from iam_atlas.graph.targets import in_shut_account
from iam_atlas.graph.uses import Use
from iam_atlas.graph.uses_decide import UseDecider
from iam_atlas.graph.uses_keys import keys_of
from iam_atlas.graph.uses_naming import barred
from iam_atlas.graph.uses_targets import Asked
from iam_atlas.iam.actions import set_of
from iam_atlas.iam.catalogue import Action
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.question import Question
from iam_atlas.model.resources import Resource
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.amounts import listing
from iam_atlas.wording.decision import BARRED, Parties, verdict
from iam_atlas.wording.translate import N_, Translator


def declared_for(asker: Asker, text: str) -> Resource | None:
    """The resource of the file with this name or ARN."""
    resources = asker.atlas.landscape.resources
    return resources.get(text) or next((one for one in resources.values() if one.arn == text), None)


def on_declared(asker: Asker, actor: Actor, known: Action | None, action: str, resource: Resource) -> Allowance:
    """The answer of the atlas for a resource of the file: its policy, KMS grants and the key behind it included."""
    if known is not None and set_of((action,)) & barred(actor.caller, asked_of(asker)[resource.name]):
        return Allowance(Verdict.IMPLICITLY_DENIED.value, asker.t(BARRED))
    listed = [use for use in asker.atlas.uses.by_caller.get(actor.ref, ()) if use.resource == resource.name]
    uses = [use for use in listed if action in use.actions]
    if uses:
        return _told(asker, uses, Parties(who(actor.ref, asker.t), resource.name, action))
    return _not_listed(asker, actor, known, action, resource)


def on_arn(asker: Asker, actor: Actor, action: str, arn: str) -> Allowance:
    """The answer for any other ARN; what lies in a resource of the file is decided with that resource's policy."""
    role = next((copy for copy in asker.atlas.landscape.role_copies() if copy.arn == arn), None)
    if role is not None and action.lower() == "sts:assumerole":
        return _on_role(asker, actor, action, role.key)
    place = place_of(asker, actor, action, arn)
    decision = _decided(asker, actor, action, place)
    parties = Parties(who(actor.ref, asker.t), place.name, action)
    if place.holder is not None:
        use = Use(actor.ref, place.name, (action,), arn, decision, decision)
        return _told(asker, [_with_key(asker, actor, place.holder, use)], parties)
    return _allowance([decided_part(asker, arn, decision, parties)], [decision], parties, asker.t, place.notes)


def _decided(asker: Asker, actor: Actor, action: str, place: Place) -> Decision:
    policies = replace(actor.policies, rcps=place.rcps, resource=place.policy)
    question = Question(
        caller=actor.caller,
        action=action,
        target=place.target,
        policies=policies,
        facts=actor.facts,
        now=asker.now,
    )
    return in_shut_account(actor.as_can_be(evaluate(question)), place.shut)


def _on_role(asker: Asker, actor: Actor, action: str, role: RoleKey) -> Allowance:
    """A role of the file is assumed by its trust policy too, which `explain` tells of at length."""
    step = asker.inquiry.step(actor.ref, role)
    if step is None:
        raise UsageError(said("the file does not say enough of {name} to decide", name=actor.ref.name))
    parties = Parties(who(actor.ref, asker.t), str(role), action)
    return _allowance([decided_part(asker, str(role), step.decision, parties)], [step.decision], parties, asker.t)


def _with_key(asker: Asker, actor: Actor, holder: Asked, use: Use) -> Use:
    """The use of what lies in a resource, together with what it needs of the key that encrypts the resource."""
    keys = keys_of(asker.inquiry.stage.cast, asked_of(asker), UseDecider(asker.now))
    needed = [kms for _, kms in keys.needed(holder, set_of(use.actions)) if kms]
    if not needed or not use.decision.verdict.opens:
        return use
    need = keys.need(actor, holder, needed[0])
    return replace(use, decision=both(use.decision, need.decision), needs_key=need)


def _told(asker: Asker, uses: list[Use], parties: Parties) -> Allowance:
    told = [decided_part(asker, use.on, use.decision, _about(use, parties)) for use in uses]
    decisions, notes = [use.decision for use in uses], _key_notes(uses, asker.t)
    return _allowance(told, decisions, _about(uses[0], parties), asker.t, notes)


def _not_listed(asker: Asker, actor: Actor, known: Action | None, action: str, resource: Resource) -> Allowance:
    """A use that nothing opens is in no list: it is decided here."""
    t, asked = asker.t, asked_of(asker)[resource.name]
    parties = Parties(who(actor.ref, t), resource.name, action)
    found = () if known is None else UseDecider(asker.now).decide(actor, asked, set_of((action,)))
    if not found:
        note = t("{action} does not work on a resource of kind {kind}.", action=action, kind=resource.kind)
        return Allowance(Verdict.IMPLICITLY_DENIED.value, note)
    told = [decided_part(asker, one.on, one.decision, parties) for one in found]
    return _allowance(told, [one.decision for one in found], parties, t)


def _allowance(
    parts: list[Part], decisions: list[Decision], parties: Parties, t: Translator, notes: tuple[str, ...] = ()
) -> Allowance:
    """Several parts of a resource may get several answers: then each is told, and the whole is allowed on some.

    Where none opens and one is not decided, neither is the whole.
    """
    first = decisions[0]
    if all((one.verdict, one.residue) == (first.verdict, first.residue) for one in decisions):
        return Allowance(first.verdict.value, verdict(first, parties, t), tuple(parts), notes)
    if any(one.verdict.opens for one in decisions):
        return Allowance(SOME, t("Allowed on some resources, or under conditions:"), tuple(parts), notes)
    told = next((one for one in decisions if one.verdict is Verdict.NOT_EVALUATED), first)
    return Allowance(told.verdict.value, verdict(told, parties, t), tuple(parts), notes)


def _key_notes(uses: list[Use], t: Translator) -> tuple[str, ...]:
    """What is said of the key, where the resource itself is open."""
    return tuple(
        t(_KEY[use.opens, use.closed], actions=listing(use.needs_key.actions, t), key=use.needs_key.key)
        for use in uses
        if use.needs_key and use.itself.verdict.opens
    )


# By whether the whole is open, and whether it is closed.
_KEY = {
    (True, False): N_("It also needs {actions} on the key {key}; the answer counts that."),
    (False, True): N_("The resource itself is open to this; what is missing is {actions} on the key {key}."),
    (False, False): N_("The resource itself is open to this; not decided is {actions} on the key {key}."),
}


def _about(use: Use, parties: Parties) -> Parties:
    """Where the answer hangs on the key, the halves are those of the key."""
    is_key = use.needs_key is not None and use.decision.action in use.needs_key.actions
    return replace(parties, target=use.needs_key.key) if use.needs_key and is_key else parties
