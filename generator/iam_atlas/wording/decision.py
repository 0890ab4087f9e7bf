"""A decision to words: the verdict in a sentence, and what each half says and why."""

from dataclasses import dataclass, replace

from iam_atlas.iam.decision import Bar, Decision, Half, HalfResult, StatementRef, Verdict
from iam_atlas.iam.formula import Always, Never
from iam_atlas.wording.amounts import all_of, in_a_row, opening, unique
from iam_atlas.wording.doubts import doubt_in_words
from iam_atlas.wording.residue import is_decided, short
from iam_atlas.wording.translate import N_, Translator


@dataclass(frozen=True, slots=True)
class Parties:
    """Whom a decision is about, in words: `caller` wants `action` on `target`."""

    caller: str
    target: str
    action: str = "sts:AssumeRole"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one half says: a sentence, and the statements that it rests on, in policy order."""

    half: Half
    words: str
    statements: tuple[StatementRef, ...]
    denies: bool = False


_BARS = {
    Bar.PARTITION: N_("{caller} is in another partition of AWS than {target}, and no policy reaches across."),
    Bar.NO_IDENTITY: N_("neither a root user nor an anonymous caller can assume a role."),
    Bar.SERVICE_LINKED: N_("{target} is a service-linked role, which only its service can use."),
    Bar.ACTION: N_("{caller} cannot use {action}: this kind of caller comes by another action."),
    Bar.PROVIDER: N_(
        "{caller} is an identity provider of another account than {target}, and is trusted in its own only."
    ),
}

BARRED = N_("The service lets nobody do this from another account, whatever the policies say.")
"""What is said of a use that is `barred`, in the place of what policies say."""

DECLARED_ONLY = N_("It belongs to the owner of that account: the file only says what it should be.")

_TARGETS_OWN = (Half.TRUST, Half.RESOURCE)

# Name of the half, and whether grammar counts it as one thing.
_HALVES = {
    Half.TRUST: (N_("the trust policy of {target}"), True),
    Half.RESOURCE: (N_("the resource-based policy of {target}"), True),
    Half.IDENTITY: (N_("the policies of {caller}"), False),
    Half.BOUNDARY: (N_("the permissions boundary of {caller}"), True),
    Half.SESSION: (N_("the session policy of {caller}"), True),
    Half.SCP: (N_("the service control policies over the account of {caller}"), False),
    Half.RCP: (N_("the resource control policies over the account of {target}"), False),
}


def half_name(half: Half, parties: Parties, t: Translator) -> str:
    """`the trust policy of developer@prod`."""
    return t(_HALVES[half][0], caller=parties.caller, target=parties.target)


def verdict(decision: Decision, parties: Parties, t: Translator) -> str:
    """The answer as a whole sentence."""
    parties = _about(decision, parties)
    match decision.verdict:
        case Verdict.ALLOWED:
            return t("Allowed.")
        case Verdict.ALLOWED_IF:
            return t("Allowed if {condition}.", condition=short(decision.residue, t))
        case Verdict.IMPLICITLY_DENIED:
            return _missing(decision, parties, t)
        case Verdict.EXPLICITLY_DENIED:
            return _denied(decision, t)
        case Verdict.NEVER_SATISFIABLE:
            return _never(decision, t)
        case Verdict.NOT_EVALUATED:
            return t("Not decided: {what}", what=undecided_words(decision, t))


def needs_nothing(parties: Parties, t: Translator) -> str:
    """Why a decision in which no half takes part allows."""
    return t("Allowed: {action} needs no permission.", action=parties.action)


def undecided_words(decision: Decision, t: Translator) -> str:
    """What was not evaluated, as a sentence; empty for a decision in which everything was."""
    what = all_of(unique(doubt_in_words(unknown.what, t) for unknown in decision.unknown), t)
    return t("{what}.", what=what.rstrip(".")) if what else ""


def reasons(decision: Decision, parties: Parties, t: Translator) -> tuple[Reason, ...]:
    """One reason a half, in the decision's order; a half that denies gets a second one for its Deny."""
    parties = _about(decision, parties)
    found: list[Reason] = []
    for half in decision.halves:
        if half.half not in (_TARGETS_OWN if decision.bar is not None else ()) and half.half is not Half.RCP:
            found.append(Reason(half.half, _allowing(half, parties, t, decision.verdict.opens), half.allowed_by))
        if half.denied_by:
            found.append(Reason(half.half, _denying(half, parties, t), half.denied_by, denies=True))
    return tuple(found)


