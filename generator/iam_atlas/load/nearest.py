"""An unknown word and the known ones as the half sentence that helps: the nearest name, or what there is."""

from collections.abc import Iterable

from iam_atlas.errors import Words, counted, listed, said
from iam_atlas.load.words import did_you_mean, quoted

_FEW = 8
_SHOWN = 5
_KNOWN = said("known")


def hint(word: str, known: Iterable[str], what: Words = _KNOWN) -> Words:
    """`; did you mean "prod"?`, else the names there are when they are few, else nothing.

    `what` are they called: a section of the file, or words of our own.
    """
    names = tuple(known)
    if better := did_you_mean(word, names):
        return better
    if not names:
        return said("; {what}: none", what=what)
    unique = set(names)
    return said("; {what}: {names}", what=what, names=listed(sorted(unique))) if len(unique) <= _FEW else ""


def some(names: Iterable[str]) -> Words:
    """Up to five names for a sentence, quoted, and how many more there are."""
    unique = sorted(set(names))
    shown = listed(quoted(name) for name in unique[:_SHOWN])
    more = len(unique) - _SHOWN
    return counted("{names} and {count} more", "{names} and {count} more", more, names=shown) if more > 0 else shown
