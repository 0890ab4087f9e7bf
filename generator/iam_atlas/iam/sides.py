"""Policies of one kind, held against a request, become one side: when it allows, when it denies, and by what."""

from collections.abc import Iterable
from dataclasses import dataclass

from iam_atlas.iam.arn import parse_arn
from iam_atlas.iam.ask import Ask
from iam_atlas.iam.conditions.known import settle
from iam_atlas.iam.deciding import Allowing, Way, deciding
from iam_atlas.iam.decision import Half, StatementRef
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Test
from iam_atlas.iam.matching import when_applies
from iam_atlas.iam.not_principals import reached
from iam_atlas.iam.policy import Policy, Principal, Statement
from iam_atlas.iam.principals import Manner, named
from iam_atlas.iam.question import Caller, CallerKind
from iam_atlas.iam.simplify import conjunction, disjunction
from iam_atlas.model.grants import Effect


@dataclass(frozen=True, slots=True)
class Side:
    """When some policies allow, when they deny, and the statements that decide either."""

    allow: Formula
    deny: Formula = NEVER
    allowed_by: tuple[StatementRef, ...] = ()
    denied_by: tuple[StatementRef, ...] = ()


_MANNERS = tuple(Manner)  # the more directly a policy names the caller, the later

OPEN = Side(ALWAYS)
"""A side that does not apply."""


@dataclass(frozen=True, slots=True)
class ResourceSide:
    """A resource-based policy, its Allow statements split by how they name the caller."""

    account: Formula
    role: Formula
    user: Formula
    direct: Formula
    deny: Formula
    allowed_by: tuple[StatementRef, ...]
    denied_by: tuple[StatementRef, ...]

    @property
    def allow(self) -> Formula:
        """When it allows at all, however it names the caller."""
        return disjunction(self.account, self.role, self.user, self.direct)


def policies_side(policies: Iterable[Policy], half: Half, ask: Ask) -> Side:
    """What policies without Principal say (identity-based, boundary, session policy, SCP)."""
    allows: list[Allowing] = []
    denials: list[_Denial] = []
    for policy in policies:
        for statement in policy.statements:
            when = when_applies(statement, policy, ask)
            if when == NEVER:
                continue
            ref = StatementRef(half.value, policy.name, statement.name, statement.position)
            if statement.effect is not Effect.DENY:
                allows.append(Allowing(ref, (Way(when),)))
            if statement.effect is not Effect.ALLOW:
                denials.append(_Denial(ref, _as_denial(when, statement, ask)))
    allow = disjunction(*(way.when for found in allows for way in found.ways))
    return Side(allow, _any(denials), deciding(allows, ask.world), _striking(denials))


def joined(sides: Iterable[Side]) -> Side:
    """Sides that must all allow, as the levels of SCPs must."""
    every = tuple(sides)
    allow = conjunction(*(side.allow for side in every))
    return Side(
        allow,
        disjunction(*(side.deny for side in every)),
        tuple(ref for side in every for ref in side.allowed_by) if allow != NEVER else (),
        tuple(ref for side in [s for s in every if s.deny == ALWAYS] or every for ref in side.denied_by),
    )


def resource_side(
    policies: Iterable[Policy], half: Half, caller: Caller, ask: Ask, *, ranked: bool = False
) -> ResourceSide:
    """What policies with a Principal say about this caller.

    `ranked` when it matters in which manner they name it, as it does within one account.
    """
    allows: dict[Manner, list[Formula]] = {manner: [] for manner in _MANNERS}
    denials: list[_Denial] = []
    allowed_by: list[Allowing] = []
    for policy in policies:
        for statement in policy.statements:
            matched = _named_when(statement, policy, caller, ask)
            ref = StatementRef(half.value, policy.name, statement.name, statement.position)
            if matched and statement.effect is not Effect.DENY:
                allowed_by.append(Allowing(ref, _ways(matched, ranked)))
                for manner, when in matched.items():
                    allows[manner].append(when)
            if matched and statement.effect is not Effect.ALLOW:
                denials.append(_Denial(ref, disjunction(*(_as_denial(w, statement, ask) for w in matched.values()))))
    account, role, user, direct = (disjunction(*allows[manner]) for manner in _MANNERS)
    cited = deciding(allowed_by, ask.world)
    return ResourceSide(account, role, user, direct, _any(denials), cited, _striking(denials))


