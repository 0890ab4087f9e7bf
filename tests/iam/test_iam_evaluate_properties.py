from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from iam_oracle import is_allowed
from iam_strategies import BOUNDED, condition_tests, contexts

from iam_atlas.errors import Position
from iam_atlas.iam.conditions.matching import holds
from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.policy import Policy, PolicyKind, Principal, Statement
from iam_atlas.iam.question import Caller, CallerKind, Facts, PolicySet, Question, Target
from iam_atlas.model.grants import Effect

HERE = Position("accounts.yaml", 1, 1)
A, B = "111111111111", "222222222222"
ROLE = f"arn:aws:iam::{A}:role/team/x"
USER = Caller(kind=CallerKind.USER, arn=f"arn:aws:iam::{A}:user/u", account_id=A)
SESSION = Caller(
    kind=CallerKind.SESSION, arn=f"arn:aws:sts::{A}:assumed-role/x/s", role_arn=ROLE, account_id=A, session_name="s"
)
PRINCIPALS = ("*", USER.arn, SESSION.arn, A, f"arn:aws:iam::{A}:root", ROLE, ROLE, f"arn:aws:iam::{B}:root")
ACTIONS = ("sts:AssumeRole", "sts:AssumeRole", "STS:Assume*", "*", "sts:TagSession")
RESOURCES = ("*", "arn:aws:iam::*:role/?", f"arn:aws:iam::{B}:role/r", "arn:aws:iam::*:role/q")


@st.composite
def policies(draw: st.DrawFn, kind: PolicyKind) -> Policy:
    """A policy of one or two statements; Allow more often than Deny."""
    with_principal = kind in (PolicyKind.TRUST, PolicyKind.RCP)
    statements = []
    for number in range(draw(st.integers(1, 2))):
        actions = (draw(st.sampled_from(ACTIONS)),)
        inverted = draw(st.integers(0, 9)) == 0
        statements.append(
            Statement(
                effect=draw(st.sampled_from((Effect.ALLOW,) * 4 + (Effect.DENY,))),
                name=str(number),
                position=HERE,
                principals=(Principal("AWS", draw(st.sampled_from(PRINCIPALS))),) if with_principal else None,
                actions=() if inverted else actions,
                not_actions=actions if inverted else (),
                resources=() if kind is PolicyKind.TRUST else (draw(st.sampled_from(RESOURCES)),),
                tests=tuple(draw(st.lists(condition_tests(), max_size=2))),
            )
        )
    return Policy(kind.value, kind, "2012-10-17", tuple(statements), HERE)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A user or a session asks to assume a role of the same or of another account."""
    account = draw(st.sampled_from((A, B)))
    policy_set = PolicySet(
        identity=tuple(draw(st.lists(policies(PolicyKind.IDENTITY), max_size=2))),
        boundary=draw(st.one_of(st.none(), st.none(), policies(PolicyKind.BOUNDARY))),
        scps=tuple((policy,) for policy in draw(st.lists(policies(PolicyKind.SCP), max_size=1))),
        rcps=tuple((policy,) for policy in draw(st.lists(policies(PolicyKind.RCP), max_size=1))),
        resource=draw(policies(PolicyKind.TRUST)),
    )
    return Question(
        caller=replace(draw(st.sampled_from((USER, SESSION))), in_management=draw(st.booleans())),
        action="sts:AssumeRole",
        target=Target(arn=f"arn:aws:iam::{account}:role/r", account_id=account, in_management=draw(st.booleans())),
        policies=policy_set,
        settle_disputes=True,
    )


@settings(BOUNDED, max_examples=150)
@given(questions(), contexts())
def test_with_everything_known_the_verdict_is_that_of_the_plain_flow(question: Question, context: Context) -> None:
    decision = evaluate(replace(question, facts=Facts(context, complete=True)))

    assert (decision.verdict is Verdict.ALLOWED) == is_allowed(question, context)
    assert decision.verdict in (Verdict.ALLOWED, Verdict.IMPLICITLY_DENIED, Verdict.EXPLICITLY_DENIED)
    assert bool(decision.missing) == (decision.verdict is Verdict.IMPLICITLY_DENIED)


@settings(BOUNDED, max_examples=150)
@given(questions(), contexts())
def test_the_residue_holds_exactly_where_the_policies_allow(question: Question, context: Context) -> None:
    context = {**context, "aws:username": ("u",) if question.caller.kind is CallerKind.USER else ()}
    asked = replace(question, facts=Facts({"aws:username": context["aws:username"]}))

    decision = evaluate(asked)

    assert holds(decision.residue, context) == is_allowed(question, context)


@settings(BOUNDED, max_examples=60)
@given(questions(), contexts())
def test_from_a_given_moment_on_the_residue_still_holds_where_the_policies_allow(
    question: Question, context: Context
) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    context = {**context, "aws:username": ()}

    decision = evaluate(replace(question, facts=Facts({"aws:username": ()}), now=now))

    assert holds(decision.residue, context) == is_allowed(question, context)


@settings(BOUNDED, max_examples=60)
@given(
    questions(), contexts(), st.sets(st.sampled_from(("sts:externalid", "aws:sourceip", "aws:tagkeys", "custom:key")))
)
def test_what_is_known_beforehand_changes_no_answer(question: Question, context: Context, known: set[str]) -> None:
    context = {**context, "aws:username": ("u",)}
    facts = Facts({key: context[key] for key in (*known, "aws:username")})

    decision = evaluate(replace(question, facts=facts))

    assert holds(decision.residue, context) == is_allowed(question, context)
