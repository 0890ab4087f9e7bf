"""What commands and lists tell of who gets into which role copy, read back from what they print."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import TypeAlias

from iam_atlas.answers.asker import Asker
from iam_atlas.answers.changed import tell
from iam_atlas.answers.changed_text import changed_markdown, changed_text
from iam_atlas.answers.reach import reach, reach_text
from iam_atlas.answers.told import who
from iam_atlas.answers.who_can import who_can, who_can_text
from iam_atlas.changes.changes import Changes, Kind
from iam_atlas.exporters.access_csv import access_csv
from iam_atlas.exporters.showing import showing
from iam_atlas.model.grants import Ref, RefKind
from surfaces import Pair, Told, name_of
from tongues import CLOSED, Tongue

Row: TypeAlias = tuple[str, str, str, str]  # heading, who, before, now
Changed: TypeAlias = Mapping[Pair, set[tuple[Kind, str, str]]]  # of `alice` or `group ops`: before, now

_GAP = re.compile(r"\s{2,}")


def by_reach(asker: Asker, tongue: Tongue) -> Told:
    """`reach` of every user: what it can become directly, and what is declared and closed or not decided."""
    told = _nothing()
    for user in asker.atlas.landscape.users:
        text = reach_text(asker, reach(asker, Ref(RefKind.USER, user)))
        for heading, lines in _sections(text):
            for line in lines if heading in (tongue.directly, tongue.declared) else ():
                role, *_, said = _GAP.split(line.strip())
                told[f"user:{user}", role].add(_answer(said, tongue, closed=heading == tongue.declared))
    return told


def by_who_can(asker: Asker, tongue: Tongue) -> Told:
    """`who-can` of every role copy, without the ways over other roles."""
    told, names = _nothing(), _names(asker, tongue)
    for copy in asker.atlas.landscape.role_copies():
        text = who_can_text(asker, who_can(asker, copy.key))
        for heading, lines in _sections(text):
            for line in lines if heading != tongue.over_others else ():
                name, _, said = _GAP.split(line.strip(), maxsplit=2)
                told[names[name.partition(" (")[0]], str(copy.key)].add(_answer(said, tongue, closed=False))
    return told


def by_csv(asker: Asker, tongue: Tongue) -> Told:
    """The access list, by the answer in words; what its column `verdict` says is told beside it."""
    told = _nothing()
    for row in csv.DictReader(StringIO(access_csv(showing(asker.atlas, tongue.t), None))):
        caller = name_of(Ref(RefKind(row["caller_kind"]), row["caller"].removeprefix("'")))
        state = _answer(row["answer"], tongue, closed=True)
        kind = "" if row["role_kind"] == "role" else f"{row['role_kind']}:"
        told[caller, f"{kind}{row['role']}@{row['account']}"].update((state, row["verdict"]))
    return told


def changes_told(changes: Changes, tongue: Tongue) -> tuple[Changed, Changed]:
    """Who gains or loses access to what, as a terminal shows it and as the comment of a review does."""
    told = tell(changes, tongue.t)
    markdown = changed_markdown(told, tongue.t, largest=10**9)
    return _changed(_rows_of_text(changed_text(told)), tongue), _changed(_rows_of_comment(markdown), tongue)


def _changed(rows: Iterable[Row], tongue: Tongue) -> Changed:
    found: defaultdict[Pair, set[tuple[Kind, str, str]]] = defaultdict(set)
    for heading, cell, before, now in rows:
        people, _, roles = cell.partition(": ")
        kind = tongue.kinds.get(heading)
        if kind is None:
            continue
        for person in _people(people, tongue):
            for role in re.split(r", |、", roles.removeprefix("ADMIN: ")):
                found[person, role].add((kind, before, now))
    return found


def _people(cell: str, tongue: Tongue) -> Iterator[str]:
    """Everybody whom a row is about: one, or a group with those of its members who share its fate."""
    name, _, beside = cell.partition(" (")
    yield name
    if beside and name.startswith(tongue.group):
        yield from re.split(r", |、", beside.rstrip(")"))


def _rows_of_text(text: str) -> Iterator[Row]:
    for heading, lines in _sections(text):
        for number, line in enumerate(lines):
            if line.startswith("  - "):
                below = [one.strip().partition(": ")[2] for one in lines[number + 1 : number + 3]]
                if len(below) == 2:
                    yield heading, line.removeprefix("  - "), below[0], below[1]


def _rows_of_comment(text: str) -> Iterator[Row]:
    for part in text.split("<summary>")[1:]:
        heading = part.partition(" (")[0]
        for line in [line for line in part.splitlines() if line.startswith("| ")][2:]:
            cells = [_plain(cell) for cell in line.strip("| ").split(" | ")]
            if len(cells) == 4:
                yield heading, f"{cells[0]}: {cells[1]}", cells[2], cells[3]


def _plain(cell: str) -> str:
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), cell.replace("<!-- -->", "")).replace("\\", "")


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    for part in text.split("\n\n"):
        heading, *lines = part.strip("\n").split("\n")
        yield heading, lines


def _names(asker: Asker, tongue: Tongue) -> Mapping[str, str]:
    return {who(step.caller, tongue.t): name_of(step.caller) for step in asker.atlas.graph.steps}


def _answer(said: str, tongue: Tongue, *, closed: bool) -> str:
    """The state that an answer tells of; what tells none is a condition, or what keeps somebody out."""
    return next((state for words, state in tongue.answers if said.startswith(words)), CLOSED if closed else "")


def _nothing() -> defaultdict[Pair, set[str]]:
    return defaultdict(set)
