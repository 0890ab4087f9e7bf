"""A residue and what is known of a request become the answer whether any such request gets through."""

from collections.abc import Callable

from iam_atlas.iam.conditions.matching import matches
from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.formula import And, Formula, Never, Not, Or, Test
from iam_atlas.iam.known_facts import MFA_KEYS
from iam_atlas.model.identity import ByIdentity


def fails_without(formula: Formula, missing: Callable[[str], bool]) -> bool:
    """Whether the formula cannot hold in a request that lacks these keys, whatever the others are.

    `missing` says of a key, in whatever case, whether the request lacks it.
    """
    return _value(formula, lambda test: matches(test, {}) if missing(test.key) else None) is False


def fails_with(formula: Formula, context: Context) -> bool:
    """Whether the formula cannot hold in a request that has these keys with these values, whatever the others are.

    The keys of `context` are in lower case; whatever variables their tests read must be among them.
    """
    return _value(formula, lambda test: matches(test, context) if test.key.lower() in context else None) is False


@ByIdentity
def needs_mfa(residue: Formula) -> bool:
    """Whether no request without MFA satisfies it; False is "not certainly".

    Long-term access keys bring none of its keys into a request; the temporary credentials of a sign-in without MFA
    bring the one that says so.
    Source: IAM User Guide, "AWS global condition context keys", `aws:MultiFactorAuthPresent`.
    """
    return needs_mfa_keys(residue) and _value(residue, _of_a_sign_in_without_mfa) is False


@ByIdentity
def needs_mfa_keys(residue: Formula) -> bool:
    """Whether no request satisfies it that lacks the keys of MFA, whatever they would have to say."""
    return fails_without(residue, is_mfa_key)


def _of_a_sign_in_without_mfa(test: Test) -> bool | None:
    return matches(test, _SIGNED_IN_WITHOUT_MFA) if is_mfa_key(test.key) else None


_SIGNED_IN_WITHOUT_MFA: Context = {"aws:multifactorauthpresent": ("false",)}


def is_mfa_key(key: str) -> bool:
    """Whether the key is one that only a sign-in with MFA brings into a request."""
    return key.lower() in MFA_KEYS


def _value(formula: Formula, known: Callable[[Test], bool | None]) -> bool | None:
    """True, False, or None where it depends on keys of which nothing is known."""
    if isinstance(formula, Test):
        return known(formula)
    if isinstance(formula, Not):
        inner = _value(formula.part, known)
        return None if inner is None else not inner
    if isinstance(formula, And | Or):
        decisive = isinstance(formula, Or)
        values = [_value(part, known) for part in formula.parts]
        if decisive in values:
            return decisive
        return None if None in values else not decisive
    return not isinstance(formula, Never)
