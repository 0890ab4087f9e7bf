"""An action on a pattern of resources becomes where a principal's own policies permit it, and what takes it away."""

from iam_atlas.answers.allowance import SOME, Allowance, Part
from iam_atlas.answers.asker import Asker
from iam_atlas.answers.outline import bullet
from iam_atlas.answers.told import who
from iam_atlas.graph.actors import Actor
from iam_atlas.iam.catalogue import Action
from iam_atlas.iam.ceilings import Taker, Taking
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.formula import Always
from iam_atlas.iam.permitted import Cutter, Extent, Permitted, PermittedOn, held, kinds_of, permitted
from iam_atlas.model.policies import Json
from iam_atlas.wording.amounts import all_of, listing, unique
from iam_atlas.wording.doubts import doubt_in_words
from iam_atlas.wording.residue import as_iam, short
from iam_atlas.wording.translate import N_, Translator


def on_pattern(asker: Asker, actor: Actor, action: Action, asked: str) -> Allowance:
    """What identity policies permit under boundary and SCPs; resource-based policies are left aside."""
    policies, caller = actor.policies, actor.caller
    outside = caller.in_management or caller.service_linked
    boundary = None if caller.service_linked else policies.boundary
    found = permitted(action, asked, held(policies.identity, boundary, () if outside else policies.scps))
    t, name = asker.t, who(actor.ref, asker.t)
    parts = (*(_part(one, t) for one in found.on), *_taken(found, t))
    if missing := _unknown(actor, found, t):
        return Allowance(
            Verdict.NOT_EVALUATED.value,
            t("Not decided: {what}.", what=all_of(missing, t)),
            parts,
            _notes(action, t),
        )
    if not found.granted:
        sentence = t("Not allowed: no policy of {who} allows {action} there.", who=name, action=action.name)
        return Allowance(Verdict.IMPLICITLY_DENIED.value, sentence, parts, _notes(action, t))
    if not found.on:
        takers = [_taker(cutter.taking, t) for cutter in found.cutters if cutter.taking.wholly]
        sentence = t("Not allowed: a policy allows it, but it is taken away by {takers}.", takers=all_of(takers, t))
        return Allowance(_denial(found), sentence, parts)
    if found.everywhere(kinds_of(action, caller.partition, caller.account_id or "*") if asked == "*" else (asked,)):
        return Allowance(
            Verdict.ALLOWED.value, t("Allowed, on every resource asked about in its account."), parts, _notes(action, t)
        )
    return Allowance(SOME, t("Allowed on some resources, or under conditions:"), parts, _notes(action, t))


def _denial(found: Permitted) -> str:
    denied = any(one.taking.taker is Taker.DENY and one.taking.wholly for one in found.cutters)
    return Verdict.EXPLICITLY_DENIED.value if denied else Verdict.IMPLICITLY_DENIED.value


def _unknown(actor: Actor, found: Permitted, t: Translator) -> tuple[str, ...]:
    """What may allow or deny the action and cannot be read; and that the account is shut, where something may open."""
    unread = [("policy", name) for name in actor.policies.unknown_identity]
    unread += [("permissions boundary", name) for name in filter(None, [actor.policies.unknown_boundary])]
    doubts = [doubt_in_words(f'the {kind} "{name}", whose document is not at hand', t) for kind, name in unread]
    doubts += [t('statement "{statement}" is invalid', statement=name) for name in found.invalid]
    shut = (doubt_in_words(actor.shut.what, t),) if actor.shut and (found.on or doubts) else ()
    return (*shut, *doubts)


def _part(one: PermittedOn, t: Translator) -> Part:
    lines = []
    if one.excluded:
        lines.append(t("but not on {patterns}", patterns=listing(one.excluded, t)))
    if not isinstance(one.when, Always):
        lines.append(t("if {condition}", condition=short(one.when, t)))
    if one.limited:
        lines.append(t("partly taken away: see below"))
    title = t("Allowed on {resource}", resource=one.resource)
    value: Json = {
        "resource": one.resource,
        "excluded": list(one.excluded),
        "condition": as_iam(one.when),
        "limited": one.limited,
    }
    return Part(title, tuple(lines) or (t("no condition"),), value)


def _taken(found: Permitted, t: Translator) -> tuple[Part, ...]:
    lines = [line for cutter in found.cutters for line in bullet(_taker(cutter.taking, t), _extent(cutter, t))]
    if not lines:
        return ()
    value: list[Json] = [
        {"by": cutter.taking.taker.value, "name": cutter.taking.where, "wholly": bool(cutter.taking.wholly)}
        for cutter in found.cutters
    ]
    return (Part(t("Taken away"), tuple(lines), {"taken": value}),)


_WITHOUT_RESOURCE_POLICIES = ("account", "iam", "organizations", "sso")
"""Services on whose resources no policy stands that could allow more."""

_TAKERS = {
    Taker.DENY: N_("a Deny in policy {name}"),
    Taker.BOUNDARY: N_("the permissions boundary {name}"),
    Taker.SCP: N_("the service control policy {name}"),
}


def _taker(taking: Taking, t: Translator) -> str:
    return t(_TAKERS[taking.taker], name=taking.where)


def _extent(cutter: Cutter, t: Translator) -> tuple[str, ...]:
    """What the taker says of the action: where and when it denies, and all that it allows where that is not all."""
    denied = [t("denied {extent}", extent=_where(said, t)) for said in cutter.denies]
    if not cutter.silent:
        return unique(denied)
    allowed = [t("allows it only {extent}", extent=_where(said, t)) for said in cutter.allows]
    return unique([*denied, *(allowed or [t("does not allow it")])])


def _where(said: Extent, t: Translator) -> str:
    """`on arn:..., if MFA is present`."""
    on = t("everywhere") if said.resource == "*" else t("on {resource}", resource=said.resource)
    parts = [on]
    if said.excluded:
        parts.append(t("but not on {patterns}", patterns=listing(said.excluded, t)))
    if not isinstance(said.when, Always):
        parts.append(t("if {condition}", condition=short(said.when, t)))
    return listing(parts, t)


def _notes(action: Action, t: Translator) -> tuple[str, ...]:
    prefix = action.name.partition(":")[0]
    if prefix == "sts":
        return (t("A role's trust policy must allow it, too: ask `iam-atlas explain`."),)
    if not action.resource_types:
        return (t("{action} works on no single resource: policies name it on `*`.", action=action.name),)
    if prefix in _WITHOUT_RESOURCE_POLICIES:
        return ()
    return (
        t("A resource-based policy of the same account may allow more: ask with the ARN, or a resource of the file."),
    )
