"""An organisation and texts that it might hold -> the organisation with all that the loader takes, and what it refuses.

A hostile string is one character here, its mark, until the file is written; so the same organisation can be written
with harmless words in their place.
"""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path as File
from typing import TypeVar, cast

from hostile.corpus import strings
from hostile.writing import Json, Path, Written, written
from iam_atlas.errors import InputError, Problem, Severity
from iam_atlas.load.landscape import load_landscape
from iam_atlas.load.words import quoted

Organisation = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Item:
    """`value` is to stand at `path`; `field` says which field of the schema that is, `mark` what is hostile in it."""

    path: Path
    value: Json
    field: str
    mark: str


Refusal = tuple[Item, tuple[Problem, ...]]


@dataclass(slots=True)
class Settled:
    """What became of the items; `refused` ones with what the loader said, `unplaced` ones stand in another's way."""

    accepted: list[Item] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unplaced: list[Item] = field(default_factory=list)


HOSTILE: Mapping[int, str] = {0xF0000 + number: string for number, string in enumerate(strings())}
"""The mark of each string of the corpus, as a code point, and the string."""

T = TypeVar("T", Json, Organisation)


def spoken(value: T, words: Mapping[int, str]) -> T:
    """The same with the words in place of their marks."""
    if isinstance(value, str):
        return value.translate(words)
    if isinstance(value, list):
        return [spoken(one, words) for one in value]
    if isinstance(value, dict):
        return {key.translate(words): spoken(one, words) for key, one in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Ground:
    """What items are put into: an organisation, the words that its marks stand for, a folder to read it from."""

    organisation: Organisation
    words: Mapping[int, str]
    folder: File


def settle(ground: Ground, items: Sequence[Item]) -> Settled:
    """Put as many items as possible into the organisation; the loader says which."""
    settled = Settled()
    _add(ground, _apart(items, settled), settled)
    return settled


def with_items(base: Organisation, items: Sequence[Item]) -> Organisation:
    """The organisation with the items; what is missing on the way to them is made, what is in the way goes."""
    changed = copy.deepcopy(base)
    for item in items:
        _put(changed, item.path, copy.deepcopy(item.value))
    return changed


def refusal(ground: Ground, items: Sequence[Item]) -> tuple[Written, tuple[Problem, ...]]:
    """What is wrong with the organisation and the items, and its text; whatever else is raised is for a test to see."""
    file = ground.folder / "accounts.yaml"
    organisation = with_items(ground.organisation, items)
    text = written(organisation)
    file.write_text(written(spoken(organisation, ground.words)).text, encoding="utf-8")
    try:
        load_landscape(file)
    except InputError as error:
        return text, tuple(problem for problem in error.problems if problem.severity is Severity.ERROR)
    return text, ()


def _apart(items: Sequence[Item], settled: Settled) -> list[Item]:
    """The items of which none stands in the place of another; inside a new thing another may stand."""
    taken: set[Path] = set()
    above: set[Path] = set()
    kept = []
    for item in items:
        ways = {item.path[:length] for length in range(1, len(item.path) + 1)}
        if ways & taken or item.path in above:
            settled.unplaced.append(item)
            continue
        if not isinstance(item.value, dict | list):
            taken.add(item.path)
        above |= ways
        kept.append(item)
    return kept


def _add(ground: Ground, items: Sequence[Item], settled: Settled) -> None:
    """Accept all of the items, or refuse those that the loader points at and go on; else find out by halves."""
    if not items:
        return
    text, problems = refusal(ground, [*settled.accepted, *items])
    if not problems:
        settled.accepted += items
        return
    if len(items) == 1:
        settled.refused.append((items[0], problems))
        return
    pointed_at = {text.paths[problem.position.line - 1] for problem in problems}
    guilty = [item for item in items if any(path[: len(item.path)] == item.path for path in pointed_at)]
    settled.refused += [(item, problems) for item in guilty]
    rest = [item for item in items if item not in guilty]
    said = "\n".join(problem.message for problem in problems)
    suspects = [item for item in rest if str(quoted(ground.words[ord(item.mark)])) in said]
    for part in (rest,) if guilty else _parts(rest, pointed_at, suspects):
        _add(ground, part, settled)


def _parts(items: list[Item], pointed_at: set[Path], suspects: list[Item]) -> tuple[list[Item], ...]:
    """The items apart from the suspects, or from those inside something that is wrong as a whole; else two halves."""
    suspects = suspects or [item for item in items if any(item.path[: len(path)] == path for path in pointed_at)]
    if 0 < len(suspects) < len(items):
        return [item for item in items if item not in suspects], suspects
    return items[: len(items) // 2], items[len(items) // 2 :]


def _put(here: Json, path: Path, value: Json) -> None:
    for step, following in pairwise(path):
        here = _into(here, step, [] if isinstance(following, int) else {})
    _set(here, path[-1], value)


def _into(here: Json, step: str | int, empty: Json) -> Json:
    present = _present(here, step)
    if type(present) is not type(empty):
        _set(here, step, empty)
        return empty
    return present


def _present(here: Json, step: str | int) -> Json:
    if isinstance(here, dict):
        return here.get(cast("str", step))
    return here[cast("int", step)] if isinstance(here, list) and cast("int", step) < len(here) else None


def _set(here: Json, step: str | int, value: Json) -> None:
    if isinstance(here, list):
        here[cast("int", step) : cast("int", step) + 1] = [value]
    elif isinstance(here, dict):
        here[cast("str", step)] = value
