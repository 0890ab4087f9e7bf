"""One condition test to a chip: an icon and a label of a few characters, for diagrams."""

from dataclasses import dataclass

from iam_atlas.iam.doubts import OPAQUE
from iam_atlas.iam.formula import Test
from iam_atlas.wording.amounts import few_of, short_duration
from iam_atlas.wording.clauses import age_in_seconds, is_mfa, moment, signed_in
from iam_atlas.wording.github import read_subjects, subjects_in_short
from iam_atlas.wording.keys import (
    CURRENT_TIME,
    EXTERNAL_ID,
    GITHUB_SUBJECT,
    PRINCIPAL_ORG,
    SOURCE_ACCOUNT,
    SOURCE_IP,
    Icon,
    claim_of,
    icon_of,
    short_key,
)
from iam_atlas.wording.operators import Operator, Quantifier, read_operator
from iam_atlas.wording.translate import N_, Translator

_SIGNS = {
    "NumericLessThan": "<",
    "DateLessThan": "<",
    "NumericLessThanEquals": "≤",
    "DateLessThanEquals": "≤",
    "NumericGreaterThan": ">",
    "DateGreaterThan": ">",
    "NumericGreaterThanEquals": "≥",
    "DateGreaterThanEquals": "≥",
    "StringLike": "~",
    "ArnLike": "~",
    "ArnEquals": "~",
    "StringNotLike": "≁",
    "ArnNotLike": "≁",
    "ArnNotEquals": "≁",
    "IpAddress": N_("in"),
    "NotIpAddress": N_("not in"),
}
_VALUE_ROOM = 28
_CLAIM_ROOM = 18
_CLAIMS = {"sub": N_("subject {value}"), "aud": N_("audience {value}")}


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in a diagram: an icon, and a label short enough for a pill; the sentence says it in full."""

    icon: Icon
    label: str


def chip(test: Test, t: Translator) -> Chip:
    """The chip of one test; values that do not fit are counted (`+1`) or end in `…`."""
    if test.operator == OPAQUE:
        return Chip(Icon.OTHER, t("not decided"))
    operator = read_operator(test.operator)
    icon = icon_of(test.key)
    return Chip(icon, _usual(test, operator, t) or _exact(test, operator, t))


def _usual(test: Test, operator: Operator, t: Translator) -> str:
    """The label people know for a plain test of a usual key; empty for all others."""
    if (came := signed_in(test)) is not None:
        return t("signed in") if came else t("guest")
    if not operator.plain or not test.values:
        return ""
    if is_mfa(test):
        return t("MFA")
    if (seconds := age_in_seconds(test, operator)) is not None:
        return f"{'<' if operator.base == 'NumericLessThan' else '≤'} {short_duration(seconds, t)}"
    if test.key.lower() == CURRENT_TIME and len(test.values) == 1:
        return _date(test.values[0], operator.base, t)
    return _usual_values(test, operator.base, t) or _claim(test, operator.base, t)


def _usual_values(test: Test, base: str, t: Translator) -> str:
    match test.key.lower(), base:
        case (k, "StringEquals") if k == EXTERNAL_ID:
            return t("ExternalId")
        case (k, "StringEquals") if k == PRINCIPAL_ORG and len(test.values) == 1:
            return t("organization {name}", name=_cut(test.values[0]))
        case (k, "IpAddress") if k == SOURCE_IP:
            return few_of([_cut(value) for value in test.values], 1, t)
        case (k, "StringEquals" | "StringLike") if k == GITHUB_SUBJECT:
            return subjects_in_short(read_subjects(test.values), t)
        case (k, "StringEquals") if k == SOURCE_ACCOUNT:
            return t("for account {id}", id=few_of(test.values, 1, t))
    return ""


def _claim(test: Test, base: str, t: Translator) -> str:
    """What a provider states, by its value where that is short enough to read, else counted."""
    claim = claim_of(test.key)
    if claim not in _CLAIMS or base != "StringEquals":
        return ""
    if len(test.values) == 1 and len(test.values[0]) <= _CLAIM_ROOM:
        return t(_CLAIMS[claim], value=test.values[0])
    if claim == "sub":
        return t.count("{count} subject", "{count} subjects", len(test.values))
    return t.count("{count} audience", "{count} audiences", len(test.values))


def _date(value: str, base: str, t: Translator) -> str:
    at = moment(value)
    if at == value:
        return ""
    day, time, _ = at.split(" ")
    if base in ("DateLessThan", "DateLessThanEquals"):
        return t("until {date}", date=day if time.startswith("23:59") else _minutes(at))
    if base in ("DateGreaterThan", "DateGreaterThanEquals"):
        return t("from {date}", date=day if time == "00:00:00" else _minutes(at))
    return ""


def _minutes(at: str) -> str:
    """`2027-03-31 09:00 UTC`; seconds stay where there are some."""
    return at.replace(":00 UTC", " UTC")


def _exact(test: Test, operator: Operator, t: Translator) -> str:
    """Key, sign and values as IAM has them."""
    values = few_of([_cut(value) for value in test.values], 2, t) or t("nothing")
    if not operator.known or operator.base == "Null":
        return f"{short_key(test.key)} {_null(test, operator, t) or f'{_cut(test.operator)} {values}'}"
    sign = t(_SIGNS.get(operator.base, "≠" if operator.negated else "="))
    subject = {
        Quantifier.ANY: t("any {key}", key=short_key(test.key)),
        Quantifier.ALL: t("all {key}", key=short_key(test.key)),
    }
    label = f"{subject.get(operator.quantifier, short_key(test.key))} {sign} {values}"
    return t("{label} or absent", label=label) if operator.if_exists else label


def _null(test: Test, operator: Operator, t: Translator) -> str:
    values = tuple(value.lower() for value in test.values)
    if operator.base != "Null" or not operator.plain or values not in (("true",), ("false",)):
        return ""
    return t("absent") if values == ("true",) else t("given")


def _cut(value: str) -> str:
    return value if len(value) <= _VALUE_ROOM else f"{value[: _VALUE_ROOM - 1]}…"