def statement(ref: StatementRef, t: Translator) -> str:
    """`statement AllowJump of trust policy`: how a reader finds it in the document."""
    return t("statement {statement} of {policy}", statement=ref.statement, policy=policy_name(ref, t))


def policy_name(ref: StatementRef, t: Translator) -> str:
    """The name of the policy; what has none in AWS is called what it is."""
    return t(ref.policy) if ref.policy in _NAMELESS else ref.policy


_NAMELESS = (N_("trust policy"),)  # as the engine calls it


def _about(decision: Decision, parties: Parties) -> Parties:
    """The same parties and the action that the halves speak of: another one may be what the answer hangs on."""
    return replace(parties, action=decision.action or parties.action)


def _missing(decision: Decision, parties: Parties, t: Translator) -> str:
    if decision.bar is not None:
        why = t(_BARS[decision.bar], caller=parties.caller, target=parties.target, action=parties.action)
        return t("Not allowed: {reason}", reason=why)
    if not decision.missing:
        return t("Not allowed: no policy allows {action}.", action=parties.action)
    halves = [half_name(half, parties, t) for half in decision.missing]
    if len(halves) == 1 and _HALVES[decision.missing[0]][1]:
        return t("Not allowed: {half} does not allow {action}.", half=halves[0], action=parties.action)
    return t("Not allowed: {halves} do not allow {action}.", halves=all_of(halves, t), action=parties.action)


def _never(decision: Decision, t: Translator) -> str:
    if decision.is_over:
        return t("Not any more: the time in which the conditions of the policies could be met is over.")
    return t("Never: the conditions that the policies write cannot hold together in any request.")


def _denied(decision: Decision, t: Translator) -> str:
    always = [half for half in decision.halves if isinstance(half.deny, Always)]
    refs = [ref for half in always or decision.halves for ref in half.denied_by]
    if not refs:
        return t("Denied by a Deny statement.")
    return t("Denied by {statements}.", statements=all_of(unique(statement(ref, t) for ref in refs), t))


def _allowing(half: HalfResult, parties: Parties, t: Translator, opens: bool) -> str:
    if half.outside and half.half is Half.TRUST:
        return in_a_row((_allowance(half, parties, t, opens), t(DECLARED_ONLY)), t)
    return _allowance(half, parties, t, opens)


def _allowance(half: HalfResult, parties: Parties, t: Translator, opens: bool) -> str:
    name = opening(half_name(half.half, parties, t), t)
    if half.outside and half.half is not Half.TRUST:
        return t("{half}: not described in the file, and taken as allowing it; only their owner knows.", half=name)
    if opens and not half.needed and not half.allowed_by:
        return t("{half}: need not allow it, because the other half suffices alone.", half=name)
    if not is_decided(half.allow):
        return t("{half}: whether {action} is allowed is not decided.", half=name, action=parties.action)
    if isinstance(half.allow, Never) or (not half.allowed_by and not isinstance(half.allow, Always)):
        return t("{half}: nothing there allows {action}.", half=name, action=parties.action)
    if isinstance(half.allow, Always):
        return t("{half}: {action} is allowed.", half=name, action=parties.action)
    return t(
        "{half}: {action} is allowed if {condition}.",
        half=name,
        action=parties.action,
        condition=short(half.allow, t),
    )


def _denying(half: HalfResult, parties: Parties, t: Translator) -> str:
    name = opening(half_name(half.half, parties, t), t)
    if not is_decided(half.deny):
        return t("{half}: whether {action} is denied is not decided.", half=name, action=parties.action)
    if isinstance(half.deny, Always):
        return t("{half}: {action} is denied.", half=name, action=parties.action)
    if isinstance(half.deny, Never):
        return t("{half}: holds a Deny of {action} that cannot strike here.", half=name, action=parties.action)
    return t(
        "{half}: {action} is denied if {condition}.", half=name, action=parties.action, condition=short(half.deny, t)
    )
