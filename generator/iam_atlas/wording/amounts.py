"""Durations, counts, lists and dates to the words that people use for them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from iam_atlas.wording import spacing
from iam_atlas.wording.translate import C_, ENGLISH, N_, Translator

_DAY, _HOUR, _MINUTE = 86400, 3600, 60
_WORDS = (
    N_("zero"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
)


def duration(seconds: int, t: Translator) -> str:
    """`1 hour`, `90 minutes`, `2 days`: the largest unit that divides `seconds` exactly; hours up to two days."""
    if seconds % _DAY == 0 and seconds >= 2 * _DAY:
        return t.count("{count} day", "{count} days", seconds // _DAY)
    if seconds % _HOUR == 0 and seconds > 0:
        return t.count("{count} hour", "{count} hours", seconds // _HOUR)
    if seconds % _MINUTE == 0 and seconds > 0:
        return t.count("{count} minute", "{count} minutes", seconds // _MINUTE)
    return t.count("{count} second", "{count} seconds", seconds)


def short_duration(seconds: int, t: Translator) -> str:
    """`1 h`, `90 min`, `30 s`: the same for a place with little room."""
    if seconds % _DAY == 0 and seconds >= 2 * _DAY:
        return t("{count} d", count=seconds // _DAY)
    if seconds % _HOUR == 0 and seconds > 0:
        return t("{count} h", count=seconds // _HOUR)
    if seconds % _MINUTE == 0 and seconds > 0:
        return t("{count} min", count=seconds // _MINUTE)
    return t("{count} s", count=seconds)


def number(count: int, t: Translator) -> str:
    """`three` for small numbers, digits from thirteen on."""
    return t(_WORDS[count]) if 0 <= count < len(_WORDS) else str(count)


def all_of(items: Sequence[str], t: Translator) -> str:
    """`a`, `a and b`, `a, b and c`; empty for nothing."""
    return t(and_form(len(items)), first=listing(items[:-1], t), last=items[-1]) if len(items) > 1 else "".join(items)


def any_of(items: Sequence[str], t: Translator) -> str:
    """`a`, `a or b`, `a, b or c`; empty for nothing."""
    return t(or_form(len(items)), first=listing(items[:-1], t), last=items[-1]) if len(items) > 1 else "".join(items)


def and_form(count: int) -> str:
    """The sentence that joins `first`, which is all but one of `count` things, to the `last`."""
    return N_("{first} and {last}") if count == 2 else C_("several", "{first} and {last}")


def or_form(count: int) -> str:
    """The same for things of which one is enough."""
    return N_("{first} or {last}") if count == 2 else C_("several", "{first} or {last}")


def listed(values: Sequence[str], t: Translator) -> str:
    """Values of which one is enough: `a`, `a or b`, `a, b or c`; empty for nothing.

    Beside `any_of`, because some languages only list them and leave `one of these` to the sentence around.
    """
    if len(values) < 2:
        return "".join(values)
    return t("{values} or {value}", values=t(", ").join(values[:-1]), value=values[-1])


def all_hold(conditions: Sequence[str], t: Translator) -> str:
    """Clauses that must all hold: `a`, `a and b`, `a, b and c`; beside `all_of`, which is for things."""
    return _in_a_row(conditions, N_("{conditions}, {condition}"), N_("{conditions} and {condition}"), t)


def any_holds(conditions: Sequence[str], t: Translator) -> str:
    """Clauses of which one is enough: `a`, `a or b`, `a, b or c`; beside `any_of`, which is for things."""
    return _in_a_row(conditions, N_("{alternatives}, {condition}"), N_("{alternatives} or {condition}"), t)


def _in_a_row(conditions: Sequence[str], next_one: str, last_one: str, t: Translator) -> str:
    said = "".join(conditions[:1])
    for place, condition in enumerate(conditions[1:], start=2):
        joint = last_one if place == len(conditions) else next_one
        said = t(joint, conditions=said, alternatives=said, condition=condition)
    return said


def listing(items: Iterable[str], t: Translator) -> str:
    """`a, b, c`: things of the same kind, none of them the last."""
    return t(", ").join(items)


def apart(items: Iterable[str], t: Translator) -> str:
    """`a, b; c, d`: the same for things that hold commas of their own."""
    return t("; ").join(items)


def in_a_row(sentences: Iterable[str], t: Translator) -> str:
    """Sentences one after the other; those that are empty are left out."""
    return spacing.in_a_row(sentences) if t.full_width else " ".join(filter(None, sentences))


def few_of(items: Sequence[str], room: int, t: Translator) -> str:
    """The first `room` items and how many are left out: `dev, staging +1`."""
    shown = listing(items[:room], t)
    return f"{shown} +{len(items) - room}" if len(items) > room else shown


def day(moment: datetime) -> str:
    """The date of `moment`, which is in UTC: `2027-03-31`."""
    return moment.strftime("%Y-%m-%d")


def opening(sentence: str, t: Translator = ENGLISH) -> str:
    """`sentence` with a capital at its start, where the language has capitals: elsewhere a name may stand there."""
    return sentence if t.full_width else sentence[:1].upper() + sentence[1:]


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """`items` without repetitions, in the order of first appearance."""
    return tuple(dict.fromkeys(items))
