"""A decided step to the block behind "why": the verdict, both halves, and the lines of the file they rest on."""

from collections.abc import Iterator, Sequence

from iam_atlas.errors import Position
from iam_atlas.graph.access import Access
from iam_atlas.graph.own_names import as_in
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Half, HalfResult, StatementRef
from iam_atlas.iam.doubts import tests_of
from iam_atlas.iam.formula import Always, Never
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.grants import Effect, Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.policies import AttachedPolicy
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import source, to_group, to_page
from iam_atlas.pages.once import once_a_place
from iam_atlas.pages.views.caller_names import parties
from iam_atlas.pages.views.copies import Reasoning
from iam_atlas.pages.views.frame import Fold
from iam_atlas.pages.views.lists import bullets
from iam_atlas.pages.views.statements import policy_shown
from iam_atlas.pages.views.ways import NO_MFA, Way, keys_in
from iam_atlas.pages.views.why_for_whom import others, rows_of, title_of_why
from iam_atlas.wording.amounts import day
from iam_atlas.wording.decision import Reason, reasons, verdict
from iam_atlas.wording.keys import CURRENT_TIME
from iam_atlas.wording.residue import as_iam, is_decided, short
from iam_atlas.wording.translate import N_


def why_link(context: Context, caller: Ref, step: Access, label: str = "") -> Md:
    """`label`, else `why`, leading to the block that explains the step, on whichever page it stands."""
    place = why_place(context, caller, step)
    if place is None:
        return Md("")
    return _to_reasoning(context, place, label)


def why_place(context: Context, caller: Ref, step: Access) -> str | None:
    """Where the step is explained, as a page with anchor; None where it is not."""
    return context.whys(step.role.role, step.to_permission_set).get((caller, step.role))


@once_a_place
def _to_reasoning(context: Context, place: str, label: str) -> Md:
    path, _, fragment = place.partition("#")
    return to_page(context, path, label or context.say.t("why"), fragment)


def why(context: Context, reasoning: Reasoning) -> Fold:
    """The block: the verdict for the first way, both halves, where conditions stand, and for whom else it holds."""
    way, say = reasoning.ways[0], context.say
    step, about = way.step, parties(context, way.step)
    body = [
        text(verdict(step.decision, about, say.t)),
        say("Cannot be counted on: {reason}", reason=say(NO_MFA)) if is_in_vain(step) else Md(""),
        bullets(_lines(context, step, reasons(step.decision, about, say.t))),
        say(_ASSIGNED) if step.to_permission_set else Md(""),
        *_landing(context, step),
        *_tests(context, step),
        *_declared(context, way),
        *_denied(context, step),
        *others(context, reasoning),
    ]
    summary = title_of_why(context, reasoning)
    return Fold(Md(reasoning.id), summary, tuple(part for part in body if part))


def _lines(context: Context, step: Access, found: tuple[Reason, ...]) -> tuple[Md, ...]:
    return tuple(_line(context, step, reason) for reason in found)


def _line(context: Context, step: Access, reason: Reason) -> Md:
    words, named = text(reason.words), _carriers(context, step, reason)
    groups = context.say.all_of(to_group(context, name) for name in named)
    carried = context.say("This half comes from the policies of group {groups}.", groups=groups) if named else ""
    statements = context.say.apart(_statement(context, ref) for ref in dict.fromkeys(reason.statements))
    return context.say.in_a_row((words, carried, Md(f"({statements})") if statements else ""))


def _carriers(context: Context, step: Access, reason: Reason) -> Sequence[str]:
    """The groups whose policies say it for a user, those of the way first; none where the user's own may."""
    if reason.half is not Half.IDENTITY or step.caller.kind is not RefKind.USER:
        return ()
    user = context.landscape.users.get(step.caller.name)
    if user is None or _holds(context, step.caller, reason):
        return ()
    if not reason.denies:
        return step.through
    holding = [name for name in user.groups if _holds(context, Ref(RefKind.GROUP, name), reason)]
    return [name for name in step.through if name in holding] or holding


def _holds(context: Context, ref: Ref, reason: Reason) -> bool:
    """Whether one of the statements that the reason rests on may stand in a policy of `ref` itself."""
    places = {(statement.policy, statement.position) for statement in reason.statements}
    names = {name for name, _ in places}
    held = (policy for policy in context.atlas.halves.identity.get(ref, ()) if policy.name in names)
    return any((policy.name, place) in places for policy in held for place in _places_in(policy))


@ByIdentity
def _places_in(policy: AttachedPolicy) -> tuple[Position, ...]:
    if policy.document is None:
        return ()
    statements = parse_policy(policy.document, policy.name, PolicyKind.IDENTITY).statements
    return tuple(statement.position for statement in statements)


