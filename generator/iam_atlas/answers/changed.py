"""What changed becomes tables in words, which a terminal and a pull request show alike."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from iam_atlas.answers.changed_access import access_rows
from iam_atlas.answers.changed_rest import duration_rows, permission_rows, role_rows, use_rows
from iam_atlas.answers.told import footnotes, who
from iam_atlas.changes.changes import AccessChange, Changes, Kind
from iam_atlas.exporters.remarks import remark
from iam_atlas.graph.access import Access
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.amounts import all_of, apart, listing, unique
from iam_atlas.wording.kinds import with_kind
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import N_, Translator

Row = tuple[str, ...]

_HEADINGS = {
    Kind.GAINED: N_("Access gained"),
    Kind.WEAKENED: N_("Access under a weaker condition"),
    Kind.CHANGED: N_("Access under another condition"),
    Kind.UNCERTAIN: N_("Whether access changes is not decided"),
    Kind.TIGHTENED: N_("Access under a stricter condition"),
    Kind.LOST: N_("Access lost"),
}


_AFFECTED = {  # whether ways into roles changed for somebody, and whether roles may do other things
    (False, False): N_("People affected: none"),
    (True, False): N_("People affected: {people}"),
    (False, True): N_("People affected: whoever gets into a role whose permissions changed"),
    (True, True): N_("People affected: {people}; and whoever gets into a role whose permissions changed"),
}

_AS_FAR_AS_COMPARED = N_("People affected: none, as far as this is compared; what is not is said below")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; a row has as many cells as `head`."""

    heading: str
    head: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The change in words. `summary` is a sentence or two; `notes` say what the tables do not."""

    summary: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]


def tell(changes: Changes, t: Translator) -> Told:
    """The change in the reader's language; plain text that is still to be escaped for where it lands."""
    tables = (*_access_tables(changes, t), *_other_tables(changes, t))
    return Told(_summary(changes, tables, t), tables, tuple(_notes(changes, t)))


def people_affected(changes: Changes) -> tuple[str, ...]:
    """The users of whom some access changed, or how long a session may last, by name."""
    access = [change.who for change in changes.access]
    durations = [change.who for change in changes.durations]
    uses = [change.who for change in changes.uses]
    return tuple(sorted({ref.name for ref in (*access, *durations, *uses) if ref.kind is RefKind.USER}))


def affected(changes: Changes) -> str:
    """The sentence about `people_affected` and `others_affected` as {people}, still to be said.

    Not all, where roles may do other things; and nobody only as far as everything is compared.
    """
    somebody = bool(people_affected(changes) or changes.unlisted)
    if not somebody and not changes.permissions and (changes.own_policies or changes.guardrails):
        return _AS_FAR_AS_COMPARED
    return _AFFECTED[somebody, bool(changes.permissions)]


def others_affected(names: Sequence[str], t: Translator) -> tuple[str, ...]:
    """The people of these groups of `Changes.unlisted`, as one item of a list; nothing without a group."""
    if not names:
        return ()
    groups = all_of(names, t)
    return (t.count("the people of group {names}", "the people of groups {names}", len(names), names=groups),)


def _access_tables(changes: Changes, t: Translator) -> Iterator[Table]:
    head = (t("Who"), t("Role"), t("Before"), t("Now"))
    for kind, heading in _HEADINGS.items():
        rows = access_rows([change for change in changes.access if change.kind is kind], t)
        if rows:
            yield Table(t(heading), head, rows)


def _other_tables(changes: Changes, t: Translator) -> Iterator[Table]:
    who_where = (t("Who"), t("Role"), t("Before"), t("Now"))
    found = (
        Table(t("Sessions of another length"), who_where, duration_rows(changes.durations, t)),
        Table(
            t("What roles may do"),
            (t("Role"), t("Level"), t("Gained"), t("Lost")),
            permission_rows(changes.permissions, t),
        ),
        Table(t("New roles"), (t("Role"), t("Level")), role_rows(changes.roles, t, new=True)),
        Table(t("Roles that are gone"), (t("Role"), t("Level")), role_rows(changes.roles, t, new=False)),
        Table(
            t("Shared resources"),
            (t("Who"), t("Resource"), t("Actions"), t("Before"), t("Now")),
            use_rows(changes.uses, t),
        ),
    )
    yield from (table for table in found if table.rows)


def _summary(changes: Changes, tables: tuple[Table, ...], t: Translator) -> tuple[str, ...]:
    if changes.none:
        return (
            t(
                "No change of access: who gets into which role, under which condition and for how long, what roles may "
                "do, and who may use shared resources is the same."
            ),
        )
    counts = [f"{table.heading}: {len(table.rows)}" for table in tables]
    others = others_affected([ref.name for ref in changes.unlisted], t)
    people = t(affected(changes), people=listing((*people_affected(changes), *others), t))
    return (*((apart(counts, t),) if counts else ()), people)


def _notes(changes: Changes, t: Translator) -> Iterator[str]:
    for vendor, (before, after) in changes.stands_for.items():
        yield t(
            "{who} stands for other accounts: {before} before, {now} now. What is open to it is open to those.",
            who=who(vendor, t),
            before=listing(before, t),
            now=listing(after, t),
        )
    for provider, (before, after) in changes.audiences.items():
        yield t(
            "{who} brings tokens for other audiences: {before} before, {now} now. What is open to it is open to those.",
            who=who(provider, t),
            before=listing(before, t) or t("any audience"),
            now=listing(after, t) or t("any audience"),
        )
    if changes.own_policies:
        names = unique(_named(ref, t) for ref in changes.own_policies)
        yield t("Policies that differ, and of which not everything is compared: {names}.", names=listing(names, t))
    if changes.guardrails:
        yield t(
            "Guardrails that differ, and are compared only in who gets into roles and what roles may do: {names}.",
            names=listing(changes.guardrails, t),
        )
    if changes.renamed:
        pairs = (t("{before} is now {after}", before=old, after=new) for old, new in changes.renamed.items())
        yield t("Renamed, which changes no access: {names}.", names=apart(pairs, t))
    notes = footnotes(remark(step, t) for step in _steps(changes.access))
    yield from (note for note in notes if note)


def _named(ref: Ref, t: Translator) -> str:
    name = RoleKey.of(ref.name).role if ref.kind is RefKind.ROLE else ref.name
    return say(with_kind(ref.kind, name), t)


def _steps(changes: Iterable[AccessChange]) -> Iterator[Access]:
    for change in changes:
        yield from (step for step in (change.before, change.after) if step is not None)
