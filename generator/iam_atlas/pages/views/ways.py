"""Steps of access to the ways in that a reader tells apart: the same people through the same group, said once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from iam_atlas.graph.access import Access
from iam_atlas.graph.own_names import in_own_account, in_own_name
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.graph.without import needs_mfa
from iam_atlas.iam.decision import Decision, HalfResult, Verdict
from iam_atlas.iam.formula import And, Formula, Not, Or, Test
from iam_atlas.model.grants import Grant, Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import UserKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.wording.translate import N_


@dataclass(frozen=True, slots=True)
class Way:
    """Callers that get the same answer through the same groups, into each of `targets`; `step` stands for all.

    `grants` are the rows of the file that ask for any of it, in its order.
    """

    callers: tuple[Ref, ...]
    through: tuple[str, ...]
    step: Access
    targets: tuple[RoleKey, ...]
    grants: tuple[Grant, ...]


def ways(steps: Iterable[Access], elsewhere: Collection[str] = ()) -> tuple[Way, ...]:
    """The steps to one role copy, those alike put together: users by group, then the others one by one.

    Users whose steps differ in nothing but their own names, which the conditions ask for, are alike too. Groups
    `elsewhere` have people whom the file does not list, and stand there beside the members whom it does.
    """
    every = tuple(steps)
    if len(every) == 1:
        return (_way([*every]),)
    walked = {group for step in every if step.caller.kind is RefKind.USER for group in step.through}.difference(
        elsewhere
    )
    alike: dict[tuple[object, ...], list[Access]] = {}
    for step in every:
        if step.caller.kind is RefKind.GROUP and step.caller.name in walked:
            continue  # its members stand there by name
        alike.setdefault(_likeness(in_own_name(step)), []).append(step)
    return tuple(sorted((_way(_said_for_all(steps)) for steps in alike.values()), key=way_order))


def together(found: Iterable[Way], ids: Mapping[str, str] | None = None) -> tuple[Way, ...]:
    """Ways into several role copies, those of the same callers and with the same answer made one.

    With the `ids` of the accounts, many that each ask for the id of the copy's own account have the same answer.
    """
    same: dict[tuple[object, ...], list[Way]] = {}
    for way in found:
        same.setdefault((way.callers, *_likeness(way.step)[1:]), []).append(way)
    merged = [_merged(group) for group in same.values()]
    return tuple(sorted(_but_for_ids(merged, ids) if ids else merged, key=way_order))


def _but_for_ids(found: Iterable[Way], ids: Mapping[str, str]) -> Iterator[Way]:
    """The ways, many that are the same where each account's id stands for itself made one; a few are clearer by id."""
    same: dict[tuple[object, ...], list[Way]] = {}
    for way in found:
        # What asks for one id in several accounts asks for somebody else's in all but one.
        own = in_own_account(way.step, ids[way.step.role.account]) if len(way.targets) == 1 else way.step
        same.setdefault((way.callers, *_likeness(own)[1:]), []).append(way)
    for group in same.values():
        if len(group) <= _CLEAR_BY_ID:
            yield from group
            continue
        first = group[0].step
        yield replace(_merged(group), step=in_own_account(first, ids[first.role.account]))


_CLEAR_BY_ID = 6  # ways that differ in ids only and stay apart


def way_order(way: Way) -> tuple[bool, int, tuple[str, str], tuple[str, ...]]:
    """People first, then the others by kind and name; what does not open comes last."""
    closed = is_in_vain(way.step) or is_closed(way.step)
    return closed, _RANK.index(way.step.caller.kind), ref_order(way.callers[0]), way.through


def ref_order(ref: Ref) -> tuple[str, str]:
    """What callers are sorted by: kind, then name."""
    return ref.kind.value, ref.name


def shape(step: Access) -> tuple[object, ...]:
    """What two steps have in common when the same reasoning holds for both: all but the names and the places."""
    return (
        step.caller.kind,
        step.means,
        bool(step.through),
        _said(step.decision),
        step.max_seconds,
        step.console,
        bool(step.grants),
    )


@ByIdentity
def _said(decision: Decision) -> int:
    """A number that is the same for all decisions that say the same, whatever they were asked about."""
    said = (
        decision.verdict,
        decision.residue,
        decision.missing,
        tuple(unknown.what for unknown in decision.unknown),
        tuple(_half_shape(half) for half in decision.halves),
    )
    return _SAYINGS.setdefault(said, len(_SAYINGS))


_SAYINGS: dict[tuple[object, ...], int] = {}


def opening_people(context: Context, steps: Iterable[Access]) -> tuple[str, ...]:
    """The users that some step lets in, sorted; machine users are not people."""
    return tuple(sorted(_people(context, (step for step in steps if step.decision.verdict.opens))))


def undecided_people(context: Context, steps: Iterable[Access]) -> tuple[str, ...]:
    """The users of whom it is not decided whether some step lets them in, and whom no other step does; sorted."""
    every = tuple(steps)
    doubtful = (step for step in every if step.decision.verdict is Verdict.NOT_EVALUATED)
    return tuple(sorted(_people(context, doubtful) - {*opening_people(context, every)}))


