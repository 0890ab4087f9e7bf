"""A sentence with gaps and their values to text in a full-width script, where only half-width words are set apart."""

from collections.abc import Mapping
from string import Formatter
from unicodedata import east_asian_width

_OPENING = frozenset("「『")
_CLOSING = frozenset("」』")


def fill_full_width(form: str, values: Mapping[str, object]) -> str:
    """`form` with its gaps filled; a space beside a gap goes where both its neighbours turn out to be full-width.

    Japanese sets `ロール developer の` apart but not `ロールの`, and no word from the brackets of `OU「Core」`. Whoever
    writes the sentence cannot know what will fill the gap and leaves a space on both sides of it. KeyError when a gap
    has no value.
    """
    said = ""
    for literal, gap, _, _ in Formatter().parse(form):
        said = _beside(said, literal)
        if gap is not None:
            said = _beside(said, str(values[gap]))
    return said


def _beside(left: str, right: str) -> str:
    if left.endswith(" ") and _close_up(left[-2:-1], right[:1]):
        return left[:-1] + right
    if right.startswith(" ") and _close_up(left[-1:], right[1:2]):
        return left + right[1:]
    return left + right


def _close_up(before: str, after: str) -> bool:
    """Whether two characters need no space between them: both are full-width, or one is the bracket of a quotation."""
    quotation = (before.isalnum() and after in _OPENING) or (before in _CLOSING and after.isalnum())
    return quotation or (is_full_width(before) and is_full_width(after))


def is_full_width(character: str) -> bool:
    """Whether the character fills a whole square; nothing does not."""
    return character != "" and east_asian_width(character) in "FW"
