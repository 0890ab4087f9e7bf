"""Random condition tests, formulas and complete request contexts whose values are of the kind that AWS documents."""

from collections.abc import Mapping
from typing import NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest

BOUNDED = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
"""The same examples on every machine, however slow it is."""


class KeyPool(NamedTuple):
    """A condition key with the operators, policy values and request values to draw from."""

    key: str
    operators: tuple[str, ...]
    wanted: tuple[str, ...]
    actual: tuple[str, ...]
    many: bool = False


_STRINGS = ("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase")
_LIKES = ("StringLike", "StringNotLike")
_NUMBERS = tuple(
    f"Numeric{name}"
    for name in ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
)
_DATES = tuple(name.replace("Numeric", "Date") for name in _NUMBERS)
_ARNS = ("ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike")
USER = "arn:aws:iam::111111111111:user/u"

POOLS: tuple[KeyPool, ...] = (
    KeyPool("aws:MultiFactorAuthPresent", ("Bool",), ("true", "false"), ("true", "false")),
    KeyPool("aws:MultiFactorAuthAge", _NUMBERS, ("0", "10", "10.0", "20", "x"), ("0", "5", "10", "15", "30")),
    KeyPool(
        "aws:SourceIp",
        ("IpAddress", "NotIpAddress"),
        ("203.0.113.0/24", "203.0.113.7", "198.51.100.0/24", "0.0.0.0/0", "2001:db8::/32", "::/0", "nonsense"),
        ("203.0.113.7", "203.0.113.8", "198.51.100.1", "2001:db8::1"),
    ),
    KeyPool("sts:ExternalId", (*_STRINGS, "BinaryEquals"), ("a", "A", "ab", "YWI="), ("a", "A", "ab", "b", "YWI=")),
    KeyPool("sts:ExternalId", _LIKES, ("a*", "?", "*b", "*", "ab"), ("a",)),
    KeyPool("aws:TagKeys", (*_STRINGS, *_LIKES), ("a", "b", "a*"), ("a", "b", "ab"), many=True),
    KeyPool(
        "aws:PrincipalOrgPaths", (*_STRINGS, *_LIKES), ("o/r/", "o/r/*", "o/*"), ("o/r/", "o/r/x/", "p/"), many=True
    ),
    KeyPool(
        "custom:Key",
        (*_STRINGS, *_LIKES, *_NUMBERS, "Bool"),
        ("a", "*", "a?", "1", "true"),
        ("a", "*", "1", "true"),
        True,
    ),
    KeyPool(
        "aws:RequestTag/Team",
        (*_STRINGS, *_LIKES),
        ("${aws:username}", "a", "${custom:Who, 'a'}*", "${*}", "${custom:Who}"),
        ("a", "ab", "u"),
    ),
    KeyPool("aws:username", (*_STRINGS, *_LIKES), ("u", "ab", "${sts:ExternalId}"), ("u", "ab")),
    KeyPool("custom:Who", (*_STRINGS, *_LIKES), ("u", "a*", "${sts:ExternalId}*"), ("u", "a*", "ab"), many=True),
    KeyPool(
        "aws:CurrentTime",
        _DATES,
        ("2026-01-01", "2027-01-01T00:00:00Z", "1798761600"),
        ("2026-06-01", "2027-01-01T00:00:00Z", "2028-01-01"),
    ),
    KeyPool(
        "aws:SourceArn",
        _ARNS,
        ("arn:aws:s3:::a*", "arn:aws:s3:::ab", "arn:*:s3:::${aws:username}", "plain"),
        ("arn:aws:s3:::ab", "arn:aws:s3:::b", "arn:aws:s3:::u"),
    ),
)


@st.composite
def condition_tests(draw: st.DrawFn, pools: tuple[KeyPool, ...] = POOLS) -> ConditionTest:
    """One test; now and then Null, a modifier, several values, or a policy version without variables."""
    pool = draw(st.sampled_from(pools))
    if draw(st.integers(0, 7)) == 0:
        return ConditionTest("Null", pool.key, (draw(st.sampled_from(("true", "false"))),))
    operator = draw(st.sampled_from(pool.operators))
    quantifier = draw(st.sampled_from(("", "", "ForAnyValue:", "ForAllValues:")))
    suffix = draw(st.sampled_from(("", "", "IfExists")))
    values = draw(st.lists(st.sampled_from(pool.wanted), max_size=2, unique=True))
    literal = draw(st.integers(0, 5)) == 0
    return ConditionTest(f"{quantifier}{operator}{suffix}", pool.key, tuple(sorted(values)), literal)


def neighbours() -> st.SearchStrategy[tuple[ConditionTest, ConditionTest]]:
    """Two tests of one key."""
    return st.sampled_from(POOLS).flatmap(lambda pool: st.tuples(condition_tests((pool,)), condition_tests((pool,))))


def formulas() -> st.SearchStrategy[Formula]:
    """Formulas of some depth over such tests."""
    leaves: st.SearchStrategy[Formula] = st.one_of(
        condition_tests(), condition_tests(), st.sampled_from((ALWAYS, NEVER))
    )

    def wider(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        several = st.lists(parts, min_size=2, max_size=3).map(tuple)
        return st.one_of(several.map(And), several.map(Or), parts.map(Not))

    return st.recursive(leaves, wider, max_leaves=7)


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    """A complete context: every key absent or with values of its kind; the time is always there."""
    context: dict[str, tuple[str, ...]] = {}
    for key, (values, many) in _actual().items():
        most = 2 if many else 1
        least = 1 if key == "aws:currenttime" else 0
        context[key] = tuple(draw(st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True)))
    return context


def _actual() -> Mapping[str, tuple[tuple[str, ...], bool]]:
    found: dict[str, tuple[tuple[str, ...], bool]] = {}
    for pool in POOLS:
        found.setdefault(pool.key.lower(), (pool.actual, pool.many))
    return found
