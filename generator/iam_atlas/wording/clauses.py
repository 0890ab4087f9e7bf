"""One condition test to a clause of a sentence; exact for every operator, friendly for the usual ones."""

from datetime import UTC, datetime

from iam_atlas.iam.doubts import OPAQUE
from iam_atlas.iam.formula import Test
from iam_atlas.wording.amounts import any_of, duration, listed
from iam_atlas.wording.doubts import doubt_in_words
from iam_atlas.wording.github import read_subjects, subjects_in_words
from iam_atlas.wording.keys import GITHUB_SUBJECT, MFA_AGE, MFA_PRESENT, reads_cognito_sign_in, subject_of
from iam_atlas.wording.operators import Operator, Quantifier, read_operator
from iam_atlas.wording.translate import N_, Translator

# For one value, and for several: there, other languages must say `one of` or `none of` these.
_IS = (N_("{subject} is {value}"), N_("{subject} is {values}"))
_IS_IN_ANY_CASE = (
    N_("{subject} is {value} in upper or lower case"),
    N_("{subject} is {values} in upper or lower case"),
)
_MATCHES = (N_("{subject} matches {value}"), N_("{subject} matches {values}"))
_LESS = (N_("{subject} is less than {value}"), N_("{subject} is less than {values}"))
_AT_MOST = (N_("{subject} is at most {value}"), N_("{subject} is at most {values}"))
_MORE = (N_("{subject} is more than {value}"), N_("{subject} is more than {values}"))
_AT_LEAST = (N_("{subject} is at least {value}"), N_("{subject} is at least {values}"))
_EXACTLY = (N_("{subject} is exactly {value}"), N_("{subject} is exactly {values}"))
_BEFORE = (N_("{subject} is before {value}"), N_("{subject} is before {values}"))
_NOT_AFTER = (N_("{subject} is not after {value}"), N_("{subject} is not after {values}"))
_AFTER = (N_("{subject} is after {value}"), N_("{subject} is after {values}"))
_NOT_BEFORE = (N_("{subject} is not before {value}"), N_("{subject} is not before {values}"))
_BYTES = (N_("{subject} is the bytes {value}"), N_("{subject} is the bytes {values}"))
_IN = (N_("{subject} is in {value}"), N_("{subject} is in {values}"))
_IS_NOT = (N_("{subject} is not {value}"), N_("{subject} is not {values}"))
_IS_NOT_IN_ANY_CASE = (
    N_("{subject} is not {value} in upper or lower case"),
    N_("{subject} is not {values} in upper or lower case"),
)
_DOES_NOT_MATCH = (N_("{subject} does not match {value}"), N_("{subject} does not match {values}"))
_NOT_IN = (N_("{subject} is not in {value}"), N_("{subject} is not in {values}"))
_RELATIONS = {
    "StringEquals": _IS,
    "StringEqualsIgnoreCase": _IS_IN_ANY_CASE,
    "StringLike": _MATCHES,
    "NumericEquals": _IS,
    "NumericLessThan": _LESS,
    "NumericLessThanEquals": _AT_MOST,
    "NumericGreaterThan": _MORE,
    "NumericGreaterThanEquals": _AT_LEAST,
    "DateEquals": _EXACTLY,
    "DateLessThan": _BEFORE,
    "DateLessThanEquals": _NOT_AFTER,
    "DateGreaterThan": _AFTER,
    "DateGreaterThanEquals": _NOT_BEFORE,
    "Bool": _IS,
    "BinaryEquals": _BYTES,
    "IpAddress": _IN,
    "ArnEquals": _MATCHES,
    "ArnLike": _MATCHES,
    "StringNotEquals": _IS_NOT,
    "StringNotEqualsIgnoreCase": _IS_NOT_IN_ANY_CASE,
    "StringNotLike": _DOES_NOT_MATCH,
    "NumericNotEquals": _IS_NOT,
    "DateNotEquals": _IS_NOT,
    "NotIpAddress": _NOT_IN,
    "ArnNotEquals": _DOES_NOT_MATCH,
    "ArnNotLike": _DOES_NOT_MATCH,
}
_AGES = {
    "NumericLessThan": N_("the sign-in with MFA is less than {duration} old"),
    "NumericLessThanEquals": N_("the sign-in with MFA is at most {duration} old"),
}
_ANY_OF = ("ForAnyValue:StringLike", "ForAnyValue:StringEquals")
_SIGNED_IN = {"authenticated": True, "unauthenticated": False}
USER_NAME = "${aws:username}"
"""The caller's own user name, as IAM writes it."""
ROLE_ACCOUNT = "${the role's account}"
"""The id of the account that a role is in, where something is said of its copies in several; no policy can hold it."""
_OWN = {USER_NAME: N_("the caller's own user name"), ROLE_ACCOUNT: N_("the role's own account")}


