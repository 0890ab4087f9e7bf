"""Steps become what the sessions of each role bring along to the next hop: transitive tags, a source identity."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from iam_atlas.derive.conditions import SET_SOURCE_IDENTITY, TAG_SESSION
from iam_atlas.derive.entries import POD_IDENTITY
from iam_atlas.derive.providers.roles_anywhere import ROLES_ANYWHERE
from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.reach import ASSUMING, is_about
from iam_atlas.graph.without import fails_without
from iam_atlas.iam.decision import Decision, Unknown, Verdict
from iam_atlas.iam.formula import NEVER, Formula
from iam_atlas.iam.policy import Policy
from iam_atlas.iam.simplify import conjunction
from iam_atlas.model.grants import Effect, Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.roles import RoleKey

Load: TypeAlias = frozenset[str]
"""What a session brings along, by the action that its next hop needs for it."""

NOTHING: Load = frozenset()

_BROUGHT = {TAG_SESSION: "sts:transitivetagkeys", SET_SOURCE_IDENTITY: "sts:sourceidentity"}
_NAMES = {TAG_SESSION: "transitive session tags", SET_SOURCE_IDENTITY: "a source identity"}
# EKS Pod Identity sets transitive tags, unless that is switched off in the cluster, which the file does not say.
# Source: Amazon EKS User Guide, "Grant Pods access to AWS resources based on tags".
_MAY_BRING = {POD_IDENTITY: frozenset({TAG_SESSION})}


@dataclass(frozen=True, slots=True)
class Chain:
    """What loads are worked out from: the steps, the role trust policies, and how a step is decided under a load."""

    steps: tuple[Access, ...]
    trust: Mapping[RoleKey, Policy]
    decide: Callable[[Access, Load], Decision]


def loads_of(chain: Chain) -> Mapping[RoleKey, tuple[Load, ...]]:
    """The loads that sessions of each role copy may have, sorted; copies whose sessions bring nothing are left out.

    A load comes into a session by a way whose condition no request without it can meet, and then stays: every session
    that is made from this one has it too. What callers may pass of their own accord is no load; they can leave it.
    Source: IAM User Guide, "Pass session tags in AWS STS" (chaining roles with session tags), "Monitor and control
    actions taken with assumed roles" (role chaining).
    """
    always = _by_trust(chain.trust)
    if not always and not _may_load(chain.steps):
        return {}
    found = _walk(chain, always)
    for key in chain.trust.keys() - found.keys():
        found[key] = {always.get(key, NOTHING)}
    return {key: tuple(sorted(loads, key=sorted)) for key, loads in found.items() if loads != {NOTHING}}


def _may_load(steps: tuple[Access, ...]) -> bool:
    """Whether anything is brought along at all: by a decision, of which there are few, or by who calls."""
    decisions = {id(step.decision): step.decision for step in steps}.values()
    return any(_asked(decision) for decision in decisions) or any(_brings(step) or _may_bring(step) for step in steps)


def under_loads(caller: str, loads: tuple[Load, ...], decide: Callable[[Load], Decision]) -> Decision:
    """The answer for every session of `caller`: NotEvaluated where it depends on the way into it.

    No condition key says how the session was made, so that such an answer cannot be written as a condition.
    """
    decisions = [decide(load) for load in loads]
    first = decisions[0]
    if all((each.verdict, each.residue) == (first.verdict, first.residue) for each in decisions):
        return first
    actions = sorted(frozenset.union(*loads) - frozenset.intersection(*loads))
    brought, needed = (" or ".join(words) for words in ([_NAMES[action] for action in actions], actions))
    what = f"some sessions of {caller} bring {brought} along, which needs {needed} here; others do not"
    return Decision(Verdict.NOT_EVALUATED, NEVER, first.halves, unknown=(Unknown(what),))


def _walk(chain: Chain, always: Mapping[RoleKey, Load]) -> dict[RoleKey, set[Load]]:
    """From everybody who is no role, hop by hop, to each role copy under each load."""
    onward: dict[Ref, list[Access]] = {}
    waiting: deque[tuple[RoleKey, Load]] = deque()
    for step in chain.steps:
        if step.caller.kind is RefKind.ROLE:
            onward.setdefault(step.caller, []).append(step)
        elif not step.to_permission_set:
            waiting.extend((step.role, load) for load in _brought_in(step, chain, always))
    found: dict[RoleKey, set[Load]] = {}
    while waiting:
        here, load = waiting.popleft()
        if load in found.setdefault(here, set()):
            continue
        found[here].add(load)
        for step in onward.get(Ref(RefKind.ROLE, str(here)), ()):
            decision = chain.decide(step, load)
            if decision.verdict.may_open:
                waiting.append((step.role, load | _asked(decision) | always.get(step.role, NOTHING)))
    return found


def _brought_in(step: Access, chain: Chain, always: Mapping[RoleKey, Load]) -> Iterable[Load]:
    """The loads of sessions that are made by a step from outside."""
    if step.decision.verdict.may_open:
        load = _asked(step.decision) | always.get(step.role, NOTHING) | _brings(step)
        yield load
        more = _may_bring(step)
        if more and chain.decide(step, more).verdict.may_open:
            yield load | more


def _brings(step: Access) -> Load:
    """What the caller's service always brings: Roles Anywhere names the certificate's subject as source identity.

    Source: IAM Roles Anywhere User Guide, "The IAM Roles Anywhere trust model".
    """
    kind, name = step.caller
    by_provider = kind is RefKind.PROVIDER and step.means is Means.SERVICE
    by_service = kind is RefKind.SERVICE and name == ROLES_ANYWHERE
    return frozenset({SET_SOURCE_IDENTITY}) if by_provider or by_service else NOTHING


def _may_bring(step: Access) -> Load:
    return _MAY_BRING.get(step.caller.name, NOTHING) if step.caller.kind is RefKind.SERVICE else NOTHING


def _asked(decision: Decision) -> Load:
    return _demands(decision.residue) if decision.verdict.opens else NOTHING


@ByIdentity
def _demands(formula: Formula) -> Load:
    return frozenset(action for action, key in _BROUGHT.items() if fails_without(formula, _is(key)))


def _is(wanted: str) -> Callable[[str], bool]:
    return lambda key: key.lower() == wanted


def _by_trust(trust: Mapping[RoleKey, Policy]) -> Mapping[RoleKey, Load]:
    """What the role trust policies demand of everybody; roles that demand nothing are left out."""
    known: dict[int, Load] = {}
    for policy in trust.values():
        if id(policy) not in known:
            known[id(policy)] = _by_policy(policy)
    return {key: known[id(policy)] for key, policy in trust.items() if known[id(policy)]}


def _by_policy(policy: Policy) -> Load:
    loads = [
        NOTHING if statement.invalid else _demands(conjunction(*statement.tests))
        for statement in policy.statements
        if statement.effect is not Effect.DENY and is_about(statement, *ASSUMING)
    ]
    return frozenset.intersection(*loads) if loads else NOTHING
