"""A sentence with gaps and their values to text in a full-width script, where only half-width words are set apart."""

from collections.abc import Mapping
from string import Formatter
from unicodedata import east_asian_width


def fill_full_width(form: str, values: Mapping[str, object]) -> str:
    """`form` with its gaps filled; a space beside a gap goes where both its neighbours turn out to be full-width.

    Japanese sets `ロール developer の` apart but not `ロールの`. Whoever writes the sentence cannot know what will fill
    the gap and leaves a space on both sides of it. KeyError when a gap has no value.
    """
    said = ""
    for literal, gap, _, _ in Formatter().parse(form):
        said = _beside(said, literal)
        if gap is not None:
            said = _beside(said, str(values[gap]))
    return said


def _beside(left: str, right: str) -> str:
    if left.endswith(" ") and is_full_width(left[-2:-1]) and is_full_width(right[:1]):
        return left[:-1] + right
    if right.startswith(" ") and is_full_width(left[-1:]) and is_full_width(right[1:2]):
        return left + right[1:]
    return left + right


def is_full_width(character: str) -> bool:
    """Whether the character fills a whole square; nothing does not."""
    return character != "" and east_asian_width(character) in "FW"
