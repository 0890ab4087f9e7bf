"""Patterns with `*` and `?`: whether they match a text, cover each other, or share a text.

A pattern is a tuple of pieces: literal text, `Wild`, or a policy variable whose value is not known.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from iam_atlas.model.identity import Member


class Wild(Member):
    """`*` stands for any text, also none; `?` for exactly one character."""

    STAR = "*"
    ONE = "?"


@dataclass(frozen=True, slots=True)
class Variable:
    """A policy variable `${key}` or `${key, 'default'}`; `default` is None when there is none."""

    key: str
    default: str | None = None


Piece: TypeAlias = str | Wild
Pattern: TypeAlias = tuple[Piece, ...]
Template: TypeAlias = tuple[str | Wild | Variable, ...]

_EVERYTHING: Pattern = (Wild.STAR,)
_WILD = re.compile(r"[*?]")


@lru_cache(maxsize=65536)
def parse_glob(text: str) -> Pattern:
    """`text` as a pattern, every `*` and `?` in it a wildcard."""
    pieces: list[Piece] = []
    start = 0
    for found in _WILD.finditer(text):
        if found.start() > start:
            pieces.append(text[start : found.start()])
        pieces.append(Wild(found.group()))
        start = found.end()
    if start < len(text):
        pieces.append(text[start:])
    return tuple(pieces)


@lru_cache(maxsize=262144)
def glob_matches(pattern: Pattern, text: str) -> bool:
    """Whether the whole of `text` matches. Linear in the stars: a hostile pattern cannot make it hang."""
    if len(pattern) < 2 and (not pattern or isinstance(pattern[0], str)):
        # Most patterns are plain texts, and to compile an expression for each takes most of the time.
        return text == (pattern[0] if pattern else "")
    head, middle, tail = _segments(pattern)
    first = head[0].match(text)
    if first is None:
        return False
    if tail is None:
        return first.end() == len(text)
    at = first.end()
    for segment, _ in middle:
        found = segment.search(text, at)
        if found is None:
            return False
        at = found.end()
    start = len(text) - tail[1]
    return start >= at and tail[0].match(text, start) is not None


def matches_among(pattern: Pattern, texts: Iterable[str]) -> list[str]:
    """Those of many texts that match, in their order.

    What lacks a letter of the pattern is left aside first; its end comes first there, since ARNs begin alike.
    """
    left = list(texts)
    for piece in reversed(pattern):
        if isinstance(piece, str):
            left = [text for text in left if piece in text]
    return left if pattern == _EVERYTHING else [text for text in left if glob_matches(pattern, text)]


@lru_cache(maxsize=65536)
def covers(wide: Template, narrow: Template) -> bool:
    """Whether every text that `narrow` matches is matched by `wide`. True is certain; False may be over-careful."""
    if wide == _EVERYTHING:
        return True
    outer, inner = _tokens(wide), _tokens(narrow)
    row = [True] + [False] * len(inner)
    for token in outer:
        star = token is Wild.STAR
        new = [star and row[0]] + [False] * len(inner)
        for at, other in enumerate(inner):
            if star:
                new[at + 1] = row[at + 1] or new[at]
            else:
                new[at + 1] = row[at] and _token_covers(token, other)
        row = new
    return row[-1]


@lru_cache(maxsize=65536)
def overlap(left: Template, right: Template) -> bool:
    """Whether some text may match both. False is certain; True may be over-careful where variables stand."""
    if _EVERYTHING in (left, right):
        return True
    ours, theirs = _tokens(left), _tokens(right)
    row = [True]
    for token in theirs:
        row.append(row[-1] and _any_text(token))
    for token in ours:
        new = [row[0] and _any_text(token)]
        for at, other in enumerate(theirs):
            if _any_text(token) or _any_text(other):
                new.append(row[at + 1] or new[at])
            else:
                new.append(row[at] and (token == other or token is Wild.ONE or other is Wild.ONE))
        row = new
    return row[-1]


_Segment: TypeAlias = tuple[re.Pattern[str], int]


@lru_cache(maxsize=65536)
def _segments(pattern: Pattern) -> tuple[_Segment, tuple[_Segment, ...], _Segment | None]:
    """The parts between the stars, each of fixed length: the first, those between, the last (None without a star)."""
    parts: list[list[Piece]] = [[]]
    for piece in pattern:
        if piece is Wild.STAR:
            parts.append([])
        else:
            parts[-1].append(piece)
    made = [_segment(part) for part in parts]
    return made[0], tuple(made[1:-1]), made[-1] if len(made) > 1 else None


def _segment(pieces: list[Piece]) -> _Segment:
    source = "".join("." if isinstance(piece, Wild) else re.escape(piece) for piece in pieces)
    length = sum(1 if isinstance(piece, Wild) else len(piece) for piece in pieces)
    return re.compile(source, re.DOTALL), length


def _tokens(template: Template) -> list[str | Wild | Variable]:
    tokens: list[str | Wild | Variable] = []
    for piece in template:
        if isinstance(piece, str):
            tokens.extend(piece)
        else:
            tokens.append(piece)
    return tokens


def _token_covers(outer: str | Wild | Variable, inner: str | Wild | Variable) -> bool:
    if outer is Wild.ONE:
        return inner is Wild.ONE or isinstance(inner, str)
    return outer == inner and inner is not Wild.STAR


def _any_text(token: str | Wild | Variable) -> bool:
    return token is Wild.STAR or isinstance(token, Variable)
