"""What to do for more access, whom to ask, what emergencies are for, and what leaving means."""

from collections.abc import Iterator

from iam_atlas.model.people import User, UserKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, external, text
from iam_atlas.pages.links import mail, to_account, to_group, to_owner, to_page, to_role, to_runbook
from iam_atlas.pages.views.break_glass import break_glass_facts
from iam_atlas.pages.views.first_day.newcomer import Newcomer, by_role, homes
from iam_atlas.pages.views.frame import NO_TABLE, Fact, Table
from iam_atlas.pages.views.requests import request_of
from iam_atlas.pages.views.thing import Part, part
from iam_atlas.wording.amounts import duration
from iam_atlas.wording.translate import N_

_FINDER = N_("Whether there is a way into a role, and what is missing, shows {page}.")
_LEAVING = N_(
    "Everything hangs on the user in {account}: who leaves is taken out of the file together with the groups, and the "
    "user is deleted there with its password, access keys and MFA devices. The other accounts need no change."
)
_CHANGING = N_("Who changes team leaves groups and joins others. Whoever owns a group decides: {owners}.")
_SESSIONS = N_(
    "Sessions that have begun go on until they end by themselves, at most {time} from then, unless somebody revokes "
    "them on the role."
)


def more_part(context: Context, who: Newcomer) -> Part:
    """How to ask, where to ask, and who looks after the accounts at hand."""
    say = context.say
    if who.user is not None and who.user.kind is UserKind.BREAK_GLASS:
        return part("request", say("Need more?"))  # it is given what it needs beforehand and asks nobody
    finder = say(_FINDER, page=to_page(context, "paths.md", say.t("How do I get to ...?")))
    asked = request_of(context)
    return part("request", say("Need more?"), *asked, finder, help_line(context), table=_contacts(context, who))


def help_line(context: Context) -> Md:
    """Where people ask when something does not work; empty where the file does not say."""
    told = context.landscape.site.help
    ways = (
        text(told.slack or ""),
        external(told.email, f"mailto:{told.email}") if told.email else "",
        text(told.hours or ""),
    )
    named = context.say.listing(ways)
    return context.say("Stuck? Ask {help}.", help=named) if named else Md("")


def emergencies_part(context: Context, who: Newcomer) -> Part:
    """When the emergency roles at hand are used, and what follows."""
    say, facts = context.say, []
    roles = by_role(who.ways) if who.user is not None else context.landscape.roles
    for name in roles:
        told = break_glass_facts(context, context.landscape.roles[name].break_glass)
        facts += [Fact(say("Role"), to_role(context, name)), *told] if told else []
    own = break_glass_facts(context, who.user.break_glass) if who.user else ()
    return Part(Md("emergencies"), say("For emergencies"), facts=(*own, *facts))


def leaving_part(context: Context, who: Newcomer) -> Part:
    """What is removed, by whom, and what lasts a while."""
    say, where = context.say, homes(context, who)
    if not where:
        return part("leaving", say("Leaving or changing team"))
    named = say.all_of(to_account(context, home.name) for home in where)
    owners = say.apart(_owners(context, who.user))
    longest = max((step.max_seconds for way in who.ways for step in way.steps), default=0)
    return part(
        "leaving",
        say("Leaving or changing team"),
        say(_LEAVING, account=named),
        say(_CHANGING, owners=owners) if owners else Md(""),
        say(_SESSIONS, time=duration(longest, say.t)) if longest else Md(""),
    )


def _owners(context: Context, user: User | None) -> Iterator[Md]:
    groups = context.landscape.groups
    for name in user.groups if user is not None else groups:
        if name in groups and groups[name].about.owner:
            owner = to_owner(context, groups[name].about.owner)
            yield context.say("{group} by {owner}", group=to_group(context, name), owner=owner)


def _contacts(context: Context, who: Newcomer) -> Table:
    """Who looks after each account at hand, as far as the file says."""
    say = context.say
    places = who.accounts if who.user is not None else tuple(context.landscape.accounts)
    heads = tuple(say(head) for head in ("Account", "Owner", "Contacts", "Runbook"))
    if len(places) > _ROOM:
        return NO_TABLE
    return Table(heads, tuple(row for name in places if any((row := _contact(context, name))[1:])))


_ROOM = 40  # accounts; more of them have their owners on the page of all accounts


def _contact(context: Context, name: str) -> tuple[Md, ...]:
    account = context.landscape.accounts[name]
    contacts = (
        context.say("{kind}: {address}", kind=kind, address=mail(address)) for kind, address in account.contacts.items()
    )
    return (
        to_account(context, name),
        to_owner(context, account.about.owner),
        context.say.listing(contacts),
        to_runbook(context, account.about.runbook),
    )
