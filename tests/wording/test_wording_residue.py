"""Residues in words: exact for every formula, friendly for the usual ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iam_atlas.iam.doubts import OPAQUE
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.wording.chips import Chip
from iam_atlas.wording.keys import Icon
from iam_atlas.wording.operators import NEGATED, POSITIVE
from iam_atlas.wording.residue import as_iam, pill, sentence, short
from iam_atlas.wording.translate import ENGLISH

MFA = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))
RECENT = ConditionTest("NumericLessThan", "aws:MultiFactorAuthAge", ("3600",))
OFFICE = ConditionTest("IpAddress", "aws:SourceIp", ("198.51.100.0/24", "203.0.113.0/24"))
UNTIL = ConditionTest("DateLessThan", "aws:CurrentTime", ("2027-03-31T23:59:59Z",))
GITHUB = ConditionTest(
    "StringLike",
    "token.actions.githubusercontent.com:sub",
    tuple(f"repo:kingfisher/shop:environment:{name}" for name in ("dev", "production", "staging")),
)

COGNITO = ConditionTest("ForAnyValue:StringLike", "cognito-identity.amazonaws.com:amr", ("authenticated",))
GUEST = ConditionTest("ForAnyValue:StringLike", "cognito-identity.amazonaws.com:amr", ("unauthenticated",))
OPAQUE_TEST = ConditionTest(OPAQUE, "AWS's pages disagree", ("", ""))

SHORT = {
    "nothing asked": (ALWAYS, "no condition"),
    "nothing can satisfy": (NEVER, "never"),
    "mfa": (MFA, "MFA is present"),
    "mfa on a key in another case": (ConditionTest("Bool", "AWS:multifactorauthpresent", ("True",)), "MFA is present"),
    "mfa or unknown": (
        ConditionTest("BoolIfExists", "aws:MultiFactorAuthPresent", ("true",)),
        "MFA is present, or the request does not say (with long-term access keys it does not)",
    ),
    "mfa said to be absent": (
        ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("false",)),
        "the request says that MFA is not present (with long-term access keys it says nothing)",
    ),
    "no mfa": (ConditionTest("BoolIfExists", "aws:MultiFactorAuthPresent", ("false",)), "MFA is not present"),
    "not mfa": (Not(MFA), "MFA is not present"),
    "mfa given": (ConditionTest("Null", "aws:MultiFactorAuthPresent", ("false",)), "the statement about MFA is given"),
    "mfa first, then its age": (
        And((RECENT, MFA)),
        "MFA is present and the sign-in with MFA is less than 1 hour old",
    ),
    "mfa first, dates last": (
        And((UNTIL, OFFICE, MFA)),
        "MFA is present, the address that the request comes from is in 198.51.100.0/24 or 203.0.113.0/24 and the time "
        "is before 2027-03-31 23:59:59 UTC",
    ),
    "signed in to an app": (COGNITO, "the visitor has signed in"),
    "a guest of an app": (GUEST, "the visitor is a guest, who has not signed in"),
    "signed in to an app or not": (
        ConditionTest(COGNITO.operator, COGNITO.key, ("authenticated", "unauthenticated")),
        "at least one value of the way of signing in that cognito-identity.amazonaws.com states (amr) matches "
        "authenticated or unauthenticated",
    ),
    "what is not evaluated": (OPAQUE_TEST, "something holds that is not decided here: AWS's pages disagree"),
    "two conditions": (And((MFA, RECENT)), "MFA is present and the sign-in with MFA is less than 1 hour old"),
    "at most": (
        ConditionTest("NumericLessThanEquals", "aws:MultiFactorAuthAge", ("5400",)),
        "the sign-in with MFA is at most 90 minutes old",
    ),
    "age if given": (
        ConditionTest("NumericLessThanIfExists", "aws:MultiFactorAuthAge", ("3600",)),
        "the number of seconds since the sign-in with MFA is less than 3600, or it is absent",
    ),
    "two addresses": (
        OFFICE,
        "the address that the request comes from is in 198.51.100.0/24 or 203.0.113.0/24",
    ),
    "not from there, which an absent key satisfies": (
        ConditionTest("NotIpAddress", "aws:SourceIp", ("10.0.0.0/8",)),
        "the address that the request comes from is not in 10.0.0.0/8, or it is absent",
    ),
    "a date": (UNTIL, "the time is before 2027-03-31 23:59:59 UTC"),
    "a date in another time zone": (
        ConditionTest("DateLessThan", "aws:CurrentTime", ("2027-03-31T18:00:00+09:00",)),
        "the time is before 2027-03-31 09:00:00 UTC",
    ),
    "a date in seconds": (
        ConditionTest("DateGreaterThan", "aws:EpochTime", ("1800000000",)),
        "the time is after 2027-01-15 08:00:00 UTC",
    ),
    "a date that is none": (ConditionTest("DateLessThan", "aws:CurrentTime", ("soon",)), "the time is before soon"),
    "the user's own name": (
        ConditionTest("StringEquals", "sts:RoleSessionName", ("${aws:username}",)),
        "the session name is the caller's own user name",
    ),
    "a variable that is none": (
        ConditionTest("StringEquals", "sts:RoleSessionName", ("${aws:username}",), literal=True),
        "the session name is the text ${aws:username} as it stands",
    ),
    "github": (GITHUB, "the GitHub workflow runs for environment dev, production or staging of kingfisher/shop"),
    "github in a form of its own": (
        ConditionTest("StringLike", "token.actions.githubusercontent.com:sub", ("repo:kingfisher/*",)),
        "the subject of the GitHub token matches repo:kingfisher/*",
    ),
    "every tag key": (
        ConditionTest("ForAllValues:StringEquals", "aws:TagKeys", ("team",)),
        "every value of the keys of the tags that the request passes is team, or there is none",
    ),
    "some tag key": (
        ConditionTest("ForAnyValue:StringEquals", "aws:TagKeys", ("team",)),
        "at least one value of the keys of the tags that the request passes is team",
    ),
    "a tag": (
        ConditionTest("StringEquals", "aws:PrincipalTag/team", ("pay", "shop")),
        "the caller's tag team is pay or shop",
    ),
    "an operator nobody knows": (
        ConditionTest("StringSounds", "aws:x", ("1",)),
        "the test StringSounds on aws:x holds for 1",
    ),
    "no values": (ConditionTest("StringEquals", "aws:x", ()), "the test StringEquals on aws:x holds for no value"),
    "alternatives with parts": (
        Or((And((MFA, RECENT)), OFFICE)),
        "(MFA is present and the sign-in with MFA is less than 1 hour old) or "
        "the address that the request comes from is in 198.51.100.0/24 or 203.0.113.0/24",
    ),
    "the opposite of several": (
        Not(And((MFA, RECENT))),
        "this does not hold: (MFA is present and the sign-in with MFA is less than 1 hour old)",
    ),
}


@pytest.mark.parametrize(("formula", "words"), SHORT.values(), ids=SHORT.keys())
def test_a_residue_reads_as_exactly_what_it_asks(formula: Formula, words: str) -> None:
    assert short(formula, ENGLISH) == words


PILLS = {
    "nothing asked": (ALWAYS, []),
    "never": (NEVER, [(Icon.OTHER, "never")]),
    "mfa and age": (And((MFA, RECENT)), [(Icon.MFA, "MFA"), (Icon.CLOCK, "< 1 h")]),
    "mfa if given is not mfa": (
        ConditionTest("BoolIfExists", "aws:MultiFactorAuthPresent", ("true",)),
        [(Icon.MFA, "MultiFactorAuthPresent = true or absent")],
    ),
    "mfa first, dates last": (And((UNTIL, MFA)), [(Icon.MFA, "MFA"), (Icon.CALENDAR, "until 2027-03-31")]),
    "signed in": (COGNITO, [(Icon.PERSON, "signed in")]),
    "guest": (GUEST, [(Icon.PERSON, "guest")]),
    "the account of a service": (
        ConditionTest("StringEquals", "aws:SourceAccount", ("222222222222",)),
        [(Icon.ORGANIZATION, "for account 222222222222")],
    ),
    "a subject that fits": (
        ConditionTest("StringEquals", "accounts.google.com:sub", ("aiko",)),
        [(Icon.PERSON, "subject aiko")],
    ),
    "a subject that is too long": (
        ConditionTest("StringEquals", "accounts.google.com:sub", ("110169484474386276334",)),
        [(Icon.PERSON, "1 subject")],
    ),
    "an audience": (
        ConditionTest("StringEquals", "accounts.google.com:aud", ("a", "b")),
        [(Icon.PERSON, "2 audiences")],
    ),
    "not evaluated": (OPAQUE_TEST, [(Icon.OTHER, "not decided")]),
    "addresses": (OFFICE, [(Icon.GLOBE, "198.51.100.0/24 +1")]),
    "outside addresses": (
        ConditionTest("NotIpAddress", "aws:SourceIp", ("10.0.0.0/8",)),
        [(Icon.GLOBE, "SourceIp not in 10.0.0.0/8")],
    ),
    "external id, which is not told": (
        ConditionTest("StringEquals", "sts:ExternalId", ("kf-1",)),
        [(Icon.KEY, "ExternalId")],
    ),
    "until a day": (UNTIL, [(Icon.CALENDAR, "until 2027-03-31")]),
    "until a time": (
        ConditionTest("DateLessThan", "aws:CurrentTime", ("2027-03-31T09:00:00Z",)),
        [(Icon.CALENDAR, "until 2027-03-31 09:00 UTC")],
    ),
    "github": (GITHUB, [(Icon.BRANCH, "env dev, production +1")]),
    "a tag": (ConditionTest("StringEquals", "aws:PrincipalTag/team", ("shop",)), [(Icon.TAG, "team = shop")]),
    "not a tag": (ConditionTest("StringNotEquals", "aws:PrincipalTag/team", ("shop",)), [(Icon.TAG, "team ≠ shop")]),
    "one of two": (Or((MFA, OFFICE)), [(Icon.OTHER, "MFA or 198.51.100.0/24 +1")]),
    "one of many": (
        Or((MFA, OFFICE, UNTIL)),
        [(Icon.OTHER, "one of 3 conditions")],
    ),
    "not": (Not(UNTIL), [(Icon.CALENDAR, "not (until 2027-03-31)")]),
    "unknown operator": (ConditionTest("StringSounds", "aws:x", ("1",)), [(Icon.OTHER, "x StringSounds 1")]),
}


@pytest.mark.parametrize(("formula", "chips"), PILLS.values(), ids=PILLS.keys())
def test_a_pill_has_a_chip_for_each_thing_that_must_hold(formula: Formula, chips: list[tuple[Icon, str]]) -> None:
    assert pill(formula, ENGLISH) == tuple(Chip(icon, label) for icon, label in chips)


def test_a_sentence_begins_with_a_capital_and_ends_with_a_full_stop() -> None:
    assert sentence(MFA, ENGLISH) == "Only if MFA is present."
    assert sentence(ALWAYS, ENGLISH) == "No condition."
    assert sentence(NEVER, ENGLISH) == "Under no condition."


def test_iam_spelling_keeps_operators_keys_values_and_structure() -> None:
    formula = And((Or((MFA, Not(RECENT))), OFFICE))

    spelled = as_iam(formula)

    assert spelled == (
        '(Bool {"aws:MultiFactorAuthPresent": "true"} or not (NumericLessThan {"aws:MultiFactorAuthAge": "3600"})) '
        'and IpAddress {"aws:SourceIp": ["198.51.100.0/24", "203.0.113.0/24"]}'
    )


_OPERATORS = st.builds(
    lambda quantifier, base, suffix: f"{quantifier}{base}{suffix}",
    st.sampled_from(("", "ForAnyValue:", "ForAllValues:")),
    st.sampled_from((*POSITIVE, *NEGATED, "Invented")),
    st.sampled_from(("", "IfExists")),
)
_KEYS = st.sampled_from(
    ("aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:CurrentTime", "saml:aud", "aws:PrincipalTag/a", "x")
)
_VALUES = st.lists(st.text(max_size=12), max_size=3).map(tuple)
_TESTS: st.SearchStrategy[Formula] = st.builds(ConditionTest, _OPERATORS, _KEYS, _VALUES, st.booleans())
_FORMULAS = st.recursive(
    _TESTS | st.just(ALWAYS) | st.just(NEVER),
    lambda parts: (
        parts.map(Not)
        | st.lists(parts, min_size=2, max_size=3).map(lambda found: And(tuple(found)))
        | st.lists(parts, min_size=2, max_size=3).map(lambda found: Or(tuple(found)))
    ),
    max_leaves=6,
)


@settings(deadline=None)  # a busy machine must not fail it
@given(_FORMULAS)
def test_every_formula_has_words_chips_and_spelling(formula: Formula) -> None:
    assert short(formula, ENGLISH)
    assert sentence(formula, ENGLISH).endswith(".")
    assert as_iam(formula)
    assert all(len(chip.label) <= 120 for chip in pill(formula, ENGLISH))


@settings(deadline=None)  # a busy machine must not fail it
@given(_TESTS, _TESTS)
def test_different_tests_never_read_the_same_as_plain_mfa(one: Formula, other: Formula) -> None:
    for formula in (one, other):
        says_mfa = short(formula, ENGLISH) == "MFA is present"
        is_mfa = isinstance(formula, ConditionTest) and (
            formula.operator == "Bool"
            and formula.key == "aws:MultiFactorAuthPresent"
            and tuple(value.lower() for value in formula.values) == ("true",)
        )

        assert says_mfa == is_mfa
