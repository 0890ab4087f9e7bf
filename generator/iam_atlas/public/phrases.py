"""A list of phrases to where they stand in a text as words of their own, in whatever capitals."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_WORDS = re.compile(r"[0-9A-Za-z]+|[^\W0-9A-Za-z_]")
_UNSPACED = 0x2E80  # from here on scripts write words without a space between them


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases and what stands for each, by the first word of each; a phrase without a word is in none.

    A longer phrase comes before a shorter one. Letters and digits beside it make a phrase part of another word; hyphens
    and underscores do not.
    """

    by_word: Mapping[str, tuple[tuple[int, str, str], ...]]

    def replace(self, text: str) -> str:
        """`text` with what stands for each phrase in its place."""
        parts, end = [], 0
        for start, stop, instead in self._found(text):
            parts += [text[end:start], instead]
            end = stop
        return "".join([*parts, text[end:]]) if parts else text

    def first(self, text: str) -> str | None:
        """The first phrase in `text` that is not its own stand-in, as it is written there; None for none."""
        return next((text[a:b] for a, b, instead in self._found(text) if instead != text[a:b]), None)

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        small, end = _small(text), 0
        for word in _WORDS.finditer(small) if self.by_word else ():
            for lead, phrase, instead in self.by_word.get(word[0], ()):
                start = word.start() - lead
                stop = start + len(phrase)
                if start >= end and small.startswith(phrase, start) and _stands_alone(small, start, stop):
                    yield start, stop, text[start:stop] if instead == phrase else instead
                    end = stop
                    break


def phrases(instead: Mapping[str, str], kept: Iterable[str] = ()) -> Phrases:
    """Phrases by what stands for them; those `kept` stay as they are, whatever lies in them."""
    every = {_small(one): other for one, other in instead.items()} | {_small(one): _small(one) for one in kept}
    by_word: dict[str, list[tuple[int, str, str]]] = {}
    for phrase, other in every.items():
        if word := _WORDS.search(phrase):
            by_word.setdefault(word[0], []).append((word.start(), phrase, other))
    longest_first = {word: sorted(found, key=lambda one: (-len(one[1]), one)) for word, found in by_word.items()}
    return Phrases({word: tuple(found) for word, found in longest_first.items()})


def words_of(text: str) -> list[str]:
    """The words of `text` in small letters; where a script writes none, its characters."""
    return _WORDS.findall(_small(text))


def _small(text: str) -> str:
    small = text.lower()
    return small if len(small) == len(text) else text  # positions have to stay


def _stands_alone(text: str, start: int, stop: int) -> bool:
    return not (_joins(text[start - 1 : start], text[start]) or _joins(text[stop : stop + 1], text[stop - 1]))


def _joins(beside: str, edge: str) -> bool:
    if not beside or not beside.isalnum() or not edge.isalnum():
        return False
    return ord(beside) < _UNSPACED and ord(edge) < _UNSPACED
