"""Random condition tests, formulas and complete request contexts whose values are of the kind that AWS documents."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple, Protocol, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.question import Caller, CallerKind, PolicySet, Question, Target

T = TypeVar("T")

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


_IDENTIFIERS = ("StringEquals", "StringNotEquals", "StringLike", "StringNotLike")
_CALLER_POOLS: tuple[KeyPool, ...] = (
    KeyPool(
        "aws:PrincipalArn",
        (*_ARNS, *_IDENTIFIERS),
        (
            "arn:aws:iam::111111111111:user/team/u",
            "arn:aws:iam::111111111111:role/team/x",
            "arn:aws:iam::111111111111:role/*",
            "arn:aws:iam::*:user/*",
            "arn:*:iam::*:*/${aws:username}",
        ),
        ("arn:aws:iam::111111111111:role/team/x", "arn:aws:iam::222222222222:user/v"),
    ),
    KeyPool("aws:PrincipalAccount", _IDENTIFIERS, ("111111111111", "222222222222", "1*"), ("333333333333",)),
    KeyPool(
        "aws:PrincipalOrgID", _IDENTIFIERS, ("o-aaaaaaaaaa", "o-bbbbbbbbbb", "${aws:ResourceOrgID}"), ("o-bbbbbbbbbb",)
    ),
    KeyPool("aws:PrincipalType", _IDENTIFIERS, ("User", "AssumedRole", "Account", "A*"), ("User",)),
    KeyPool("aws:PrincipalIsAWSService", ("Bool",), ("true", "false"), ("true", "false")),
    KeyPool("aws:PrincipalServiceName", _IDENTIFIERS, ("ec2.amazonaws.com", "*.amazonaws.com"), ("s.amazonaws.com",)),
    KeyPool(
        "aws:PrincipalTag/Team",
        (*_STRINGS, *_LIKES),
        ("a", "b", "${aws:username}", "${aws:RequestTag/Team}", "${aws:ResourceTag/Team, 'b'}"),
        ("a", "b", "u"),
    ),
    KeyPool("aws:ResourceAccount", _IDENTIFIERS, ("111111111111", "${aws:PrincipalAccount}"), ("333333333333",)),
    KeyPool("aws:ResourceOrgID", _STRINGS, ("o-aaaaaaaaaa", "${aws:PrincipalOrgID}"), ("o-bbbbbbbbbb",)),
    KeyPool("aws:userid", (*_STRINGS, *_LIKES), ("AROAEXAMPLE:s", "AROAEXAMPLE:*", "*:s"), ("AIDAEXAMPLE",)),
)
_OTHER_POOLS: tuple[KeyPool, ...] = (
    KeyPool("aws:ResourceTag/Team", _STRINGS, ("a", "${aws:PrincipalTag/Team}"), ("a", "b")),
    KeyPool("sts:RoleSessionName", (*_STRINGS, *_LIKES), ("s", "${aws:username}", "${aws:username}-*"), ("s", "u-1")),
    KeyPool("SAML:aud", _STRINGS, ("https://signin.aws.amazon.com/saml",), ("https://signin.aws.amazon.com/saml",)),
    KeyPool(
        "token.actions.githubusercontent.com:sub",
        (*_STRINGS, *_LIKES),
        ("repo:o/r:*", "repo:o/r:ref:refs/heads/main", "repo:o/?:*"),
        ("repo:o/r:ref:refs/heads/main", "repo:o/rr:environment:x"),
    ),
    KeyPool("aws:EpochTime", _DATES, ("1798761600", "2026-01-01"), ("1798761600",)),
    KeyPool("aws:TokenIssueTime", _DATES, ("2026-01-01", "2027-01-01T00:00:00Z"), ("2025-12-31", "2027-06-01")),
    KeyPool("aws:SecureTransport", ("Bool",), ("true", "false"), ("true", "false")),
)
ACCESS_POOLS = (*POOLS, *_CALLER_POOLS, *_CALLER_POOLS, *_OTHER_POOLS)
"""All of them; the keys that caller and target settle come up twice as often."""


class Pick(Protocol):
    """Chooses one of some values; the first is the simplest."""

    def __call__(self, values: Sequence[T], /) -> T: ...


def tapes(length: int) -> st.SearchStrategy[Pick]:
    """A chooser that reads its choices from random bytes: far cheaper than to draw them one by one.

    Past the end of the tape it chooses the first.
    """
    return st.binary(min_size=length, max_size=length).map(_reader)


def _reader(tape: bytes) -> Pick:
    left = iter(tape)

    def pick(values: Sequence[T], /) -> T:
        return values[next(left, 0) % len(values)]

    return pick


def condition_tests(pools: tuple[KeyPool, ...] = POOLS) -> st.SearchStrategy[ConditionTest]:
    """One test; now and then Null, a modifier, several values, or a policy version without variables."""
    return tapes(10).map(lambda pick: condition_test(pick, pools))


def condition_test(pick: Pick, pools: tuple[KeyPool, ...] = POOLS) -> ConditionTest:
    """Such a test as the chooser makes it."""
    pool = pick(pools)
    if pick((False,) * 7 + (True,)):
        return ConditionTest("Null", pool.key, (pick(("true", "false")),))
    operator = pick(pool.operators)
    quantifier = pick(("", "", "ForAnyValue:", "ForAllValues:"))
    suffix = pick(("", "", "IfExists"))
    values = {pick(pool.wanted) for _ in range(pick((1, 1, 2, 0)))}
    literal = pick((False,) * 5 + (True,))
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


def contexts(pools: tuple[KeyPool, ...] = POOLS) -> st.SearchStrategy[Context]:
    """A complete context: every key absent or with values of its kind; the time is always there."""
    return tapes(len(_choices(pools))).map(lambda pick: context_of(pick, pools))


def context_of(pick: Pick, pools: tuple[KeyPool, ...] = POOLS) -> Context:
    """Such a context as the chooser makes it."""
    return {key: pick(choices) for key, choices in _choices(pools)}


@lru_cache
def _choices(pools: tuple[KeyPool, ...]) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """For each key what a request may bring of it: nothing, one of the values, and two or an empty one of some."""
    found: dict[str, KeyPool] = {}
    for pool in pools:
        found.setdefault(pool.key.lower(), pool)
    return tuple((key, _brought(key, pool)) for key, pool in found.items())


def _brought(key: str, pool: KeyPool) -> tuple[tuple[str, ...], ...]:
    nothing = () if key in ("aws:currenttime", "aws:epochtime") else ((),)
    several = (*permutations(pool.actual, 2), ("",), ("", pool.actual[0])) if pool.many else ()
    return (*nothing, *((value,) for value in pool.actual), *several)


_SECONDS = {"2026-06-01": "1780272000", "2027-01-01T00:00:00Z": "1798761600", "2028-01-01": "1830297600"}


def request_of(pick: Pick, question: Question, arns: tuple[str, ...], userids: tuple[str, ...]) -> Context:
    """A complete context with what caller and target bring by themselves.

    `arns` and `userids` are what aws:PrincipalArn and aws:userid can be; none: the first is absent, the other any.

    Source: IAM User Guide, "AWS global condition context keys", "Variables and tags" (principal key values).
    """
    drawn = _without_empty_nulls(question.policies, context_of(pick, ACCESS_POOLS))
    arn = (pick(arns),) if arns else ()
    userid = (pick(userids),) if userids else drawn["aws:userid"]
    epoch = (_SECONDS[drawn["aws:currenttime"][0]],)
    own = {"aws:principalarn": arn, "aws:userid": userid, "aws:epochtime": epoch}
    return {**drawn, **own, **_of_caller(question.caller, drawn), **_of_target(question.target)}


def _without_empty_nulls(policies: PolicySet, drawn: Context) -> dict[str, tuple[str, ...]]:
    """AWS does not say whether an empty text is null, so that no request has one where a policy asks."""
    levels = (policies.identity, *policies.scps, *policies.rcps)
    single = (policies.boundary, policies.session, policies.resource)
    every = (*(policy for level in levels for policy in level), *(policy for policy in single if policy is not None))
    tests = (test for policy in every for statement in policy.statements for test in statement.tests)
    asked = {test.key.lower() for test in tests if test.operator == "Null"}
    return {key: () if key in asked and not any(values) else values for key, values in drawn.items()}


def _of_target(target: Target) -> Context:
    known = {"aws:resourceaccount": (target.account_id,)}
    return known if target.organization_id is None else {**known, "aws:resourceorgid": (target.organization_id,)}


def _of_caller(caller: Caller, drawn: Context) -> Context:
    """Keys by kind of caller: services and providers bring no MFA, no organisation and no user name."""
    service = caller.kind is CallerKind.SERVICE
    brought: dict[str, tuple[str, ...]] = {
        "aws:username": (),
        "aws:principalisawsservice": ("true" if service else "false",),
        "aws:principalservicename": (caller.arn,) if service else (),
    }
    if caller.account_id is None:
        absent = ("principalorgid", "principalorgpaths", "multifactorauthpresent", "multifactorauthage")
        return {**brought, **{f"aws:{key}": () for key in absent}}
    brought["aws:principalaccount"] = (caller.account_id,)
    if caller.organization_id is not None:
        brought["aws:principalorgid"] = (caller.organization_id,) if caller.organization_id else ()
    if caller.org_path is not None:
        brought["aws:principalorgpaths"] = (caller.org_path,) if caller.org_path else ()
    types = {CallerKind.USER: "User", CallerKind.SESSION: "AssumedRole", CallerKind.ROOT: "Account"}
    if caller.kind in types:
        brought["aws:principaltype"] = (types[caller.kind],)
    if caller.kind is CallerKind.USER:
        brought["aws:username"] = (caller.user_name or "m",)
        brought |= {f"aws:principaltag/{name.lower()}": (value,) for name, value in caller.tags.items()}
    return brought