def _people(context: Context, steps: Iterable[Access]) -> set[str]:
    users = context.landscape.users
    names = {step.caller.name for step in steps if step.caller.kind is RefKind.USER}
    return {name for name in names if name not in users or users[name].kind is not UserKind.MACHINE}


def kept_elsewhere(context: Context) -> frozenset[str]:
    """The groups whose people the file does not list as its users, or not all of them."""
    return _kept_elsewhere(context.landscape)


@ByIdentity
def _kept_elsewhere(landscape: Landscape) -> frozenset[str]:
    groups = landscape.groups.values()
    return frozenset(group.name for group in groups if group.may_have_others)


def demands_mfa(formula: Formula) -> bool:
    """Whether no request without MFA satisfies it; False is "not certainly"."""
    return needs_mfa(formula)


def without_mfa(steps: Iterable[Access]) -> tuple[Access, ...]:
    """The steps that let in whoever has not signed in with MFA; what comes with no sign-in of ours is among them.

    So is what is not decided.
    """
    return tuple(
        step
        for step in steps
        if step.decision.verdict is Verdict.NOT_EVALUATED or not demands_mfa(step.decision.residue)
    )


def with_doubts(context: Context, lead: Md, steps: Sequence[Access]) -> Md:
    """The lead, with how many ways are not decided; in its place where no step is known to open, or none for sure."""
    say = context.say
    count = _undecided(steps)
    if not count:
        return say(_IN_VAIN) if _in_vain(steps) else lead
    if not any(step.decision.verdict.opens for step in steps):
        return say.count(
            "Whether anything opens here is not decided: one way may open.",
            "Whether anything opens here is not decided: {count} ways may open.",
            count,
        )
    doubt = say.count("One more way is not decided.", "{count} more ways are not decided.", count)
    return say.in_a_row((lead, doubt))


def _undecided(steps: Sequence[Access]) -> int:
    """How many steps are not decided; of a group and members who come by it, those of the members."""
    found = [step for step in steps if step.decision.verdict is Verdict.NOT_EVALUATED]
    carried = {(Ref(RefKind.GROUP, group), step.becomes) for step in found for group in step.through}
    return sum((step.caller, step.becomes) not in carried for step in found)


def _in_vain(steps: Sequence[Access]) -> bool:
    """Whether all that opens asks for MFA of sessions that do not carry it."""
    opening = [step for step in steps if step.decision.verdict.opens]
    return bool(opening) and all(map(is_in_vain, opening))


def is_closed(step: Access) -> bool:
    """Whether it is decided that no request gets through."""
    return not step.decision.verdict.may_open


def keys_in(formula: Formula) -> frozenset[str]:
    """The condition keys that the formula reads, in lower case."""
    match formula:
        case Test():
            return frozenset((formula.key.lower(),))
        case Not(part):
            return keys_in(part)
        case And(parts) | Or(parts):
            return frozenset(key for part in parts for key in keys_in(part))
        case _:
            return frozenset()


_IN_VAIN = N_(
    "No way that opens here can be counted on: each asks for MFA of sessions whose credentials, as AWS documents, "
    "hold no MFA information."
)
NO_MFA = N_("AWS documents that the credentials of such a session hold no MFA information.")

_RANK = (
    RefKind.USER,
    RefKind.GROUP,
    RefKind.PERMISSION_SET,
    RefKind.PROVIDER,
    RefKind.VENDOR,
    RefKind.ROLE,
    RefKind.SERVICE,
    RefKind.ACCOUNT,
    RefKind.PRINCIPAL,
)


def _way(steps: list[Access]) -> Way:
    if len(steps) == 1:
        alone = steps[0]
        return Way((alone.caller,), alone.through, alone, (alone.role,), _rows(alone.grants))
    callers = tuple(sorted({step.caller for step in steps}, key=ref_order))
    first = next(step for step in steps if step.caller == callers[0])
    return Way(callers, first.through, first, (first.role,), _rows(grant for step in steps for grant in step.grants))


def _said_for_all(steps: list[Access]) -> list[Access]:
    """Steps that are alike but for names, in words that hold for each of them."""
    if len({_likeness(step) for step in steps}) == 1:
        return steps
    return [in_own_name(step) for step in steps]


def _merged(group: list[Way]) -> Way:
    targets = tuple(target for way in group for target in way.targets)
    return replace(group[0], targets=targets, grants=_rows(grant for way in group for grant in way.grants))


def _rows(grants: Iterable[Grant]) -> tuple[Grant, ...]:
    every = tuple(grants)
    if len(every) < 2:
        return every
    by_place = {grant.position: grant for grant in every}
    return tuple(by_place[position] for position in sorted(by_place))


def _likeness(step: Access) -> tuple[object, ...]:
    person = step.caller.kind is RefKind.USER and step.through
    return (None if person else step.caller, step.through, shape(step))


def _half_shape(half: HalfResult) -> tuple[object, ...]:
    allowed = tuple(dict.fromkeys((ref.policy, ref.statement) for ref in half.allowed_by))
    denied = tuple(dict.fromkeys((ref.policy, ref.statement) for ref in half.denied_by))
    return (half.half, half.needed, half.allow, half.deny, half.outside, allowed, denied)