def _statement(context: Context, ref: StatementRef) -> Md:
    named = context.say(
        "statement {statement} of {policy}",
        statement=code(ref.statement),
        policy=policy_shown(context, ref),
    )
    return context.say.listing((named, source(context, ref.position)))


def _landing(context: Context, step: Access) -> tuple[Md, ...]:
    """Where a condition stands matters: only there can it tell callers apart."""
    if not step.decision.verdict.opens:
        return ()
    halves = [half for half in step.decision.halves if _conditional(half)]
    by_half = {half.half: half.allow for half in halves}
    trust, identity = by_half.get(Half.TRUST), by_half.get(Half.IDENTITY)
    if trust is not None and trust == identity:
        return (context.say(_IN_BOTH, condition=short(trust, context.say.t), account=step.role.account),)
    shared = trust is not None and identity is not None and not {*tests_of(trust)}.isdisjoint(tests_of(identity))
    return tuple(_landed(context, step, half, shared=shared) for half in halves)


_IN_BOTH = N_(
    "The condition ({condition}) stands in both halves: in the caller's own policy, and in the trust policy in account "
    "{account}, where it binds everybody who comes in by the same statement, whatever their group."
)


def _landed(context: Context, step: Access, half: HalfResult, *, shared: bool) -> Md:
    """`shared` says that the trust policy asks for a part of what the caller's own policy asks for."""
    say, account = context.say, step.role.account
    said = short(half.allow, say.t)
    if half.half is Half.TRUST:
        return say(
            "The condition ({condition}) stands in the trust policy in account {account}: it binds everybody who "
            "comes in by the same statement, whatever their group.",
            condition=said,
            account=account,
        )
    if half.half is Half.IDENTITY and shared:
        return say("The condition ({condition}) stands in the caller's own policy.", condition=said)
    if half.half is Half.IDENTITY:
        return say(
            "The condition ({condition}) stands in the caller's own policy: the trust policy in account {account} "
            "knows nothing of it.",
            condition=said,
            account=account,
        )
    return Md("")


def _conditional(half: HalfResult) -> bool:
    return half.needed and not isinstance(half.allow, Always | Never) and is_decided(half.allow)


def _tests(context: Context, step: Access) -> tuple[Md, ...]:
    if isinstance(step.decision.residue, Always | Never):
        return ()
    account, said = context.landscape.accounts[step.role.account], step.decision.residue
    written = as_in(said, account.id)
    if written == said:
        return (context.say("As IAM writes it: {tests}", tests=code(as_iam(said))),)
    tests = code(as_iam(written))
    return (context.say("As IAM writes it in account {account}: {tests}", account=account.name, tests=tests),)


def _declared(context: Context, way: Way) -> tuple[Md, ...]:
    say, grants = context.say, way.grants
    if not grants:
        return (say(_UNGRANTED if way.step.caller.kind in _BY_GRANT else _TRUSTED),)
    told = say.in_a_row(dict.fromkeys(prose(context, grant.reason) for grant in grants))
    tickets = say.all_of(dict.fromkeys(grant.ticket for grant in grants if grant.ticket))
    return (
        say("Granted in {rows}.", rows=rows_of(context, way)),
        told,
        say("Ticket: {tickets}.", tickets=tickets) if tickets else Md(""),
        _ending(context, way),
    )


def _ending(context: Context, way: Way) -> Md:
    """When the file means it to end; empty where some row has no end, and where a condition on the time ends it."""
    ends = [day(grant.expires.at) for grant in way.grants if grant.expires is not None]
    if len(ends) < len(way.grants) or CURRENT_TIME in keys_in(way.step.decision.residue):
        return Md("")
    return context.say(_ENDS, date=max(ends))


_ENDS = N_("The file means it to end on {date}. That is a reminder: AWS ends nothing by it.")


def _denied(context: Context, step: Access) -> Iterator[Md]:
    """The rows of the file that take the step away, with why."""
    positions = {ref.position for half in step.decision.halves for ref in half.denied_by}
    for grant in context.landscape.grants:
        if grant.effect is Effect.DENY and grant.position in positions:
            row = context.say("Denied in {row}.", row=source(context, grant.position))
            ticket = context.say("Ticket: {tickets}.", tickets=grant.ticket) if grant.ticket else ""
            yield context.say.in_a_row((row, prose(context, grant.reason), ticket))


_BY_GRANT = (RefKind.USER, RefKind.GROUP, RefKind.ROLE)
_UNGRANTED = N_(
    "No row of `grants` asks for this: a `trust` entry of the role, or a policy that reaches further, leads to it."
)
_TRUSTED = N_("No row of `grants` is needed for this: the trust policy of the role names who comes.")
_ASSIGNED = N_(
    "IAM Identity Center makes the assignment and keeps both halves by itself: no policy of the file has a part."
)