@dataclass(frozen=True, slots=True)
class _Denial:
    """A statement that denies, and when."""

    ref: StatementRef
    when: Formula


def _any(denials: Iterable[_Denial]) -> Formula:
    return disjunction(*(denial.when for denial in denials))


def _striking(denials: Iterable[_Denial]) -> tuple[StatementRef, ...]:
    """The statements that deny whatever the request; only where there is none, those that deny some requests."""
    found = tuple(denials)
    always = tuple(denial.ref for denial in found if denial.when == ALWAYS)
    return always or tuple(denial.ref for denial in found)


def _ways(matched: dict[Manner, Formula], ranked: bool) -> tuple[Way, ...]:
    return tuple(Way(when, _MANNERS.index(manner) if ranked else 0) for manner, when in matched.items())


def _named_when(statement: Statement, policy: Policy, caller: Caller, ask: Ask) -> dict[Manner, Formula]:
    """For each manner in which the statement names the caller, when it applies; empty when it does not at all."""
    manners = _manners(statement, caller, ask)
    if not manners:
        return {}
    applies = when_applies(statement, policy, ask)
    found = {manner: conjunction(applies, when) for manner, when in manners.items()}
    return {manner: when for manner, when in found.items() if when != NEVER}


def _manners(statement: Statement, caller: Caller, ask: Ask) -> dict[Manner, Formula]:
    if statement.invalid:
        return {Manner.DIRECT: ALWAYS}
    if statement.not_principals is not None:
        return {Manner.DIRECT: reached(statement, caller, ask.bounded, ask.doubts)}
    found: dict[Manner, list[Formula]] = {}
    for principal in statement.principals or ():
        if principal.type == "CanonicalUser" and caller.account_id is not None:
            what = f'whether the canonical user "{principal.value}" is account {caller.account_id}'
            found.setdefault(Manner.ACCOUNT, []).append(ask.doubts.about(what, statement.position))
        match = None if _abroad(principal, ask) else named(principal, caller)
        if match is not None:
            manner, when = match
            sure = _settled(when, ask)
            found.setdefault(manner, []).append(conjunction(sure, _wildcard_doubt(principal, statement, caller, ask)))
    return {manner: disjunction(*whens) for manner, whens in found.items()}


def _abroad(principal: Principal, ask: Ask) -> bool:
    """Whether this is a provider of another account than the role's; a caller may be known by its host only."""
    provider, role = parse_arn(principal.value), parse_arn(ask.resource)
    if principal.type != "Federated" or provider is None or role is None or not role.account:
        return False
    return (provider.account, provider.partition) != (role.account, role.partition)


def _as_denial(when: Formula, statement: Statement, ask: Ask) -> Formula:
    """What a statement without a sound Effect may deny is another doubt than what it may allow."""
    if statement.effect is not None:
        return when
    what = f'statement "{statement.name}" is invalid: {statement.invalid}'
    return ask.doubts.about(what, statement.position, of="deny")


def _settled(when: Formula, ask: Ask) -> Formula:
    if isinstance(when, And):
        return conjunction(*(_settled(part, ask) for part in when.parts))
    return settle(when, ask.knowledge) if isinstance(when, Test) else when


def _wildcard_doubt(principal: Principal, statement: Statement, caller: Caller, ask: Ask) -> Formula:
    """AWS documents `*` for identities; whether it lets a service or a provider's users in is not said."""
    outside = caller.kind in (CallerKind.SERVICE, CallerKind.SAML, CallerKind.WEB_IDENTITY)
    if principal.value != "*" or not outside or statement.effect is Effect.DENY:
        return ALWAYS
    return ask.doubts.about(f'whether the principal "*" means a {caller.kind.value}', statement.position)
