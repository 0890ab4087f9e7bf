"""The user's own words, made fit to stand in a message: quoted, shortened, and compared with what is accepted."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from iam_atlas.errors import Said, Words, said

_MOST_COMPARED = 500
_AROUND = 10  # of either end
_LONGEST = 60  # characters of the user's text that a message repeats


def quoted(text: str) -> Said:
    """The text in quotes on one line, cut after 60 characters; characters without a picture are spelled out."""
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    visible = shown if shown.isprintable() else "".join(_visible(character) for character in shown)
    return said('"{text}"', text=visible)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word most like `word`, letter case aside; None when none is like it. `cutoff` is from 0 to 1."""
    folded = _folded(tuple(known))
    fold = word[:_LONGEST].casefold()
    found = get_close_matches(fold, _likely(fold, folded), n=1, cutoff=cutoff)
    return folded.names[found[0]] if found else None


@dataclass(frozen=True, slots=True)
class _Folded:
    """Known names by what they are in small letters; those sorted, and sorted by their ends, written backwards."""

    names: Mapping[str, str]
    forwards: list[str]
    backwards: list[str]


@lru_cache(maxsize=8)
def _folded(known: tuple[str, ...]) -> _Folded:
    names = {name.casefold(): name for name in sorted(known, reverse=True)}
    return _Folded(names, sorted(names), sorted(name[::-1] for name in names))


def _likely(word: str, folded: _Folded) -> list[str]:
    """The names to compare with: all, or of very many those around it by their beginnings and by their ends.

    Comparing costs so much that a file full of wrong names would take minutes.
    """
    if len(folded.forwards) <= _MOST_COMPARED:
        return folded.forwards
    by_end = _around(word[::-1], folded.backwards)
    return sorted({*_around(word, folded.forwards), *(name[::-1] for name in by_end)})


def _around(word: str, names: list[str]) -> list[str]:
    at = bisect_left(names, word)
    return names[max(0, at - _AROUND) : at + _AROUND]


def did_you_mean(word: str, known: Iterable[str]) -> Words:
    """`; did you mean "sandbox"?`, or nothing when no known word is near."""
    near = nearest(word, known)
    return said("; did you mean {near}?", near=quoted(near)) if near else ""


def _visible(character: str) -> str:
    if character == "\n":
        return "\\n"
    return character if character.isprintable() else f"\\u{ord(character):04x}"
