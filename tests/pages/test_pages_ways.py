"""Steps as rows of a table, and what is read off their conditions."""

from dataclasses import replace

import pytest
from page_organisations import a_context

from iam_atlas.graph.access import Access, Means
from iam_atlas.iam.decision import Decision, Half, Unknown, Verdict
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.escape import Md
from iam_atlas.pages.views.answer_cells import condition, console, session
from iam_atlas.pages.views.reach import reached_accounts
from iam_atlas.pages.views.ways import demands_mfa, keys_in, ways, with_doubts

MFA = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))
RECENT = ConditionTest("NumericLessThan", "aws:MultiFactorAuthAge", ("3600",))
OFFICE = ConditionTest("IpAddress", "aws:SourceIp", ("203.0.113.0/24",))

DEMANDS = {
    "mfa": (MFA, True),
    "a recent sign-in with mfa": (RECENT, True),
    "mfa and an address": (And((MFA, OFFICE)), True),
    "mfa or an address": (Or((MFA, OFFICE)), False),
    "mfa on every side": (Or((MFA, RECENT)), True),
    "mfa if the request says so": (ConditionTest("BoolIfExists", "aws:MultiFactorAuthPresent", ("true",)), False),
    "no mfa": (Not(MFA), False),
    "an old sign-in": (Not(RECENT), False),
    "nothing": (ALWAYS, False),
    "nothing can satisfy": (NEVER, True),
}


@pytest.mark.parametrize(("formula", "demanded"), DEMANDS.values(), ids=DEMANDS.keys())
def test_mfa_is_demanded_only_when_every_request_needs_it(formula: Formula, demanded: bool) -> None:
    assert demands_mfa(formula) is demanded


def test_keys_are_found_at_any_depth() -> None:
    assert keys_in(Or((And((MFA, Not(OFFICE))), RECENT))) == {
        "aws:multifactorauthpresent",
        "aws:sourceip",
        "aws:multifactorauthage",
    }


def _a_step(decision: Decision) -> Access:
    return Access(Ref(RefKind.USER, "chie"), RoleKey("operator", "prod"), Means.ASSUME_ROLE, decision, console=True)


CELLS = {
    "open": (Decision(Verdict.ALLOWED, ALWAYS), "No condition.", "up to 1 hour", "yes"),
    "open under a condition": (Decision(Verdict.ALLOWED_IF, MFA), "Only if MFA is present.", "up to 1 hour", "yes"),
    "closed": (
        Decision(Verdict.IMPLICITLY_DENIED, NEVER, missing=(Half.TRUST,)),
        "**Closed.** Not allowed: the trust policy of operator@prod does not allow sts:AssumeRole.",
        "–",
        "no",
    ),
    "not decided, which is not closed": (
        Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(Unknown("AWS's pages disagree"),)),
        "**Not decided.** AWS's pages disagree.",
        "up to 1 hour",
        "not decided",
    ),
}


@pytest.mark.parametrize(("decision", "when", "lasts", "switch"), CELLS.values(), ids=CELLS.keys())
def test_a_row_says_what_was_decided_and_no_more(decision: Decision, when: str, lasts: str, switch: str) -> None:
    step, context = _a_step(decision), a_context()

    assert condition(context, step) == when
    assert session(context, step) == lasts
    assert console(context, step, None) == switch


EXTERNAL = ConditionTest("StringEquals", "sts:ExternalId", ("abc-123",))
REASONS = {
    "an ExternalId is needed": (EXTERNAL, "no: the console cannot send an ExternalId"),
    "an ExternalId is one way of two": (Or((EXTERNAL, OFFICE)), "no: the console's switch does not meet the condition"),
}


@pytest.mark.parametrize(("residue", "reason"), REASONS.values(), ids=REASONS.keys())
def test_the_console_is_told_to_lack_only_what_every_request_needs(residue: Formula, reason: str) -> None:
    step = replace(_a_step(Decision(Verdict.ALLOWED_IF, residue)), console=False)

    assert console(a_context(), step, None) == reason


def test_people_are_put_together_only_when_the_same_reasoning_holds_for_all() -> None:
    open_step = replace(_a_step(Decision(Verdict.ALLOWED_IF, MFA)), through=("operators",))
    alike = replace(open_step, caller=Ref(RefKind.USER, "ben"))
    different = replace(alike, decision=Decision(Verdict.ALLOWED, ALWAYS))

    assert [len(way.callers) for way in ways((open_step, alike))] == [2]
    assert [len(way.callers) for way in ways((open_step, different))] == [1, 1]


def test_a_group_whose_members_are_known_is_shown_by_its_members() -> None:
    member = replace(_a_step(Decision(Verdict.ALLOWED, ALWAYS)), through=("operators",))
    group = replace(member, caller=Ref(RefKind.GROUP, "operators"), through=())

    assert [way.callers[0].kind for way in ways((group, member))] == [RefKind.USER]
    assert [way.callers[0].kind for way in ways((group,))] == [RefKind.GROUP]


def test_a_lead_never_denies_what_is_not_decided() -> None:
    undecided = _a_step(Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(Unknown("AWS's pages disagree"),)))
    opening = _a_step(Decision(Verdict.ALLOWED, ALWAYS))
    lead, context = Md("Nobody can."), a_context()

    assert with_doubts(context, lead, (undecided,)) == ("Whether anything opens here is not decided: one way may open.")
    assert with_doubts(context, lead, (opening, undecided)) == "Nobody can. One more way is not decided."
    assert with_doubts(context, lead, (opening,)) == "Nobody can."


def test_a_lead_does_not_count_on_mfa_that_a_session_does_not_carry() -> None:
    vain = replace(_a_step(Decision(Verdict.ALLOWED_IF, MFA)), caller=Ref(RefKind.ROLE, "hub@jump"))
    sound = replace(vain, decision=Decision(Verdict.ALLOWED_IF, OFFICE))
    lead, context = Md("One role can."), a_context()

    assert "can be counted on" in with_doubts(context, lead, (vain,))
    assert with_doubts(context, lead, (vain, sound)) == "One role can."
    assert reached_accounts((vain,)) == ()
    assert reached_accounts((sound,)) == ("prod",)