def clause(test: Test, t: Translator) -> str:
    """When the test holds, as a clause without capital or full stop.

    What AWS documents for a key that the request does not carry is part of it ("or is absent"). A test without
    words of its own is given with its operator, key and values as IAM names them.
    """
    if test.operator == OPAQUE:
        return t("something holds that is not decided here: {what}", what=doubt_in_words(test.key, t))
    operator = read_operator(test.operator)
    if not operator.known or not test.values:
        return t(
            "the test {operator} on {key} holds for {values}",
            operator=test.operator,
            key=test.key,
            values=any_of(test.values, t) or t("no value"),
        )
    return _special(test, operator, t) or _general(test, operator, t)


def is_mfa(test: Test) -> bool:
    """Whether the test is exactly "MFA is present": absent keys fail it."""
    return test.key.lower() == MFA_PRESENT and test.operator == "Bool" and _is(test, "true")


def age_in_seconds(test: Test, operator: Operator) -> int | None:
    """The limit on the age of the sign-in, when the test is a plain upper limit; else None."""
    if test.key.lower() != MFA_AGE or operator.base not in _AGES or not operator.plain:
        return None
    (value, *more) = test.values
    return int(value) if not more and value.isascii() and value.isdigit() else None


def signed_in(test: Test) -> bool | None:
    """For a test on how somebody came to an app: True for a sign-in, False for a guest, None for any other test.

    Source: Amazon Cognito Developer Guide, "Using IAM roles", role trust and permissions.
    """
    if not reads_cognito_sign_in(test.key) or test.operator not in _ANY_OF:
        return None
    return next((came for value, came in _SIGNED_IN.items() if test.values == (value,)), None)


def moment(value: str) -> str:
    """A date value in UTC to the second when it is ISO 8601 or epoch seconds, else as written."""
    try:
        if value.isascii() and value.isdigit() and len(value) > 4:
            at = datetime.fromtimestamp(int(value), UTC)
        else:
            at = datetime.fromisoformat(value)
    except (ValueError, OverflowError, OSError):
        return value
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _special(test: Test, operator: Operator, t: Translator) -> str:
    """The friendly words for tests that people meet every day; empty for all others."""
    if test.key.lower() == MFA_PRESENT and operator.base == "Bool" and operator.quantifier is Quantifier.NONE:
        return _mfa(test, operator, t)
    if (seconds := age_in_seconds(test, operator)) is not None:
        return t(_AGES[operator.base], duration=duration(seconds, t))
    if operator.base == "Null" and operator.quantifier is Quantifier.NONE:
        return _null(test, t)
    if (came := signed_in(test)) is not None:
        return t("the visitor has signed in") if came else t("the visitor is a guest, who has not signed in")
    if test.key.lower() == GITHUB_SUBJECT and operator.plain and operator.base in ("StringEquals", "StringLike"):
        subjects = read_subjects(test.values)
        return t("the GitHub workflow runs for {subjects}", subjects=subjects_in_words(subjects, t)) if subjects else ""
    return ""


def _mfa(test: Test, operator: Operator, t: Translator) -> str:
    if _is(test, "true"):
        if operator.if_exists:
            return t("MFA is present, or the request does not say (with long-term access keys it does not)")
        return t("MFA is present")
    if _is(test, "false"):
        if operator.if_exists:
            return t("MFA is not present")
        return t("the request says that MFA is not present (with long-term access keys it says nothing)")
    return ""


def _null(test: Test, t: Translator) -> str:
    subject = t("the statement about MFA") if test.key.lower() == MFA_PRESENT else subject_of(test.key, t)
    if _is(test, "true"):
        return t("{subject} is absent", subject=subject)
    return t("{subject} is given", subject=subject) if _is(test, "false") else ""


def _general(test: Test, operator: Operator, t: Translator) -> str:
    if operator.base not in _RELATIONS:
        return t("the test {operator} on {key} holds for {values}", **_named(test, t))
    subject = subject_of(test.key, t)
    if operator.quantifier is Quantifier.ANY:
        said = _related(t("at least one value of {subject}", subject=subject), test, operator, t)
        return t("{clause}, or it is absent", clause=said) if operator.if_exists else said
    if operator.quantifier is Quantifier.ALL:
        said = _related(t("every value of {subject}", subject=subject), test, operator, t)
        return t("{clause}, or there is none", clause=said)
    said = _related(subject, test, operator, t)
    return t("{clause}, or it is absent", clause=said) if operator.if_exists or operator.negated else said


def _related(subject: str, test: Test, operator: Operator, t: Translator) -> str:
    one, several = _RELATIONS[operator.base]
    values = listed([_value(value, test, operator, t) for value in test.values], t)
    return t(one if len(test.values) == 1 else several, subject=subject, value=values, values=values)


def _named(test: Test, t: Translator) -> dict[str, str]:
    return {"operator": test.operator, "key": test.key, "values": any_of(test.values, t)}


def _value(value: str, test: Test, operator: Operator, t: Translator) -> str:
    if "${" in value:
        if test.literal:
            return t("the text {value} as it stands", value=value)
        return t(_OWN[value]) if value in _OWN else value
    return moment(value) if operator.base.startswith("Date") else value


def _is(test: Test, value: str) -> bool:
    return tuple(v.lower() for v in test.values) == (value,)
