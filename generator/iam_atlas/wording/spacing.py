"""A sentence with gaps and their values to text in a full-width script, where only half-width words are set apart."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from string import Formatter
from unicodedata import category, east_asian_width


def fill_full_width(form: str, values: Mapping[str, object], seen: Callable[[str], str] = str) -> str:
    """`form` with its gaps filled; a space beside a gap goes where both its neighbours turn out to be full-width.

    Japanese sets `ロール developer の` apart but not `ロールの`, and nothing from a full-width comma. Whoever writes
    the sentence cannot know what will fill the gap and leaves a space on both sides of it. `seen` takes away what a
    reader does not see of a part, its markup. KeyError when a gap has no value.
    """
    said, tail = "", ""
    for literal, gap in _parts(form):
        for part in (literal,) if gap is None else (literal, str(values[gap])):
            shown = seen(part)
            said = _beside(said, part, tail, shown)
            tail = (tail + shown)[-2:]
    return said


def in_a_row(sentences: Iterable[str], seen: Callable[[str], str] = str) -> str:
    """Sentences of a full-width script one after the other; those that are empty are left out."""
    said = ""
    for sentence in filter(None, sentences):
        said = fill_full_width("{said} {sentence}", {"said": said, "sentence": sentence}, seen) if said else sentence
    return said


def is_full_width(character: str) -> bool:
    """Whether the character fills a whole square; nothing does not."""
    return character != "" and east_asian_width(character) in "FW"


@cache
def _parts(form: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, gap) for literal, gap, _, _ in Formatter().parse(form))


def _beside(left: str, right: str, tail: str, shown: str) -> str:
    """`left` and `right`, of which a reader sees `tail` at the one's end and `shown` of the other."""
    if left.endswith(" ") and _touch(tail[-2:-1], shown[:1]):
        return left[:-1] + right
    if right.startswith(" ") and _touch(tail[-1:], shown[1:2]):
        return left + right[1:]
    return left + right


def _touch(before: str, after: str) -> bool:
    """Whether no space parts the two characters; what is not there yet parts nothing."""
    if not (before and after):
        return False
    return (is_full_width(before) and is_full_width(after)) or _is_full_stop(before) or _is_full_stop(after)


def _is_full_stop(character: str) -> bool:
    """Whether it is a full-width mark such as 、。「（, which brings its own space."""
    return is_full_width(character) and category(character).startswith("P")
