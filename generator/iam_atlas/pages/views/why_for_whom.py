"""The reasoning behind several ways to whom it holds for: in the title of its block, and at the end of it."""

from collections.abc import Sequence

from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import source
from iam_atlas.pages.views.caller_names import caller_words
from iam_atlas.pages.views.copies import Reasoning
from iam_atlas.pages.views.everybody import group_of
from iam_atlas.pages.views.lists import bullets
from iam_atlas.pages.views.ways import Way
from iam_atlas.wording.translate import N_


def title_of_why(context: Context, reasoning: Reasoning) -> Md:
    """What the block is about: all callers and places where every caller is told of every place, else the first way."""
    say, first = context.say, reasoning.ways[0]
    callers = tuple(dict.fromkeys(ref for way in reasoning.ways for ref in way.callers))
    places = tuple(dict.fromkeys(key.account for way in reasoning.ways for key in way.targets))
    pairs = {(ref, key.account) for way in reasoning.ways for ref in way.callers for key in way.targets}
    whole = len(pairs) == len(callers) * len(places)
    if not whole:
        callers, places = first.callers, tuple(key.account for key in first.targets)
    told = say(
        "Why: {callers} → {role} in {accounts}",
        callers=_few(context, [caller_words(context, ref) for ref in callers]),
        role=first.step.role.role,
        accounts=_few(context, places),
    )
    return told if whole else say("{title}, and others", title=told)


def _few(context: Context, names: Sequence[str]) -> Md:
    """All names where they are few, else the first and how many more there are."""
    shown = names if len(names) <= _FEW else names[: _FEW - 1]
    more = context.say("{count} more", count=len(names) - len(shown)) if len(names) > len(shown) else ""
    return context.say.all_of(filter(None, (*shown, more)))


_FEW = 4  # names that the title of a block takes


def others(context: Context, reasoning: Reasoning) -> tuple[Md, ...]:
    """For whom the same reasoning holds, with the rows that grant it."""
    lines = [_other(context, way) for way in reasoning.ways]
    way = reasoning.ways[0]
    if len(reasoning.ways) == len(way.callers) == len(way.targets) == 1:
        return ()
    return (context.say("This reasoning holds for:"), bullets(lines))


def _other(context: Context, way: Way) -> Md:
    say = context.say
    who, where = _callers(context, way), _places(context, way)
    granted = rows_of(context, way)
    form = N_("{who} through {groups} in {accounts}") if way.through else N_("{who} in {accounts}")
    line = say(form, who=who, groups=say.all_of(way.through), accounts=where)
    return say("{line}, granted in {rows}", line=line, rows=granted) if granted else line


def _callers(context: Context, way: Way) -> Md:
    """By name; where they are many, by their number: the table above the block names them."""
    say, count = context.say, len(way.callers)
    if count <= _MOST:
        return say.all_of(ref.name for ref in way.callers)
    return (
        say("all {count} members", count=count)
        if group_of(context, way)
        else say.count("{number} person", "{number} people", count)
    )


def _places(context: Context, way: Way) -> Md:
    """The same for the accounts."""
    if len(way.targets) <= _MOST_PLACES:
        return context.say.all_of(key.account for key in way.targets)
    return context.say("{count} accounts", count=len(way.targets))


_MOST, _MOST_PLACES = 12, 60  # names that a line of a block holds; the table above it has all


def rows_of(context: Context, way: Way) -> Md:
    """The rows of the file that grant it, as links to their lines; empty where no row does."""
    return context.say.listing(dict.fromkeys(source(context, grant.position) for grant in way.grants))
