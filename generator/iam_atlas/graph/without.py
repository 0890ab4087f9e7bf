"""A residue and a kind of condition key become the answer whether any request without such a key gets through."""

from collections.abc import Callable

from iam_atlas.iam.conditions.matching import matches
from iam_atlas.iam.formula import And, Formula, Never, Not, Or, Test
from iam_atlas.iam.known_facts import MFA_KEYS


def fails_without(formula: Formula, missing: Callable[[str], bool]) -> bool:
    """Whether the formula cannot hold in a request that lacks these keys, whatever the others are.

    `missing` says of a key, in whatever case, whether the request lacks it.
    """
    return _value(formula, missing) is False


def is_mfa_key(key: str) -> bool:
    """Whether the key is one that only a sign-in with MFA brings into a request."""
    return key.lower() in MFA_KEYS


def _value(formula: Formula, missing: Callable[[str], bool]) -> bool | None:
    """True, False, or None where it depends on keys that a request may have."""
    if isinstance(formula, Test):
        return matches(formula, {}) if missing(formula.key) else None
    if isinstance(formula, Not):
        inner = _value(formula.part, missing)
        return None if inner is None else not inner
    if isinstance(formula, And | Or):
        decisive = isinstance(formula, Or)
        values = [_value(part, missing) for part in formula.parts]
        if decisive in values:
            return decisive
        return None if None in values else not decisive
    return not isinstance(formula, Never)
