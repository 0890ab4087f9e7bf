"""An unknown word and the known ones as the half sentence that helps: the nearest name, or what there is."""

from collections.abc import Iterable

from iam_atlas.load.words import did_you_mean, quoted

_FEW = 8


def hint(word: str, known: Iterable[str], what: str = "known") -> str:
    """`; did you mean "prod"?`, else the names there are when they are few, else nothing."""
    names = sorted(set(known))
    if better := did_you_mean(word, names):
        return better
    if not names:
        return f"; {what}: none"
    return f"; {what}: {', '.join(names)}" if len(names) <= _FEW else ""


def some(names: Iterable[str]) -> str:
    """Up to five names for a sentence, quoted, and how many more there are."""
    unique = sorted(set(names))
    shown = ", ".join(quoted(name) for name in unique[:5])
    return f"{shown} and {len(unique) - 5} more" if len(unique) > 5 else shown
