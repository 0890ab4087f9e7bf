"""The last versions of the file become a page: what each gave and took, the newest first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from iam_atlas.answers.changed import Table as ToldTable
from iam_atlas.answers.changed import Told, affected, people_affected, tell
from iam_atlas.changes.changes import Changes
from iam_atlas.changes.past import Commit, Past
from iam_atlas.model.addresses import HISTORY
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context, at
from iam_atlas.pages.environment import fill
from iam_atlas.pages.escape import Md, code, external, link, text
from iam_atlas.pages.links import to_ref
from iam_atlas.pages.speech import joined
from iam_atlas.pages.views.frame import Frame, Table, frame
from iam_atlas.wording.translate import N_

TITLE = N_("What changed")
_ROOM = 40_000  # characters of all cells together; a page weighs about twice as much
_SHORT = 7  # hex digits by which git and its hosts show a commit


@dataclass(frozen=True, slots=True)
class Part:
    """A table under its heading; `more` says how many rows are left out, empty where none is."""

    heading: Md
    table: Table
    more: Md


@dataclass(frozen=True, slots=True)
class Entry:
    """A version that changed access. `which` names the commit, empty for what is not committed yet."""

    id: str
    heading: Md
    which: Md
    people: Md
    parts: tuple[Part, ...]
    notes: tuple[Md, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The page: every version in a line, then those that changed access."""

    frame: Frame
    table: Table
    entries: tuple[Entry, ...]


CommitUrl = Callable[[str], str | None]


def changed_page(context: Context, past: Sequence[Past], commit_url: CommitUrl) -> str:
    """The Markdown; `past` is not empty, the newest first. `commit_url` gives the address of a commit, if it has one.

    What has no room is counted, and said to be in `iam-atlas diff`.
    """
    here = at(context, HISTORY)
    told = [(one, tell(one.changes, here.say.t) if one.changes else None) for one in past]
    view = HistoryView(
        frame(here, here.say.t(TITLE), _lead(here), ()),
        _overview(here, told),
        tuple(_entries(here, told, commit_url)),
    )
    return fill("history.md.jinja", view, here.say)


def _lead(context: Context) -> Md:
    return context.say(
        "What the last versions of the file gave and took, the newest first: worked out from what follows from each "
        "version, not from its text. `iam-atlas diff` compares any two."
    )


def _overview(context: Context, told: Sequence[tuple[Past, Told | None]]) -> Table:
    say = context.say
    rows = tuple(
        (
            _day(context, one),
            _subject(context, one),
            _outcome(context, one, words),
            say.listing(_everybody(context, one)),
        )
        for one, words in told
    )
    return Table((say("Day"), say("Version"), say("Access"), say("People affected")), rows, fixed=True)


def _day(context: Context, past: Past) -> Md:
    return text(past.commit.day.isoformat()) if past.commit else context.say("not committed")


def _subject(context: Context, past: Past) -> Md:
    name = _title(context, past.commit)
    return link(name, f"#{_id(past)}") if past.changes and not past.changes.none else name


def _title(context: Context, commit: Commit | None) -> Md:
    if commit is None:
        return context.say("The file as it is now")
    return text(commit.subject) or code(commit.revision[:_SHORT])


def _heading(context: Context, commit: Commit | None) -> Md:
    title = _title(context, commit)
    if commit is None:
        return context.say("{title}, not committed yet", title=title)
    return joined((text(commit.day.isoformat()), title), ": ")


def _outcome(context: Context, past: Past, told: Told | None) -> Md:
    if past.is_broken:
        return context.say("This version is not valid: what it changed is in the next one.")
    if past.changes is None or told is None:
        return context.say("The first version.")
    return context.say("No change of access.") if past.changes.none else text(told.summary[0])


def _entries(context: Context, told: Sequence[tuple[Past, Told | None]], commit_url: CommitUrl) -> Iterator[Entry]:
    room = _ROOM
    for past, words in told:
        if words is None or past.changes is None or past.changes.none:
            continue
        kept = [*_fitting(words.tables, room)]
        room -= sum(_size(row) for table in kept for row in table.rows)
        yield Entry(
            id=_id(past),
            heading=_heading(context, past.commit),
            which=_which(context, past.commit, commit_url),
            people=_affected(context, past, past.changes),
            parts=tuple(_part(context, *pair) for pair in zip(words.tables, kept, strict=True)),
            notes=tuple(text(note) for note in words.notes),
        )


def _which(context: Context, commit: Commit | None, commit_url: CommitUrl) -> Md:
    if commit is None:
        return Md("")
    address = commit_url(commit.revision)
    short = commit.revision[:_SHORT]
    return context.say(
        "Version {commit}, by {author}.",
        commit=external(short, address) if address else code(short),
        author=commit.author,
    )


def _affected(context: Context, past: Past, changes: Changes) -> Md:
    return context.say(affected(changes), people=context.say.listing(_people(context, past)))


def _everybody(context: Context, past: Past) -> Iterator[Md]:
    """Whose access changed, for a cell of the overview."""
    yield from _people(context, past)
    if past.changes and past.changes.permissions:
        yield context.say("whoever gets into these roles")


def _people(context: Context, past: Past) -> Iterator[Md]:
    """Whose way into a role changed; those that the file still has as links."""
    for name in people_affected(past.changes) if past.changes else ():
        known = name in context.landscape.users
        yield to_ref(context, Ref(RefKind.USER, name)) if known else text(name)
    groups = past.changes.unlisted if past.changes else ()
    if groups:
        kept = context.landscape.groups
        shown = [to_ref(context, ref) if ref.name in kept else text(ref.name) for ref in groups]
        names = context.say.all_of(shown)
        yield context.say.count("the people of group {names}", "the people of groups {names}", len(groups), names=names)


def _part(context: Context, whole: ToldTable, kept: ToldTable) -> Part:
    say, left = context.say, len(whole.rows) - len(kept.rows)
    more = say.count(
        "{count} row has no room here: `iam-atlas diff` shows it.",
        "{count} rows have no room here: `iam-atlas diff` shows them.",
        left,
    )
    rows = tuple(tuple(text(cell) for cell in row) for row in kept.rows)
    return Part(text(whole.heading), Table(tuple(text(cell) for cell in whole.head), rows), more if left else Md(""))


def _fitting(tables: Sequence[ToldTable], room: int) -> Iterator[ToldTable]:
    """The tables with the rows that fit, in order."""
    for table in tables:
        rows = []
        for row in table.rows:
            room -= _size(row)
            if room < 0:
                break
            rows.append(row)
        yield ToldTable(table.heading, table.head, tuple(rows))


def _size(row: Sequence[str]) -> int:
    return sum(map(len, row))


def _id(past: Past) -> str:
    return f"v-{past.commit.revision[:_SHORT]}" if past.commit else "now"
