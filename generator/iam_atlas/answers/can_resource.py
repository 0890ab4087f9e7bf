"""An action on one resource becomes a decision with both sides: the caller's policies and the resource's own."""

from collections.abc import Mapping
from dataclasses import replace

from iam_atlas.answers.allowance import SOME, Allowance, Part, decided_part
from iam_atlas.answers.asker import Asker
from iam_atlas.answers.told import who
from iam_atlas.errors import UsageError, said
from iam_atlas.graph.actors import Actor
from iam_atlas.graph.combined import both
from iam_atlas.graph.uses import Use
from iam_atlas.graph.uses_decide import UseDecider
from iam_atlas.graph.uses_keys import keys_of
from iam_atlas.graph.uses_naming import barred
from iam_atlas.graph.uses_targets import Asked, asked_resources
from iam_atlas.iam.actions import set_of
from iam_atlas.iam.arn import is_account_id, parse_arn
from iam_atlas.iam.catalogue import Action
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.policy import Policy
from iam_atlas.iam.question import Question, Target
from iam_atlas.model.accounts import Account
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
    if known is not None and set_of((action,)) & barred(actor.caller, _asked(asker)[resource.name]):
        return Allowance(Verdict.IMPLICITLY_DENIED.value, asker.t(BARRED))
    listed = [use for use in asker.atlas.uses.by_caller.get(actor.ref, ()) if use.resource == resource.name]
    uses = [use for use in listed if action in use.actions]
    if uses:
        return _told(asker, uses, Parties(who(actor.ref, asker.t), resource.name, action))
    return _not_listed(asker, actor, known, action, resource)


def on_arn(asker: Asker, actor: Actor, action: str, arn: str) -> Allowance:
    """The answer for any other ARN; what lies in a resource of the file is decided with that resource's policy."""
    t = asker.t
    role = next((copy for copy in asker.atlas.landscape.role_copies() if copy.arn == arn), None)
    if role is not None and action.lower() == "sts:assumerole":
        return _on_role(asker, actor, action, role.key)
    asked = _asked(asker)
    holder = next((one for one in asked.values() if one.inside and arn.startswith(one.inside)), None)
    target, notes = _target(asker, actor, arn, holder)
    rcps = holder.rcps if holder else _rcps(asker, target.account_id)
    policies = replace(actor.policies, rcps=rcps, resource=holder.policy if holder else None)
    decision = evaluate(
        Question(caller=actor.caller, action=action, target=target, policies=policies, facts=actor.facts, now=asker.now)
    )
    parties = Parties(who(actor.ref, t), holder.resource.name if holder else arn, action)
    if holder is not None:
        return _told(
            asker, [_with_key(asker, actor, holder, Use(actor.ref, arn, (action,), arn, decision, decision))], parties
        )
    if not target.is_role:
        notes = (*notes, t("The file does not have this resource: it is taken as having no policy of its own."))
    return _allowance([decided_part(asker, arn, decision, parties)], [decision], parties, t, notes)


def _on_role(asker: Asker, actor: Actor, action: str, role: RoleKey) -> Allowance:
    """A role of the file is assumed by its trust policy too, which `explain` tells of at length."""
    step = asker.inquiry.step(actor.ref, role)
    if step is None:
        raise UsageError(said("the file does not say enough of {name} to decide", name=actor.ref.name))
    parties = Parties(who(actor.ref, asker.t), str(role), action)
    return _allowance([decided_part(asker, str(role), step.decision, parties)], [step.decision], parties, asker.t)


def _with_key(asker: Asker, actor: Actor, holder: Asked, use: Use) -> Use:
    """The use of what lies in a resource, together with what it needs of the key that encrypts the resource."""
    keys = keys_of(asker.inquiry.stage.cast, _asked(asker), UseDecider(asker.now))
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
    t, asked = asker.t, _asked(asker)[resource.name]
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
    """Several parts of a resource may get several answers: then each is told, and the whole is allowed on some."""
    first = decisions[0]
    if all((one.verdict, one.residue) == (first.verdict, first.residue) for one in decisions):
        return Allowance(first.verdict.value, verdict(first, parties, t), tuple(parts), notes)
    if any(one.verdict.opens for one in decisions):
        return Allowance(SOME, t("Allowed on some resources, or under conditions:"), tuple(parts), notes)
    return Allowance(first.verdict.value, verdict(first, parties, t), tuple(parts), notes)


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


def _asked(asker: Asker) -> Mapping[str, Asked]:
    cast = asker.inquiry.stage.cast
    return asked_resources(cast.landscape, cast.halves, cast.reader, cast.around)


def _target(asker: Asker, actor: Actor, arn: str, holder: Asked | None) -> tuple[Target, tuple[str, ...]]:
    """The resource as a target. An ARN without an account is taken to be of the caller's own, which is said."""
    parsed = parse_arn(arn)
    inside = parsed.account if parsed is not None and is_account_id(parsed.account) else None
    if holder is not None:
        return replace(holder.target, arn=arn), ()
    account = inside or actor.caller.account_id or ""
    home = _account(asker, account)
    around = asker.inquiry.stage.cast.around[home.name] if home else None
    target = Target(
        arn=arn,
        account_id=account,
        partition=parsed.partition if parsed else "aws",
        is_role=arn.startswith("arn:") and ":role/" in arn,
        in_management=around.in_management if around else False,
        organization_id=around.organization_id if around else None,
    )
    guess = asker.t("The ARN names no account; it is taken to be in {account}, the caller's own.", account=account)
    return target, () if inside else (guess,)


def _rcps(asker: Asker, account_id: str) -> tuple[tuple[Policy, ...], ...]:
    home = _account(asker, account_id)
    return asker.inquiry.stage.cast.around[home.name].rcps if home else ()


def _account(asker: Asker, account_id: str) -> Account | None:
    accounts = asker.atlas.landscape.accounts.values()
    return next((account for account in accounts if account.id == account_id), None)
