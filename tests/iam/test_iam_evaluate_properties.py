"""The symbolic engine against AWS's flow written down plainly: random policies, callers, targets and requests.

`IAM_ATLAS_EXAMPLES=20000` makes a long run of the two main properties, random instead of the same every time.
"""

import os
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from iam_oracle import is_allowed, verdict_of
from iam_oracle_conditions import meets_formula
from iam_policy_strategies import access, left_out
from iam_strategies import ACCESS_POOLS, BOUNDED

from iam_atlas.iam.conditions.matching import holds
from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.policy import Policy, Statement
from iam_atlas.iam.question import Facts, Question
from iam_atlas.iam.simplify import simplify

T = TypeVar("T")
Asked = tuple[Question, tuple[Context, ...]]
EXAMPLES = int(os.environ.get("IAM_ATLAS_EXAMPLES", "1000"))
MAIN = settings(BOUNDED, max_examples=EXAMPLES, derandomize="IAM_ATLAS_EXAMPLES" not in os.environ, database=None)
BESIDE = settings(MAIN, max_examples=EXAMPLES // 2)
DENIALS = (Verdict.IMPLICITLY_DENIED, Verdict.EXPLICITLY_DENIED, Verdict.NEVER_SATISFIABLE)
CLOCKS = tuple(pool for pool in ACCESS_POOLS if pool.key in ("aws:CurrentTime", "aws:EpochTime"))
NOW = datetime(2027, 1, 1, tzinfo=UTC)


@MAIN
@given(access())
def test_with_everything_known_the_verdict_is_that_of_the_plain_flow(asked: Asked) -> None:
    question, (request,) = asked
    if left_out(question):
        return

    decision = evaluate(replace(question, facts=Facts(request, complete=True)))

    assert decision.verdict is verdict_of(question, request)
    assert bool(decision.missing) == (decision.verdict is Verdict.IMPLICITLY_DENIED)


@MAIN
@given(access(requests=2), st.binary(min_size=60, max_size=60))
def test_the_residue_holds_exactly_where_the_policies_allow(asked: Asked, known: bytes) -> None:
    question, (first, second) = asked
    facts = {key: values for (key, values), byte in zip(first.items(), known, strict=False) if byte < known[-1] // 2}
    decision = evaluate(replace(question, facts=Facts(facts)))
    if left_out(question) or decision.verdict is Verdict.NOT_EVALUATED:
        return

    for request in (first, {**second, **facts}):
        assert holds(decision.residue, request) == is_allowed(question, request)
        assert meets_formula(decision.residue, request) == holds(decision.residue, request)


@BESIDE
@given(access(requests=6))
def test_who_is_denied_gets_through_with_no_request_and_who_is_allowed_with_every_one(asked: Asked) -> None:
    question, requests = asked
    if left_out(question):
        return

    verdict = evaluate(question).verdict
    answers = {verdict_of(question, request) for request in requests}

    if verdict in DENIALS:
        assert Verdict.ALLOWED not in answers
    if verdict in (Verdict.ALLOWED, Verdict.EXPLICITLY_DENIED):
        assert answers == {verdict}


@BESIDE
@given(access(requests=3, pools=(*CLOCKS * 8, *ACCESS_POOLS)))
def test_from_a_given_moment_on_the_residue_holds_where_the_policies_allow(asked: Asked) -> None:
    question, requests = asked
    decision = evaluate(replace(question, now=NOW))
    if left_out(question) or decision.verdict is Verdict.NOT_EVALUATED:
        return

    for request in requests:
        if request["aws:currenttime"] != ("2026-06-01",):
            assert holds(decision.residue, request) == is_allowed(question, request)


@BESIDE
@given(access(requests=0), st.integers(0, 2**32 - 1))
def test_the_order_of_what_is_written_changes_neither_verdict_nor_residue(asked: Asked, seed: int) -> None:
    question, _ = asked
    shuffle = _shuffler(seed)
    policies = question.policies

    def level(written: tuple[Policy, ...]) -> tuple[Policy, ...]:
        return shuffle(tuple(_reordered(policy, shuffle) for policy in written))

    mixed = replace(
        policies,
        identity=level(policies.identity),
        boundary=policies.boundary and _reordered(policies.boundary, shuffle),
        session=policies.session and _reordered(policies.session, shuffle),
        scps=shuffle(tuple(level(written) for written in policies.scps)),
        rcps=shuffle(tuple(level(written) for written in policies.rcps)),
        resource=policies.resource and _reordered(policies.resource, shuffle),
    )

    before, after = evaluate(question), evaluate(replace(question, policies=mixed))

    assert (after.verdict, after.residue) == (before.verdict, before.residue)


@BESIDE
@given(access(requests=0))
def test_what_is_made_of_a_residue_cannot_be_made_shorter(asked: Asked) -> None:
    short = simplify(evaluate(asked[0]).residue)

    assert simplify(short) == short


def test_the_questions_are_worth_asking() -> None:
    """Many get an answer other than no, of every kind there is some, and few are left out or not evaluated."""
    known: Counter[Verdict] = Counter()
    open_: Counter[Verdict | str] = Counter()

    @settings(BOUNDED, max_examples=1000, phases=[Phase.generate])
    @given(access())
    def ask(asked: Asked) -> None:
        question, (request,) = asked
        known[evaluate(replace(question, facts=Facts(request, complete=True))).verdict] += 1
        open_[left_out(question) or evaluate(question).verdict] += 1

    ask()

    total = open_.total()
    settled = sum(open_[verdict] for verdict in Verdict if verdict is not Verdict.NOT_EVALUATED)
    assert known[Verdict.ALLOWED] >= 0.2 * total
    assert open_[Verdict.ALLOWED] + open_[Verdict.ALLOWED_IF] >= 0.2 * total
    assert total - settled < 0.1 * total
    assert set(open_) >= set(Verdict)


class _Shuffle(Protocol):
    def __call__(self, values: Sequence[T], /) -> tuple[T, ...]: ...


def _shuffler(seed: int) -> _Shuffle:
    chance = random.Random(seed)

    def shuffle(values: Sequence[T], /) -> tuple[T, ...]:
        return tuple(chance.sample(values, len(values)))

    return shuffle


def _reordered(policy: Policy, shuffle: _Shuffle) -> Policy:
    return replace(policy, statements=shuffle(tuple(_mixed(statement, shuffle) for statement in policy.statements)))


def _mixed(statement: Statement, shuffle: _Shuffle) -> Statement:
    return replace(
        statement,
        principals=None if statement.principals is None else shuffle(statement.principals),
        actions=shuffle(statement.actions),
        not_actions=shuffle(statement.not_actions),
        resources=shuffle(statement.resources),
        not_resources=shuffle(statement.not_resources),
        tests=shuffle(statement.tests),
    )
