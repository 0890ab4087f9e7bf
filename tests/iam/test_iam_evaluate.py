from dataclasses import replace
from datetime import UTC, datetime

import pytest

from iam_atlas.errors import Position
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy
from iam_atlas.iam.question import Caller, CallerKind, Facts, PolicySet, Question, Target
from iam_atlas.model.policies import Document, Json

HERE = Position("accounts.yaml", 1, 1)
A, B = "111111111111", "222222222222"
USER = Caller(kind=CallerKind.USER, arn=f"arn:aws:iam::{A}:user/u", account_id=A, user_name="u")
ROLE = f"arn:aws:iam::{A}:role/x"
SESSION = Caller(kind=CallerKind.SESSION, arn=ROLE, role_arn=ROLE, account_id=A)
R = Target(arn=f"arn:aws:iam::{B}:role/r", account_id=B)
BUCKET = Target(arn="arn:aws:s3:::box/u/file", account_id=A, is_role=False)


def a_policy(kind: PolicyKind, *statements: dict[str, Json]) -> Policy:
    usual: dict[str, Json] = {"Effect": "Allow"}
    full: list[Json] = [{**usual, **statement} for statement in statements]
    return parse_policy(Document({"Version": "2012-10-17", "Statement": full}, HERE), kind.value, kind)


def a_trust(**more: Json) -> Policy:
    return a_policy(PolicyKind.TRUST, {"Principal": {"AWS": A}, "Action": "sts:AssumeRole", **more})


def an_identity(**more: Json) -> Policy:
    return a_policy(PolicyKind.IDENTITY, {"Action": "*", "Resource": "*", **more})


def a_switch(**more: Policy | tuple[Policy, ...] | None | str) -> Question:
    policies = PolicySet(identity=(an_identity(),), resource=a_trust())
    changed = replace(policies, **more)  # type: ignore[arg-type]  # each case names one field of PolicySet
    return Question(caller=USER, action="sts:AssumeRole", target=R, policies=changed)


def a_read(caller: Caller = USER, identity: tuple[Policy, ...] = (), bucket: Policy | None = None) -> Question:
    policies = PolicySet(identity=identity, resource=bucket)
    return Question(caller=caller, action="s3:GetObject", target=BUCKET, policies=policies)


def test_the_reasons_name_every_half_with_its_statements() -> None:
    decision = evaluate(a_switch())

    assert decision.verdict is Verdict.ALLOWED
    assert [(half.half, half.needed, half.allowed_by[0].policy) for half in decision.halves] == [
        (Half.TRUST, True, "trust"),
        (Half.IDENTITY, True, "identity"),
    ]


MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
TOKYO: Json = {"StringEquals": {"aws:RequestedRegion": "ap-northeast-1"}}
BOTH: Json = {
    "Bool": {"aws:MultiFactorAuthPresent": "true"},
    "StringEquals": {"aws:RequestedRegion": "ap-northeast-1"},
}
GONE: Json = {"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}


@pytest.mark.parametrize(
    ("conditions", "cited"),
    [
        pytest.param(({}, {}), ["1", "2"], id="two that always allow"),
        pytest.param((MFA, {}), ["2"], id="the one that always allows decides"),
        pytest.param((MFA, TOKYO), ["1", "2"], id="two ways in"),
        pytest.param((BOTH, TOKYO), ["2"], id="a narrower way adds nothing"),
        pytest.param((MFA, MFA), ["1", "2"], id="twice the same way"),
        pytest.param((GONE, MFA), ["2"], id="a way that has closed adds nothing"),
        pytest.param((GONE,), ["1"], id="but is cited where there is no other"),
    ],
)
@pytest.mark.parametrize("half", [Half.TRUST, Half.IDENTITY])
def test_only_statements_that_add_something_are_cited(
    half: Half, conditions: tuple[Json, ...], cited: list[str]
) -> None:
    trust: list[dict[str, Json]] = [
        {"Principal": {"AWS": A}, "Action": "sts:AssumeRole", "Condition": condition} for condition in conditions
    ]
    own: list[dict[str, Json]] = [{"Action": "*", "Resource": "*", "Condition": condition} for condition in conditions]
    question = replace(
        a_switch(resource=a_policy(PolicyKind.TRUST, *trust))
        if half is Half.TRUST
        else a_switch(identity=(a_policy(PolicyKind.IDENTITY, *own),)),
        now=datetime(2026, 1, 1, tzinfo=UTC),
    )

    halves = {found.half: found for found in evaluate(question).halves}

    assert [ref.statement for ref in halves[half].allowed_by] == cited


def test_a_statement_that_names_the_role_itself_is_cited_alone_when_the_account_must_pass_mfa() -> None:
    named: dict[str, Json] = {"Principal": {"AWS": ROLE}, "Action": "sts:AssumeRole"}
    account: dict[str, Json] = {"Principal": {"AWS": A}, "Action": "sts:AssumeRole", "Condition": MFA}
    question = replace(a_switch(resource=a_policy(PolicyKind.TRUST, account, named)), caller=SESSION)

    decision = evaluate(question)

    assert decision.verdict is Verdict.ALLOWED
    assert [ref.statement for ref in decision.halves[0].allowed_by] == ["2"]


def test_within_an_account_a_way_that_needs_no_identity_policy_stays_beside_a_wider_one_that_does() -> None:
    target = Target(arn=f"arn:aws:iam::{A}:role/r", account_id=A)
    named: dict[str, Json] = {"Principal": {"AWS": ROLE}, "Action": "sts:AssumeRole", "Condition": MFA}
    account: dict[str, Json] = {"Principal": {"AWS": A}, "Action": "sts:AssumeRole"}
    inside = replace(a_switch(resource=a_policy(PolicyKind.TRUST, account, named)), caller=SESSION, target=target)
    across = replace(inside, target=R)

    cited = [[ref.statement for ref in evaluate(asked).halves[0].allowed_by] for asked in (inside, across)]

    assert cited == [["1", "2"], ["1"]]


def test_the_statement_that_denies_is_named() -> None:
    denial = a_policy(PolicyKind.IDENTITY, {"Effect": "Deny", "Sid": "No", "Action": "sts:*", "Resource": "*"})
    question = a_switch()
    question = replace(question, policies=replace(question.policies, identity=(an_identity(), denial)))

    decision = evaluate(question)

    assert decision.verdict is Verdict.EXPLICITLY_DENIED
    assert [ref.statement for half in decision.halves for ref in half.denied_by] == ["No"]


def test_conditions_that_contradict_each_other_are_still_shown() -> None:
    condition: Json = {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}

    decision = evaluate(a_switch(resource=a_trust(Condition=condition)))

    assert decision.verdict is Verdict.NEVER_SATISFIABLE
    assert decision.halves[0].allow == ConditionTest("IpAddress", "aws:SourceIp", ("10.0.0.0/8",))


def test_a_boundary_that_is_not_at_hand_is_not_decided() -> None:
    decision = evaluate(a_switch(unknown_boundary="Ceiling"))

    assert decision.verdict is Verdict.NOT_EVALUATED
    assert "Ceiling" in decision.unknown[0].what
    assert len(decision.unknown) == 1


@pytest.mark.parametrize(
    ("action", "verdict"), [("sts:*", Verdict.ALLOWED), ("s3:*", Verdict.IMPLICITLY_DENIED)], ids=["allows", "silent"]
)
def test_a_session_policy_is_a_ceiling(action: str, verdict: Verdict) -> None:
    session = a_policy(PolicyKind.SESSION, {"Action": action, "Resource": "*"})
    question = a_switch(session=session)

    decision = evaluate(replace(question, caller=SESSION))

    assert decision.verdict is verdict
    assert decision.missing == (() if verdict is Verdict.ALLOWED else (Half.SESSION,))


def test_a_dispute_is_settled_by_the_evaluation_logic_page_when_asked() -> None:
    home = Target(arn=f"arn:aws:iam::{A}:role/r", account_id=A)
    trust = a_trust(Principal={"AWS": USER.arn})
    ceiling = a_policy(PolicyKind.BOUNDARY, {"Action": "s3:*", "Resource": "*"})
    question = replace(a_switch(resource=trust, boundary=ceiling), target=home)

    assert evaluate(question).verdict is Verdict.NOT_EVALUATED
    assert evaluate(replace(question, settle_disputes=True)).verdict is Verdict.ALLOWED


def test_within_an_account_an_identity_policy_alone_opens_a_bucket() -> None:
    assert evaluate(a_read(identity=(an_identity(),))).verdict is Verdict.ALLOWED


def test_within_an_account_nothing_opens_no_bucket() -> None:
    decision = evaluate(a_read())

    assert decision.verdict is Verdict.IMPLICITLY_DENIED
    assert decision.missing == (Half.IDENTITY,)


def test_within_an_account_a_bucket_policy_that_names_the_user_suffices() -> None:
    bucket = a_policy(PolicyKind.RESOURCE, {"Principal": {"AWS": USER.arn}, "Action": "s3:*", "Resource": "*"})

    assert evaluate(a_read(bucket=bucket)).verdict is Verdict.ALLOWED
    assert evaluate(a_read(caller=SESSION, bucket=bucket)).verdict is Verdict.IMPLICITLY_DENIED


def test_across_accounts_a_bucket_needs_both_halves() -> None:
    bucket = a_policy(PolicyKind.RESOURCE, {"Principal": {"AWS": A}, "Action": "s3:*", "Resource": "*"})
    elsewhere = replace(BUCKET, account_id=B)
    both = replace(a_read(identity=(an_identity(),), bucket=bucket), target=elsewhere)

    assert evaluate(both).verdict is Verdict.ALLOWED
    assert evaluate(replace(both, policies=PolicySet(resource=bucket))).missing == (Half.IDENTITY,)
    assert evaluate(replace(both, policies=PolicySet(identity=(an_identity(),)))).missing == (Half.RESOURCE,)


def test_a_key_is_opened_by_its_own_policy_only() -> None:
    key = Target(arn=f"arn:aws:kms:eu-west-1:{A}:key/k", account_id=A, is_role=False)
    question = replace(a_read(identity=(an_identity(),)), target=key, action="kms:Decrypt")
    delegating = a_policy(PolicyKind.RESOURCE, {"Principal": {"AWS": A}, "Action": "kms:*", "Resource": "*"})

    assert evaluate(question).missing == (Half.RESOURCE,)
    assert (
        evaluate(replace(question, policies=replace(question.policies, resource=delegating))).verdict is Verdict.ALLOWED
    )


def test_the_trust_policy_takes_no_part_in_other_actions_on_a_role() -> None:
    question = replace(a_switch(), action="iam:GetRole", target=replace(R, account_id=A))

    decision = evaluate(question)

    assert decision.verdict is Verdict.ALLOWED
    assert [half.half for half in decision.halves] == [Half.IDENTITY]


def test_a_variable_in_a_resource_takes_the_callers_name() -> None:
    own = an_identity(Resource="arn:aws:s3:::box/${aws:username}/*")

    assert evaluate(a_read(identity=(own,))).verdict is Verdict.ALLOWED
    assert evaluate(a_read(caller=replace(USER, user_name="v"), identity=(own,))).verdict is Verdict.IMPLICITLY_DENIED
    assert evaluate(a_read(caller=SESSION, identity=(own,))).verdict is Verdict.IMPLICITLY_DENIED


def test_an_unknown_variable_in_a_resource_becomes_a_condition() -> None:
    own = an_identity(Resource="arn:aws:s3:::box/${aws:PrincipalTag/dir}/file")

    decision = evaluate(a_read(identity=(own,)))

    assert decision.verdict is Verdict.ALLOWED_IF
    assert decision.residue == ConditionTest("StringEquals", "aws:PrincipalTag/dir", ("u",))


def test_an_unknown_variable_beside_a_wildcard_is_not_decided() -> None:
    own = an_identity(Resource="arn:aws:s3:::box/${aws:PrincipalTag/dir}*")

    assert evaluate(a_read(identity=(own,))).verdict is Verdict.NOT_EVALUATED


def test_a_star_alone_as_an_arn_pattern_is_not_decided() -> None:
    condition: Json = {"ArnLike": {"aws:SourceArn": "*"}}

    assert evaluate(a_switch(resource=a_trust(Condition=condition))).verdict is Verdict.NOT_EVALUATED


def test_an_rcp_on_a_service_that_rcps_may_not_cover_is_not_decided() -> None:
    rcp = a_policy(PolicyKind.RCP, {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"})
    table = Target(arn=f"arn:aws:mystery:eu-west-1:{A}:thing/t", account_id=A, is_role=False)
    question = replace(a_read(identity=(an_identity(),)), target=table, action="mystery:Read")

    decision = evaluate(replace(question, policies=replace(question.policies, rcps=((rcp,),))))

    assert decision.verdict is Verdict.NOT_EVALUATED


def test_with_a_complete_context_nothing_is_concluded_from_the_caller() -> None:
    condition: Json = {"StringEquals": {"aws:username": "u"}}
    question = a_switch(resource=a_trust(Condition=condition))

    assert evaluate(question).verdict is Verdict.ALLOWED
    assert evaluate(replace(question, facts=Facts(complete=True))).verdict is Verdict.IMPLICITLY_DENIED
    assert evaluate(replace(question, facts=Facts({"AWS:UserName": ("u",)}, complete=True))).verdict is Verdict.ALLOWED


def test_an_unknown_policy_is_no_obstacle_to_a_denial() -> None:
    denial = a_policy(PolicyKind.IDENTITY, {"Effect": "Deny", "Action": "*", "Resource": "*"})
    question = a_switch()
    policies = replace(question.policies, identity=(denial,), unknown_identity=("Mystery",))

    assert evaluate(replace(question, policies=policies)).verdict is Verdict.EXPLICITLY_DENIED


def test_a_misspelled_effect_is_not_decided() -> None:
    broken = an_identity(Effect="deny")
    question = a_switch()
    policies = replace(question.policies, identity=(an_identity(), broken))

    decision = evaluate(replace(question, policies=policies))

    assert decision.verdict is Verdict.NOT_EVALUATED
    assert all('"1"' in unknown.what for unknown in decision.unknown)


def test_the_same_unknown_operator_in_two_statements_is_two_doubts() -> None:
    allow = an_identity(Condition={"StringMatches": {"sts:ExternalId": "a"}})
    deny = an_identity(Effect="Deny", Condition={"StringMatches": {"sts:ExternalId": "b"}})
    question = a_switch()

    decision = evaluate(replace(question, policies=replace(question.policies, identity=(allow, deny))))

    assert decision.verdict is Verdict.NOT_EVALUATED


def test_an_account_of_another_partition_with_the_same_id_is_another_account() -> None:
    home = Target(arn=f"arn:aws-cn:iam::{A}:role/r", account_id=A, partition="aws-cn")

    decision = evaluate(replace(a_switch(), target=home))

    assert decision.verdict is Verdict.IMPLICITLY_DENIED
    assert decision.missing == (Half.TRUST,)


def test_whether_a_canonical_user_is_the_callers_account_is_not_decided() -> None:
    bucket = a_policy(PolicyKind.RESOURCE, {"Principal": {"CanonicalUser": "79a5"}, "Action": "s3:*", "Resource": "*"})
    elsewhere = replace(BUCKET, account_id=B)
    question = replace(a_read(identity=(an_identity(),), bucket=bucket), target=elsewhere)

    assert evaluate(question).verdict is Verdict.NOT_EVALUATED


@pytest.mark.parametrize(
    ("tag", "verdict"), [("shop", Verdict.ALLOWED), ("pay", Verdict.IMPLICITLY_DENIED)], ids=["own team", "other team"]
)
def test_a_tag_of_the_caller_can_be_a_variable(tag: str, verdict: Verdict) -> None:
    own = an_identity(Resource="arn:aws:s3:::${aws:PrincipalTag/team}/*")
    box = replace(BUCKET, arn="arn:aws:s3:::shop/file")

    decision = evaluate(replace(a_read(replace(USER, tags={"team": tag}), (own,)), target=box))

    assert decision.verdict is verdict
