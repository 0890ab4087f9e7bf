"""Decisions in words."""

import pytest

from iam_atlas.errors import Position
from iam_atlas.iam.decision import Decision, Half, HalfResult, StatementRef, Unknown, Verdict
from iam_atlas.iam.doubts import OPAQUE
from iam_atlas.iam.formula import ALWAYS, NEVER
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.wording.decision import Parties, reasons, verdict
from iam_atlas.wording.translate import ENGLISH

PARTIES = Parties("alice", "operator@prod")
MFA = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))
SCP = StatementRef("scp", "keep-the-baseline", "DenyAssume", Position("scp.json", 4, 3))
TRUST = StatementRef("trust", "operator@prod", "1", Position("accounts.yaml", 9, 3))

VERDICTS = {
    "allowed": (Decision(Verdict.ALLOWED, ALWAYS), "Allowed."),
    "allowed under a condition": (Decision(Verdict.ALLOWED_IF, MFA), "Allowed if MFA is present."),
    "the caller's half is missing": (
        Decision(Verdict.IMPLICITLY_DENIED, NEVER, missing=(Half.IDENTITY,)),
        "Not allowed: the policies of alice do not allow sts:AssumeRole.",
    ),
    "the role's half is missing": (
        Decision(Verdict.IMPLICITLY_DENIED, NEVER, missing=(Half.TRUST,)),
        "Not allowed: the trust policy of operator@prod does not allow sts:AssumeRole.",
    ),
    "both are missing": (
        Decision(Verdict.IMPLICITLY_DENIED, NEVER, missing=(Half.TRUST, Half.IDENTITY)),
        "Not allowed: the trust policy of operator@prod and the policies of alice do not allow sts:AssumeRole.",
    ),
    "denied": (
        Decision(Verdict.EXPLICITLY_DENIED, NEVER, (HalfResult(Half.SCP, True, ALWAYS, ALWAYS, (), (SCP,)),)),
        "Denied by statement DenyAssume of keep-the-baseline.",
    ),
    "never": (
        Decision(Verdict.NEVER_SATISFIABLE, NEVER),
        "Never: the conditions that the policies write cannot hold together in any request.",
    ),
    "not any more": (
        Decision(Verdict.NEVER_SATISFIABLE, NEVER, is_over=True),
        "Not any more: the time in which the conditions of the policies could be met is over.",
    ),
    "not decided": (
        Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(Unknown("AWS's pages disagree on boundaries"),)),
        "Not decided: AWS's pages disagree on boundaries.",
    ),
}


@pytest.mark.parametrize(("decision", "words"), VERDICTS.values(), ids=VERDICTS.keys())
def test_a_verdict_says_what_was_decided_and_what_is_missing(decision: Decision, words: str) -> None:
    assert verdict(decision, PARTIES, ENGLISH) == words


HALVES = {
    "allows": (
        HalfResult(Half.TRUST, True, MFA, allowed_by=(TRUST,)),
        ["The trust policy of operator@prod: sts:AssumeRole is allowed if MFA is present."],
    ),
    "is not decided": (
        HalfResult(Half.TRUST, True, ConditionTest(OPAQUE, "AWS's pages disagree", ("", "")), allowed_by=(TRUST,)),
        ["The trust policy of operator@prod: whether sts:AssumeRole is allowed is not decided."],
    ),
    "denies perhaps": (
        HalfResult(Half.SCP, True, ALWAYS, ConditionTest(OPAQUE, "AWS's pages disagree", ("", "")), (SCP,), (SCP,)),
        [
            "The service control policies over the account of alice: sts:AssumeRole is allowed.",
            "The service control policies over the account of alice: whether sts:AssumeRole is denied is not decided.",
        ],
    ),
    "is missing": (
        HalfResult(Half.IDENTITY, True, NEVER),
        ["The policies of alice: nothing there allows sts:AssumeRole."],
    ),
    "is not needed": (
        HalfResult(Half.IDENTITY, False, NEVER),
        ["The policies of alice: need not allow it, because the other half suffices alone."],
    ),
    "is not known": (
        HalfResult(Half.IDENTITY, True, ALWAYS, outside=True),
        ["The policies of alice: not described in the file, and taken as allowing it; only their owner knows."],
    ),
    "denies": (
        HalfResult(Half.SCP, True, ALWAYS, MFA, denied_by=(SCP,)),
        [
            "The service control policies over the account of alice: sts:AssumeRole is allowed.",
            "The service control policies over the account of alice: sts:AssumeRole is denied if MFA is present.",
        ],
    ),
}


@pytest.mark.parametrize(("half", "words"), HALVES.values(), ids=HALVES.keys())
def test_each_half_says_what_it_does(half: HalfResult, words: list[str]) -> None:
    decision = Decision(Verdict.ALLOWED, ALWAYS, (half,))

    assert [reason.words for reason in reasons(decision, PARTIES, ENGLISH)] == words


def test_a_trust_policy_of_somebody_else_is_said_to_be_theirs() -> None:
    half = HalfResult(Half.TRUST, True, ALWAYS, allowed_by=(TRUST,), outside=True)

    (reason,) = reasons(Decision(Verdict.ALLOWED, ALWAYS, (half,)), PARTIES, ENGLISH)

    assert reason.words.endswith("It belongs to the owner of that account: the file only says what it should be.")
    assert "sts:AssumeRole is allowed." in reason.words
