"""How long sessions last, and what the person may not do however long they last."""

from collections.abc import Iterator

from iam_atlas.graph.sessions import CHAINED_SECONDS
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_account, to_page, to_policy, to_role
from iam_atlas.pages.views.first_day.newcomer import Newcomer, by_role
from iam_atlas.pages.views.guardrail import binds, is_above
from iam_atlas.pages.views.standing import marked, marked_role
from iam_atlas.pages.views.thing import Part, part
from iam_atlas.wording.amounts import duration
from iam_atlas.wording.translate import N_

_CONSOLE = N_(
    "In the console a role lasts as long as it allows, or as long as your sign-in has left if that is less: a sign-in "
    "ends after twelve hours."
)
_COMMAND_LINE = N_(
    "On the command line a role lasts one hour unless you ask for more by `duration_seconds`, up to what the role "
    "allows."
)
_CHAIN = N_("From one role on to another (role chaining) a session lasts one hour at most, whatever the role allows.")
_CEILING = N_("{role} is capped by the permissions boundary {policy}, whatever its policies allow.")
_SCPS = N_(
    "Service control policies cap whole accounts, administrators included. They grant nothing; what they take away, "
    "nobody in the account can give back."
)


def lengths_part(context: Context, who: Newcomer) -> Part:
    """The rules, and the longest session of each role of the person."""
    say = context.say
    rules = (Md("") if who.is_machine else say(_CONSOLE), say(_COMMAND_LINE), say(_CHAIN))
    lines = tuple(_lasting(context, who)) if who.user is not None else ()
    return part("session-lengths", say("How long a session lasts"), *rules, lines=lines)


def limits_part(context: Context, who: Newcomer) -> Part:
    """The guardrails over the accounts at hand and the boundaries of the roles at hand, each with why."""
    say, places = context.say, who.accounts if who.user is not None else tuple(context.landscape.accounts)
    rails = tuple(_rails(context, places))
    ceilings = tuple(_ceilings(context, who)) if who.user is not None else ()
    note = say(_SCPS) if rails else Md("")
    return part("limits", say("What you may not do, and why"), note, lines=(*rails, *ceilings))


def _lasting(context: Context, who: Newcomer) -> Iterator[Md]:
    say = context.say
    longest: dict[tuple[str, int], list[str]] = {}
    for way in who.ways:
        most = max(step.max_seconds for step in way.steps)
        seconds = min(most, CHAINED_SECONDS) if way.source else most
        longest.setdefault((way.copy.key.role, seconds), []).append(way.copy.key.account)
    for (role, seconds), accounts in sorted(longest.items()):
        time = duration(seconds, say.t)
        yield _lasts(context, role, sorted(accounts), time)


def _lasts(context: Context, role: str, accounts: list[str], time: str) -> Md:
    say, named = context.say, marked_role(context, to_role(context, role), role)
    if len(accounts) > _ROOM:
        return say("{role} in {count} accounts: up to {time}.", role=named, count=len(accounts), time=time)
    where = say.all_of(marked(context, to_account(context, name), name) for name in accounts)
    return say("{role} in {accounts}: up to {time}.", role=named, accounts=where, time=time)


def _rails(context: Context, places: tuple[str, ...]) -> Iterator[Md]:
    for rail in context.landscape.guardrails.values():
        bound = [name for name in places if is_above(rail, name) and binds(context, rail, name)]
        if rail.kind is GuardrailKind.SCP and bound:
            yield _rail(context, rail, bound)


def _rail(context: Context, rail: Guardrail, bound: list[str]) -> Md:
    say, named = context.say, to_page(context, page(Section.GUARDRAILS, rail.name), rail.name)
    few = len(bound) <= _ROOM
    where = say("In {names}.", names=say.all_of(bound)) if few else say("In {count} accounts.", count=len(bound))
    return say.in_a_row((Md(f"**{named}**"), prose(context, rail.about.description), where))


_ROOM = 8  # accounts that a line names


def _ceilings(context: Context, who: Newcomer) -> Iterator[Md]:
    for name, keys in by_role(who.ways).items():
        copies = (context.landscape.copy_of(key) for key in keys)
        boundaries = dict.fromkeys(copy.permissions.boundary.name for copy in copies if copy.permissions.boundary)
        for boundary in boundaries:
            yield context.say(_CEILING, role=to_role(context, name), policy=to_policy(context, boundary))
