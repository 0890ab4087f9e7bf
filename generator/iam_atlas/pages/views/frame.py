"""What every page has, as final strings: title, way back, lead, words to be found by, diagram; and tables and folds."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iam_atlas.model.addresses import Section
from iam_atlas.model.annotations import Declared, Status
from iam_atlas.pages.context import HOME, ROOT, Context, prose_paragraphs
from iam_atlas.pages.escape import Md, code, external, link, text, yaml_text
from iam_atlas.pages.links import path_from, source, to_owner, to_page, to_runbook
from iam_atlas.pages.speech import joined
from iam_atlas.pages.views.called import NOT_CALLED, Called
from iam_atlas.pages.views.section import section_title
from iam_atlas.pages.views.standing import status_word
from iam_atlas.wording.amounts import day, unique

NOTHING = Md("")


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts that all pages share. `figure` is SVG, empty where there is none; `also` is what search finds it by.

    `also_folded` is what stands on the closed block around `also`, empty where that is short enough to be in the open.
    `called` is read by search alone.
    """

    title: Md
    heading: Md
    crumbs: Md
    lead: Md
    also: Md
    also_folded: Md
    figure: Md
    boost: Md
    called: Called = NOT_CALLED


@dataclass(frozen=True, slots=True)
class Table:
    """A table; without rows it is not shown. `fixed` is for rows that are to be read in their order.

    `more` says where further rows are, empty where these are all.
    """

    head: tuple[Md, ...]
    rows: tuple[tuple[Md, ...], ...]
    fixed: bool = False
    more: Md = NOTHING


NO_TABLE = Table((), ())


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the table of facts."""

    name: Md
    value: Md


@dataclass(frozen=True, slots=True)
class Fold:
    """A block that opens on a click; search leaves it out. `id` is empty where nothing leads to it."""

    id: Md
    summary: Md
    body: tuple[Md, ...]
    table: Table = NO_TABLE


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of a thing in prose: paragraphs, and facts such as owner and life cycle."""

    paragraphs: tuple[Md, ...]
    facts: tuple[Fact, ...]


def frame(
    context: Context,
    title: str,
    lead: Md,
    words: Iterable[str],
    section: Section | None = None,
    called: Called = NOT_CALLED,
) -> Frame:
    """The frame of the page being written; `words` and what it is `called` are what people type into the search."""
    also = _also(words, title)
    return Frame(
        title=yaml_text(title),
        heading=text(title),
        crumbs=_crumbs(context, title, section),
        lead=lead,
        also=context.say("Also found as: {words}", words=context.say.listing(also)) if also else Md(""),
        also_folded=context.say("Also found by {count} names", count=len(also)) if len(also) > _OPENLY else Md(""),
        figure=Md(context.drawings.get(context.page.removeprefix(f"{ROOT}/"), "").strip()),
        boost=_BOOSTS.get(section, _BOOST),
        called=called,
    )


# Roles are searched for most, then accounts, and every other page names both. Accounts weigh between 0.40 and 0.49 of
# what roles weigh: more, and they come first for `role@account`; less, and the parts of roles that are about an account
# come before it for its own name. That the order is right is tested with the theme's own search.
_BOOSTS: Mapping[Section | None, Md] = {Section.ACCOUNTS: Md("2.2"), Section.ROLES: Md("5")}
_BOOST = Md("2")


def title_of(context: Context, declared: Declared) -> str:
    """The name a reader sees: the title with the name behind it where there is one."""
    title = declared.about.title
    return f"{title.in_language(context.language)} ({declared.name})" if title is not None else declared.name


def about(context: Context, declared: Declared, facts: Iterable[Fact] = ()) -> About:
    """Description and notes, then the facts given, then owner, life cycle, links, and the line of the file."""
    told = declared.about
    paragraphs = (*prose_paragraphs(context, told.description), *prose_paragraphs(context, told.notes))
    return About(paragraphs, present((*facts, *_life(context, declared), *_more(context, declared))))


def present(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that have a value."""
    return tuple(fact for fact in facts if fact.value)


def _crumbs(context: Context, title: str, section: Section | None) -> Md:
    home = link(context.say.t("Home"), path_from(context, HOME))
    up = to_page(context, f"{section.value}/index.md", section_title(section, context.say.t)) if section else ""
    return joined((home, up, title), " / ")


def _also(words: Iterable[str], title: str) -> tuple[Md, ...]:
    every = [part for word in words for part in (word, *_split(word))]
    shown = {title, *re.split(r"[^\w@.-]+", title)}
    found = [word for word in unique(every) if word and word not in shown]
    return tuple(code(word) if ":" in word else text(word) for word in found)


_OPENLY = 6  # names to be found by that a page shows without a click


def _split(word: str) -> tuple[str, ...]:
    """`OrgReadOnly` -> `ReadOnly`, `Only`: search compares beginnings, so every part has to begin a word somewhere."""
    names = (re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", name) for name in re.findall(r"[A-Za-z0-9]+", word))
    return tuple(
        "".join(parts[start:]) for parts in names for start in range(1, len(parts)) if parts[start][0].isalpha()
    )


def _life(context: Context, declared: Declared) -> tuple[Fact, ...]:
    say, told = context.say, declared.about
    expires = day(told.expires.at) if told.expires else ""
    if told.expires and context.atlas.today and told.expires.at.date() < context.atlas.today:
        expires = say.t("{date}, which has passed", date=expires)
    if expires:
        expires = say.t("{date} (a reminder: AWS ends nothing by it)", date=expires)
    return (
        Fact(say("Owner"), to_owner(context, told.owner)),
        Fact(say("Status"), status_word(context, told.status) if told.status is not Status.ACTIVE else Md("")),
        Fact(say("Expires"), text(expires)),
        Fact(say("To be reviewed by"), text(day(told.review_by.at)) if told.review_by else Md("")),
    )


def _more(context: Context, declared: Declared) -> tuple[Fact, ...]:
    say, told = context.say, declared.about
    tags = say.listing(f"{key}={value}" for key, value in sorted(told.tags.items()))
    return (
        Fact(say("Tags"), tags),
        Fact(say("Runbook"), to_runbook(context, told.runbook)),
        Fact(say("See also"), say.listing(external(one.title, one.url) for one in told.links)),
        Fact(say("Declared in"), source(context, declared.position)),
    )
