"""The corpus in every text of an organisation: with the strings themselves, and with a harmless word for each."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path as File
from typing import ClassVar, cast

import yaml

from hostile.corpus import classes
from hostile.places import Place, places, published_schema
from hostile.settling import HOSTILE, Ground, Item, Organisation, Refusal, settle, spoken, with_items
from hostile.writing import Json, written
from iam_atlas.pages.escape import address

_NAMES = 8  # of each section that has a page a thing; a page costs more than anything else here
_PLAIN_NAMES = 10  # more of each, of what even IAM accepts as a name
_MORE_NAMES = 60  # of what has no pages
_WITHOUT_PAGES = ("teams", "ous", "site/glossary", "defaults/environments")
_NAME_CLASSES = ("path", "reserved", "alike", "invisible", "polyglot", "html", "attribute", "dot", "csv", "ini")
_PLAIN = re.compile(r"[A-Za-z0-9_+=,.@-]+\Z")
_MARKS = {string: chr(mark) for mark, string in HOSTILE.items()}


@dataclass(frozen=True, slots=True)
class Hostile:
    """`template` holds marks; `accepted` are its hostile texts, `refused` what the loader did not take, with reasons.

    `tried` are all that are not in it, whether refused or only in the way of others.
    """

    template: Organisation
    accepted: tuple[Item, ...]
    refused: tuple[Refusal, ...]
    tried: tuple[Item, ...]


def base() -> Organisation:
    """The harmless organisation that everything is put into."""
    text = (File(__file__).parent / "base.yaml").read_text(encoding="utf-8")
    return cast("Organisation", yaml.load(text, _AsWritten))


class _AsWritten(yaml.SafeLoader):
    """Reads dates as texts."""

    yaml_constructors: ClassVar = {
        **yaml.SafeLoader.yaml_constructors,
        "tag:yaml.org,2002:timestamp": yaml.SafeLoader.construct_yaml_str,
    }


def hostile(folder: File) -> Hostile:
    """Put the corpus into everything; the loader, reading from `folder`, says what may stay."""
    start, every = base(), places(published_schema(), base())
    ground = Ground(start, HOSTILE, folder)
    names = list(_name_items(start, every))
    named = settle(ground, [item for item in names if len(item.path) == 2])
    keys = settle(ground, [item for item in names if len(item.path) > 2])
    texts = settle(ground, list(_text_items(start, every)))
    other = settle(ground, texts.unplaced)
    # Requirements of every grant, all at once, would let nobody in anywhere.
    kept = [item for item in (*keys.accepted, *texts.accepted) if item.path[:2] != ("defaults", "require")]
    shelf = _shelf(named.accepted, {item.mark for item in kept})
    meant = [*named.accepted, *_links(named.accepted), *kept, *shelf]
    whole = settle(ground, meant)
    both = settle(Ground(start, harmless_words(), folder), whole.accepted)
    refused = [*named.refused, *keys.refused, *texts.refused, *other.refused]
    return Hostile(
        with_items(start, both.accepted),
        tuple(both.accepted),
        tuple(refused),
        (
            *(item for item, _ in (*refused, *whole.refused, *both.refused)),
            *keys.accepted,
            *texts.accepted,
            *other.accepted,
            *other.unplaced,
        ),
    )


def text_of(organisation: Organisation, words: Mapping[int, str]) -> str:
    """The accounts.yaml of an organisation, with these words for its marks."""
    return written(spoken(organisation, words)).text


def harmless_words() -> Mapping[int, str]:
    """A word for each mark that sorts as its string does, has as many paragraphs, and is a link where that is one."""
    ranks = {mark: rank for rank, (mark, _) in enumerate(sorted(HOSTILE.items(), key=lambda pair: pair[1]))}
    return {mark: _harmless(string, ranks[mark]) for mark, string in HOSTILE.items()}


def _harmless(string: str, rank: int) -> str:
    word = f"w{rank:04}"
    if address(string):
        return f"mailto:{word}@example.com" if string.startswith("mailto") else f"https://example.com/{word}"
    parts = [part for part in re.split(r"\n\s*\n", string.replace("\r", "")) if part.strip()]
    return "\n\n".join(word for _ in parts) or " "


def _name_items(start: Organisation, every: Sequence[Place]) -> Iterator[Item]:
    """New things beside those that are there, called by the strings; of other maps, a key of one string."""
    order = deque(_MARKS[string] for name in _NAME_CLASSES for string in classes()[name])
    plain = deque(mark for mark in order if _PLAIN.match(HOSTILE[ord(mark)]))
    numbers = iter(range(200000000000, 300000000000))
    for place in _best(start, (place for place in every if place.names)):
        section = len(place.path) == 1
        count = _MORE_NAMES if "/".join(map(str, place.path)) in _WITHOUT_PAGES else _NAMES if section else 1
        marks = dict.fromkeys([*islice(order, count), *islice(plain, _PLAIN_NAMES if section else 0)])
        for mark in marks:
            yield Item((*place.path, mark), _like_its_neighbours(start, place.path, numbers), place.field, mark)
        order.rotate(-count)
        plain.rotate(-3)


def _like_its_neighbours(start: Organisation, path: Sequence[str | int], numbers: Iterator[int]) -> Json:
    here: object = start
    for step in path:
        here = here.get(step) if isinstance(here, dict) else here[step] if _holds(here, step) else None  # type: ignore[index]
    values = list(here.values()) if isinstance(here, dict) else []
    like = next((value for value in values if isinstance(value, dict)), values[0] if values else "a word")
    return {**like, "id": str(next(numbers))} if isinstance(like, dict) and len(str(like.get("id"))) == 12 else like


def _holds(here: object, step: str | int) -> bool:
    return isinstance(here, list) and isinstance(step, int) and step < len(here)


def _text_items(start: Organisation, every: Sequence[Place]) -> Iterator[Item]:
    """One place of each field, each with the next string."""
    marks = cycle(map(chr, HOSTILE))
    for place in _best(start, (place for place in every if not place.names)):
        mark = next(marks)
        yield Item(place.path, mark, place.field, mark)


def _best(start: Organisation, every: Iterable[Place]) -> Iterator[Place]:
    """The place of each field to which most of the way is there already."""
    best: dict[str, tuple[int, Place]] = {}
    for place in every:
        missing = len(place.path) - _depth(start, place.path)
        if place.field not in best or missing < best[place.field][0]:
            best[place.field] = missing, place
    return (place for _, place in best.values())


def _depth(here: object, path: Sequence[str | int]) -> int:
    """How many steps of the path the organisation has."""
    for number, step in enumerate(path):
        if isinstance(here, dict) and step in here:
            here = here[step]
        elif _holds(here, step):
            here = here[step]  # type: ignore[index]  # _holds says that it is a list
        else:
            return number
    return len(path)


def _shelf(named: Sequence[Item], used: set[str]) -> Iterator[Item]:
    """Whatever string stands nowhere yet, and then all of them, in the descriptions of the new things."""
    marks = cycle([*(mark for mark in map(chr, HOSTILE) if mark not in used), *map(chr, HOSTILE)])
    for item in named:
        if isinstance(item.value, dict) and len(item.path) == 2:
            for key in ("title", "description", "notes"):
                mark = next(marks)
                yield Item((*item.path, key), mark, f"{item.field}/{key}", mark)


def _links(named: Sequence[Item]) -> Iterator[Item]:
    """What makes the new things meet: members, grants, owners, trust."""
    names: dict[str, list[str]] = {}
    for item in named:
        if len(item.path) == 2:
            names.setdefault(str(item.path[0]), []).append(item.mark)
    for number in range(_NAMES):
        of = {section: marks[number % len(marks)] for section, marks in names.items()}
        for path, value in _meetings(of, number):
            yield Item(path, value, "", of["accounts"])


def _meetings(of: Mapping[str, str], number: int) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    account, role = of["accounts"], of["roles"]
    yield ("users", of["users"], "groups"), [of["groups"]]
    yield ("grants", of["groups"]), {account: role}
    yield ("grants", f"role:{role}@{account}"), {account: "reader"}
    yield ("accounts", account, "owner"), of["teams"]
    yield ("accounts", account, "ou"), of["ous"]
    yield ("accounts", account, "environment"), of["teams"]
    yield ("roles", "watched", "trust", number), {"vendor": of["vendors"]}
    yield ("roles", "guest", "trust", number), {"provider": of["providers"]}
    yield ("roles", role, "policies"), [of["policies"]]
    yield ("resources", of["resources"], "account"), account
    yield ("guardrails", of["guardrails"], "attach"), [account]
    yield ("grants", f"user:{of['users']}"), {account: role}
