"""String operators: whole values with or without case, and values with wildcards."""

from iam_atlas.iam.conditions.operator import Family, Operator, plain
from iam_atlas.iam.glob import Pattern, glob_matches


def _equal(wanted: Pattern, actual: str) -> bool:
    return plain(wanted) == actual


def _equal_ignoring_case(wanted: Pattern, actual: str) -> bool:
    return plain(wanted).lower() == actual.lower()


STRING_EQUALS = Operator("StringEquals", Family.STRING, _equal, variables=True, opposite="StringNotEquals")
STRING_NOT_EQUALS = Operator(
    "StringNotEquals", Family.STRING, _equal, negated=True, variables=True, opposite="StringEquals"
)
STRING_EQUALS_IGNORE_CASE = Operator(
    "StringEqualsIgnoreCase",
    Family.CASELESS,
    _equal_ignoring_case,
    variables=True,
    opposite="StringNotEqualsIgnoreCase",
)
STRING_NOT_EQUALS_IGNORE_CASE = Operator(
    "StringNotEqualsIgnoreCase",
    Family.CASELESS,
    _equal_ignoring_case,
    negated=True,
    variables=True,
    opposite="StringEqualsIgnoreCase",
)
STRING_LIKE = Operator(
    "StringLike", Family.STRING, glob_matches, wildcards=True, variables=True, opposite="StringNotLike"
)
STRING_NOT_LIKE = Operator(
    "StringNotLike", Family.STRING, glob_matches, negated=True, wildcards=True, variables=True, opposite="StringLike"
)
