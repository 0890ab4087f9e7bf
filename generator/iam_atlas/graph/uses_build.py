"""The landscape and its halves become the uses of its shared resources: who may do what with each, decided."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from iam_atlas.graph.actors import Actor, Cast
from iam_atlas.graph.combined import both
from iam_atlas.graph.uses import ResourceUses, Use, indexed, is_decidable
from iam_atlas.graph.uses_actions import names
from iam_atlas.graph.uses_alike import Found
from iam_atlas.graph.uses_callers import Callers, odd_principals
from iam_atlas.graph.uses_decide import UseDecider
from iam_atlas.graph.uses_grants import decide_grant, kms_action, refusal
from iam_atlas.graph.uses_keys import Keys, keys_of
from iam_atlas.graph.uses_naming import barred
from iam_atlas.graph.uses_targets import Asked, asked_resources
from iam_atlas.iam.actions import NO_ACTIONS, ActionSet, matching_any
from iam_atlas.iam.decision import Decision, Unknown, Verdict
from iam_atlas.iam.formula import NEVER
from iam_atlas.iam.policy import Policy
from iam_atlas.model.grants import Ref, RefKind


def uses_of(cast: Cast, now: datetime | None) -> ResourceUses:
    """Decide who may use each shared resource of which the file gives a policy or KMS grants.

    Callers are users, groups (a member with that group alone), role sessions, permission sets (`set@account`),
    services, vendors, whole accounts, single ARNs, everybody, and whoever signs nothing: those whom the resource's
    policy may name, and those of its own account whose policies reach it. A service-linked role is asked about only
    where it is named, since AWS keeps its policies.
    """
    asked = asked_resources(cast.landscape, cast.halves, cast.reader, cast.around)
    decided = {name: one for name, one in asked.items() if is_decidable(one.resource)}
    if not decided:
        return indexed(())
    decider = UseDecider(now)
    keys = keys_of(cast, asked, decider)
    stage = _Stage(keys.callers, decider, keys)
    return indexed(chain.from_iterable(_uses(stage, one) for one in decided.values()))


@dataclass(frozen=True, slots=True)
class _Stage:
    """Everything that takes part in deciding the uses."""

    callers: Callers
    decider: UseDecider
    keys: Keys


@dataclass(slots=True)
class _Declared:
    """What the `allow` entries of a resource ask for: the actions by caller, and the callers themselves."""

    actions: dict[Ref, ActionSet] = field(default_factory=dict)
    actors: dict[Ref, list[Actor]] = field(default_factory=dict)


def _uses(stage: _Stage, asked: Asked) -> Iterator[Use]:
    """Every listed use of one resource."""
    if asked.policy is not None:
        declared = _declared(stage, asked)
        singly = _singly(stage, asked, declared)
        yield from chain.from_iterable(_of(stage, actor, asked, declared) for actor in singly)
        asked_singly = {actor.ref for actor in singly}
        for group in _reachable(stage, asked):
            others = tuple(actor for actor in group if actor.ref not in asked_singly)
            yield from _of_group(stage, others, asked, declared)
        yield from _odd(stage, asked, asked.policy)
    yield from _granted(stage, asked)


def _declared(stage: _Stage, asked: Asked) -> _Declared:
    found = _Declared()
    for entry in asked.resource.allow:
        actions = matching_any(entry.actions) & asked.actions
        for actor in (actor for ref in entry.to for actor in stage.callers.declared(ref, asked)):
            found.actions[actor.ref] = found.actions.get(actor.ref, NO_ACTIONS) | actions
            found.actors.setdefault(actor.ref, []).append(actor)
    return found


def _singly(stage: _Stage, asked: Asked, declared: _Declared) -> tuple[Actor, ...]:
    """The callers to be asked one by one: declared ones, those named one by one, and those who are no insiders."""
    callers = stage.callers
    named = (
        *chain.from_iterable(declared.actors.values()),
        *callers.named_singly(asked),
        *callers.named_besides(asked),
    )
    return tuple({(actor.ref, actor.caller.arn): actor for actor in named}.values())


def _reachable(stage: _Stage, asked: Asked) -> Iterator[tuple[Actor, ...]]:
    """The groups of insiders of which some may be allowed something."""
    for groups in stage.callers.groups.values():
        yield from (group for group in groups if stage.decider.namings.worth_asking(group[0], asked) != NO_ACTIONS)


def _of_group(stage: _Stage, group: tuple[Actor, ...], asked: Asked, declared: _Declared) -> Iterator[Use]:
    """The uses of callers with the same policies: decided once for those whom no condition tells apart."""
    for actors in stage.keys.alike(group, asked) if group else ():
        for use in _of(stage, actors[0], asked, declared):
            yield from (replace(use, caller=actor.ref) for actor in actors)


def _of(stage: _Stage, actor: Actor, asked: Asked, declared: _Declared) -> Iterator[Use]:
    """The uses of one caller by the policies on both sides."""
    wanted = declared.actions.get(actor.ref, NO_ACTIONS)
    closed = wanted & barred(actor.caller, asked)
    actions = (stage.decider.namings.worth_asking(actor, asked) | wanted) & ~closed
    for found in stage.decider.decide(actor, asked, actions) if actions else ():
        for part, needed in stage.keys.needed(asked, found.actions):
            use = _use(stage, actor, asked, replace(found, actions=part), needed)
            yield from _listed(use, part, wanted, found.exception)
    if closed:
        decision, resource = Decision(Verdict.IMPLICITLY_DENIED, NEVER), asked.resource
        yield Use(actor.ref, resource.name, names(closed), resource.arn, decision, decision, True, barred=True)


def _use(stage: _Stage, actor: Actor, asked: Asked, found: Found, needed: tuple[str, ...]) -> Use:
    need = stage.keys.need(actor, asked, needed) if needed and found.decision.verdict.opens else None
    return Use(
        caller=actor.ref,
        resource=asked.resource.name,
        actions=(),
        on=found.on,
        decision=both(found.decision, need.decision) if need else found.decision,
        itself=found.decision,
        needs_key=need,
    )


def _listed(use: Use, actions: ActionSet, wanted: ActionSet, exception: bool) -> Iterator[Use]:
    """The use, what is declared of it apart; what is sure not to open only where it is declared or an exception."""
    if part := actions & wanted:
        yield replace(use, actions=names(part), declared=True)
    tells = exception or use.itself.verdict.may_open
    if tells and (rest := actions & ~wanted):
        yield replace(use, actions=names(rest))


def _odd(stage: _Stage, asked: Asked, policy: Policy) -> Iterator[Use]:
    """What the resource's policy allows and cannot be decided: principals and actions that are not evaluated."""
    spoken = stage.decider.vocabulary.about(policy, asked.actions)
    for principal in odd_principals(policy):
        allowed = NO_ACTIONS
        for each in spoken:
            if each.may_allow and principal in (each.statement.principals or ()):
                allowed |= each.actions & asked.actions
        what = f'whom the principal "{principal.value}" means'
        if allowed:
            yield _undecided(asked, Ref(RefKind.PRINCIPAL, principal.value), names(allowed), what)
    for ref, action in _unheard_of(asked):
        what = f"what {action} does here: AWS's list of actions does not say that it works on this kind of resource"
        yield _undecided(asked, ref, (action,), what, declared=True)


def _unheard_of(asked: Asked) -> Iterator[tuple[Ref, str]]:
    """Actions that an `allow` entry names in full and that cannot be asked about, by whom they are for."""
    for entry in asked.resource.allow:
        for action in entry.actions:
            if not ("*" in action or "?" in action) and not matching_any((action,)) & asked.actions:
                yield from ((ref, action) for ref in entry.to)


def _undecided(asked: Asked, ref: Ref, actions: tuple[str, ...], what: str, *, declared: bool = False) -> Use:
    decision = Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(Unknown(what),))
    return Use(ref, asked.resource.name, actions, asked.resource.arn, decision, decision, declared)


def _granted(stage: _Stage, asked: Asked) -> Iterator[Use]:
    """The uses that come by KMS grants."""
    for grant in asked.resource.kms_grants:
        for actor in stage.callers.declared(grant.to, asked):
            answer = decide_grant(stage.decider.decide, actor, asked, grant)
            told = [(names(found.actions), found.decision) for found in answer.found]
            if answer.refused:
                told.append((tuple(sorted(map(kms_action, answer.refused))), refusal(answer.refused)))
            for actions, decision in told:
                yield Use(actor.ref, asked.resource.name, actions, asked.resource.arn, decision, decision, True, grant)
