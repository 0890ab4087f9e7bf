"""The part of the home page that is generated: the whole in a sentence, in numbers, in a picture and in a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from iam_atlas.exporters.planned import is_planned_account
from iam_atlas.graph.access import Access
from iam_atlas.model.addresses import Section
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, external
from iam_atlas.pages.links import to_account, to_page, to_ref
from iam_atlas.pages.speech import joined
from iam_atlas.pages.views.first_day.more import help_line
from iam_atlas.pages.views.frame import NO_TABLE, Table, frame
from iam_atlas.pages.views.further import row_length
from iam_atlas.pages.views.indexes import IndexView
from iam_atlas.pages.views.overview import overview_rows
from iam_atlas.pages.views.planned import awaited, planned_things, there
from iam_atlas.pages.views.reach import unlisted_groups
from iam_atlas.pages.views.section import filled, names_in, section_title
from iam_atlas.pages.views.ways import opening_people, with_doubts
from iam_atlas.pages.views.why_accounts import TITLE
from iam_atlas.wording.translate import N_


@dataclass(frozen=True, slots=True)
class HomeView:
    """What docs/index.md includes; all links start at the documentation folder.

    A long `overview` is left out; `elsewhere` says where it stands.
    """

    lead: Md
    figure: Md
    entries: tuple[Md, ...]
    numbers: Md
    overview: Table
    elsewhere: Md


def home_view(context: Context) -> HomeView:
    """The view of the home page."""
    overview, say = _table(context), context.say
    is_long = sum(map(row_length, overview.rows)) > _LONGEST
    where = to_page(context, WHO, say.t("a page of its own"))
    return HomeView(
        lead=say.in_a_row((_lead(context), _stand_ins(context))),
        figure=Md(context.drawings.get("home", "").strip()),
        entries=_entries(context),
        numbers=_numbers(context),
        overview=NO_TABLE if is_long else overview,
        elsewhere=say("The table is long and has {page}.", page=where) if is_long else Md(""),
    )


_STAND_INS = (
    ("account_ids", N_("account ids")),
    ("emails", N_("mail addresses")),
    ("external_ids", N_("ExternalIds")),
    ("source_ips", N_("address ranges")),
    ("user_names", N_("user names")),
)


def _stand_ins(context: Context) -> Md:
    """What a public site does not show; empty for one that shows everything."""
    say = context.say
    kinds = say.all_of(say.t(words) for kind, words in _STAND_INS if context.replaces(kind))
    return say("This site is public: stand-ins take the place of {kinds}.", kinds=kinds) if kinds else Md("")


def who_view(context: Context) -> IndexView:
    """The page for an overview that is too long for the home page."""
    say = context.say
    lead = say("Everybody who can become a role, one row for each condition, as the file has it.")
    return IndexView(frame(context, say.t("Who can become what"), lead, ()), _table(context))


def _table(context: Context) -> Table:
    heads = (N_("Who"), N_("Through"), N_("Can become"), N_("When"))
    return Table(tuple(map(context.say, heads)), overview_rows(context))


WHO = "who.md"
_LONGEST = 24_000  # characters of Markdown


def _lead(context: Context) -> Md:
    say, landscape = context.say, context.landscape
    steps = _usable(context)
    people = opening_people(context, steps)
    if not people:
        return _nobody(context)
    users = {Ref(RefKind.USER, name) for name in people}
    own = [step for step in steps if step.decision.verdict.opens and step.caller in users]
    roles, accounts = {step.role.role for step in own}, {step.role.account for step in own}
    who = say.count("{number} person", "{number} people", len(people))
    what = say.count("{number} role", "{number} roles", len(roles))
    where = say.count("{number} account", "{number} accounts", len(accounts))
    homes = sorted({landscape.users[name].account for name in people})
    sentence = say.opened(
        "{who} can become {what} in {where}. They sign in to {homes} and switch from there.",
        who=who,
        what=what,
        where=where,
        homes=say.all_of(to_account(context, name) for name in homes),
    )
    return say.in_a_row((with_doubts(context, sentence, _of_users(context)), _unlisted(context), _planned(context)))


def _nobody(context: Context) -> Md:
    """What the file describes where no person is known to become a role."""
    say = context.say
    accounts = say.count("{number} account", "{number} accounts", len(context.landscape.accounts))
    sentence = say.opened(
        "the file describes {accounts}; no IAM user whom it lists can become a role.", accounts=accounts
    )
    others = _unlisted(context, alone=True)
    return say.in_a_row((with_doubts(context, sentence, _of_users(context)), others, _planned(context)))


def _planned(context: Context) -> Md:
    """The accounts that are still to be made, and what else steps wait for; empty without any."""
    names = (name for name in context.landscape.accounts if is_planned_account(context.landscape, name))
    accounts = {Ref(RefKind.ACCOUNT, name) for name in names}
    return planned_things(context, accounts | awaited(context, context.atlas.graph.steps))


def _usable(context: Context) -> tuple[Access, ...]:
    """All steps but those that wait for something to be made."""
    return there(context, context.atlas.graph.steps)


def _of_users(context: Context) -> tuple[Access, ...]:
    return tuple(step for step in _usable(context) if step.caller.kind is RefKind.USER)


def _unlisted(context: Context, *, alone: bool = False) -> Md:
    """Who can become roles besides the people counted: groups that may have others in them; empty without any."""
    names, groups = unlisted_groups(context, _usable(context)), context.landscape.groups
    known = tuple(name for name in names if groups[name].source is not None and groups[name].members)
    others = tuple(name for name in names if name not in known)
    return context.say.in_a_row((_not_listed(context, others, alone), _at_provider(context, known, alone)))


def _not_listed(context: Context, names: tuple[str, ...], alone: bool) -> Md:
    if not names:
        return Md("")
    if alone:
        return context.say.count(
            "The people of group {groups} can whom the file does not list.",
            "The people of groups {groups} can whom the file does not list.",
            len(names),
            groups=_linked(context, names),
        )
    return context.say.count(
        "So can the people of group {groups} whom the file does not list.",
        "So can the people of groups {groups} whom the file does not list.",
        len(names),
        groups=_linked(context, names),
    )


def _at_provider(context: Context, names: tuple[str, ...], alone: bool) -> Md:
    """Of groups whose members the file lists too: who is in them its identity provider decides."""
    if not names:
        return Md("")
    form = (
        N_("Whoever is in {groups} at its identity provider can.")
        if alone
        else N_("So can whoever is in {groups} at its identity provider.")
    )
    return context.say(form, groups=context.say.any_of(_links(context, names)))


def _linked(context: Context, names: tuple[str, ...]) -> Md:
    return context.say.all_of(_links(context, names))


def _links(context: Context, names: tuple[str, ...]) -> tuple[Md, ...]:
    return tuple(to_ref(context, Ref(RefKind.GROUP, name)) for name in names)


def _entries(context: Context) -> tuple[Md, ...]:
    say, sections = context.say, filled(context.landscape)
    hidden = context.replaces("user_names") or context.replaces("account_ids")
    wanted = (
        (Section.PEOPLE, _PEOPLE_TOLD if hidden else _PEOPLE),
        (Section.ROLES, N_("Looking something up? {page} say what each may do, who owns it and how to ask for it.")),
        (Section.ACCOUNTS, N_("Responsible for an account? {page} list everybody who can get in, and how.")),
        (Section.VENDORS, N_("Checking who comes from outside? {page} and how far each gets.")),
    )
    lines = [*_first(context)]
    lines += [
        say(sentence, page=to_page(context, f"{section.value}/index.md", section_title(section, say.t)))
        for section, sentence in wanted
        if section in sections
    ]
    lines.append(
        say(
            "Reviewing or auditing? The {page} shows who gets in where, at a glance.",
            page=to_page(context, "matrix.md", say.t("access matrix")),
        )
    )
    lines.append(
        say(
            "Looking for a way into a role, or why there is none? {page} shows it hop by hop.",
            page=to_page(context, "paths.md", say.t("How do I get to ...?")),
        )
    )
    lines.append(say("A word you do not know? See {page}.", page=to_page(context, "words.md", say.t("Words"))))
    return tuple(line for line in (*lines, help_line(context)) if line)


_PEOPLE = N_("Looking for your own roles? {page}: what each can become, ready to copy.")
_PEOPLE_TOLD = N_("Looking for somebody's roles? {page}: what each can become.")


def _first(context: Context) -> Iterator[Md]:
    """For somebody who is new: the first day, what the set-up is good for, and where to sign in."""
    say, site = context.say, context.landscape.site
    yield say("New here? Begin with {page}.", page=to_page(context, "first-day.md", say.t("your first day")))
    yield say("Never seen such a set-up? {page}", page=to_page(context, "why.md", say.t(TITLE)))
    if site.signin_url:
        yield say("Sign in at {address}.", address=external(site.signin_url, site.signin_url))


def _numbers(context: Context) -> Md:
    """What the file describes, one number a section."""
    say, landscape = context.say, context.landscape
    found = (
        say(
            "{title} {count}",
            title=to_page(context, f"{section.value}/index.md", section_title(section, say.t)),
            count=len(names_in(landscape, section)),
        )
        for section in filled(landscape)
    )
    return joined(found, " · ")
