"""Fine points of who may do what, each with a near twin that ends the other way; `make mutants` found them untested."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from iam_atlas.errors import Position
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.formula import NEVER, Or
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy
from iam_atlas.iam.question import Caller, CallerKind, PolicySet, Question, Target
from iam_atlas.iam.summarise import summarise
from iam_atlas.model.policies import Document, Json

HERE = Position("accounts.yaml", 1, 1)
A, B = "111111111111", "222222222222"
U = f"arn:aws:iam::{A}:user/u"
X = f"arn:aws:iam::{A}:role/team/x"
USER = Caller(kind=CallerKind.USER, arn=U, account_id=A, user_name="u")
SESSION = Caller(kind=CallerKind.SESSION, arn=X, role_arn=X, account_id=A)
ALICE = replace(SESSION, arn=f"arn:aws:sts::{A}:assumed-role/x/alice")
LINKED = replace(SESSION, service_linked=True)
ROOT = Caller(kind=CallerKind.ROOT, arn=f"arn:aws:iam::{A}:root", account_id=A)
ECS = Caller(kind=CallerKind.SERVICE, arn="ecs-tasks.amazonaws.com")
SAML = Caller(kind=CallerKind.SAML, arn=f"arn:aws:iam::{A}:saml-provider/idp")
NOBODY = Caller(kind=CallerKind.ANONYMOUS)
HOME = Target(arn=f"arn:aws:iam::{A}:role/r", account_id=A)
AWAY = Target(arn=f"arn:aws:iam::{B}:role/r", account_id=B)
BUCKET = Target(arn="arn:aws:s3:::box/a/b:c", account_id=A, is_role=False)
MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
TOKYO: Json = {"StringEquals": {"aws:RequestedRegion": "ap-northeast-1"}}

NOW = datetime(2026, 1, 1, tzinfo=UTC)

Body = dict[str, Json]


def a_policy(kind: PolicyKind, *statements: Body, version: str = "2012-10-17") -> Policy:
    full: list[Json] = [{"Effect": "Allow", **statement} for statement in statements]
    return parse_policy(Document({"Version": version, "Statement": full}, HERE), kind.value, kind)


def a_trust(*principals: Json, **more: Json) -> Policy:
    bodies: list[Body] = [{"Principal": one, "Action": "sts:*", **more} for one in principals]
    return a_policy(PolicyKind.TRUST, *bodies)


def an_identity(**more: Json) -> Policy:
    return a_policy(PolicyKind.IDENTITY, {"Action": "*", "Resource": "*", **more})


def a_ceiling(kind: PolicyKind, action: str, effect: str = "Allow") -> Policy:
    everybody: Body = {"Principal": "*"} if kind is PolicyKind.RCP else {}
    return a_policy(kind, {"Effect": effect, "Action": action, "Resource": "*", **everybody})


def a_question(
    caller: Caller = USER, target: Target = AWAY, action: str = "sts:AssumeRole", **more: object
) -> Question:
    usual = PolicySet(identity=(an_identity(),), resource=a_trust({"AWS": A}))
    return Question(
        caller=caller,
        action=action,
        target=target,
        policies=replace(usual, **more),  # type: ignore[arg-type]  # each case names fields of PolicySet
    )


def verdict(question: Question) -> Verdict:
    return evaluate(question).verdict


FULL = a_ceiling(PolicyKind.SCP, "*")
NO_STS = a_ceiling(PolicyKind.SCP, "sts:*", "Deny")
ONLY_S3 = a_ceiling(PolicyKind.SCP, "s3:*")
RCP_DENY = a_ceiling(PolicyKind.RCP, "sts:*", "Deny")
RCP_OTHER = a_ceiling(PolicyKind.RCP, "s3:*", "Deny")


@pytest.mark.parametrize("target", [HOME, AWAY], ids=["within the account", "across accounts"])
def test_a_silent_scp_stops_a_caller_and_one_that_allows_does_not(target: Target) -> None:
    silent = evaluate(a_question(target=target, scps=((ONLY_S3,),)))

    assert (silent.verdict, silent.missing) == (Verdict.IMPLICITLY_DENIED, (Half.SCP,))
    assert verdict(a_question(target=target, scps=((ONLY_S3, a_ceiling(PolicyKind.SCP, "sts:*")),))) is Verdict.ALLOWED


@pytest.mark.parametrize("levels", [((FULL, NO_STS), (FULL,)), ((FULL,), (FULL, NO_STS))], ids=["root", "account"])
def test_a_deny_at_any_level_of_scps_counts(levels: tuple[tuple[Policy, ...], ...]) -> None:
    assert verdict(a_question(scps=levels)) is Verdict.EXPLICITLY_DENIED
    assert verdict(a_question(scps=((FULL,), (FULL,)))) is Verdict.ALLOWED


@pytest.mark.parametrize("levels", [((RCP_DENY,), (RCP_OTHER,)), ((RCP_OTHER,), (RCP_DENY,))], ids=["root", "account"])
def test_a_deny_at_any_level_of_rcps_counts(levels: tuple[tuple[Policy, ...], ...]) -> None:
    assert verdict(a_question(rcps=levels)) is Verdict.EXPLICITLY_DENIED
    assert verdict(a_question(rcps=((RCP_OTHER,), (RCP_OTHER,)))) is Verdict.ALLOWED


def test_rcps_do_not_bind_a_service_linked_role_and_bind_any_other() -> None:
    assert verdict(a_question(LINKED, rcps=((RCP_DENY,),))) is Verdict.ALLOWED
    assert verdict(a_question(SESSION, rcps=((RCP_DENY,),))) is Verdict.EXPLICITLY_DENIED


def test_a_boundary_does_not_bind_a_service_linked_role_and_binds_any_other() -> None:
    silent = a_ceiling(PolicyKind.BOUNDARY, "s3:*")

    assert verdict(a_question(LINKED, boundary=silent)) is Verdict.ALLOWED
    assert evaluate(a_question(SESSION, boundary=silent)).missing == (Half.BOUNDARY,)


def test_scps_do_not_bind_a_service_and_bind_a_user() -> None:
    trust = a_trust({"Service": ECS.arn, "AWS": A})

    assert verdict(a_question(ECS, resource=trust, identity=(), scps=((FULL, NO_STS),))) is Verdict.ALLOWED
    assert verdict(a_question(USER, resource=trust, scps=((FULL, NO_STS),))) is Verdict.EXPLICITLY_DENIED


def test_scps_bind_the_root_user_of_a_member_account_and_not_of_the_management_account() -> None:
    scps = ((FULL, a_ceiling(PolicyKind.SCP, "s3:*", "Deny")),)
    reading = a_question(ROOT, BUCKET, "s3:GetObject", identity=(), resource=None, scps=scps)

    assert verdict(reading) is Verdict.EXPLICITLY_DENIED
    assert verdict(replace(reading, caller=replace(ROOT, in_management=True))) is Verdict.ALLOWED


def test_a_deny_in_a_session_policy_counts_and_one_of_something_else_does_not() -> None:
    denying = [
        a_policy(PolicyKind.SESSION, {"Action": "*", "Resource": "*"}, {"Effect": "Deny", "Action": a, "Resource": "*"})
        for a in ("sts:AssumeRole", "sts:GetSessionToken")
    ]

    assert verdict(a_question(SESSION, session=denying[0])) is Verdict.EXPLICITLY_DENIED
    assert verdict(a_question(SESSION, session=denying[1])) is Verdict.ALLOWED


def test_a_silent_boundary_does_not_limit_a_user_whom_a_bucket_policy_names_and_limits_one_of_the_account() -> None:
    silent = a_ceiling(PolicyKind.BOUNDARY, "sts:*")
    named, account = (
        a_policy(PolicyKind.RESOURCE, {"Principal": {"AWS": who}, "Action": "s3:*", "Resource": "*"}) for who in (U, A)
    )

    assert verdict(a_question(USER, BUCKET, "s3:GetObject", boundary=silent, resource=named)) is Verdict.ALLOWED
    assert evaluate(a_question(USER, BUCKET, "s3:GetObject", boundary=silent, resource=account)).missing == (
        Half.BOUNDARY,
    )


def test_an_action_of_sts_in_capitals_needs_the_trust_policy_like_any_other() -> None:
    assert verdict(a_question(action="STS:AssumeRole")) is Verdict.ALLOWED
    assert evaluate(a_question(action="STS:AssumeRole", resource=a_trust({"AWS": B}))).missing == (Half.TRUST,)


def test_a_trust_policy_that_names_the_user_opens_no_action_but_those_of_sts() -> None:
    trust = a_trust({"AWS": U}, Action="*")

    assert verdict(a_question(USER, HOME, "sts:AssumeRole", identity=(), resource=trust)) is Verdict.ALLOWED
    assert evaluate(a_question(USER, HOME, "iam:GetRole", identity=(), resource=trust)).missing == (Half.IDENTITY,)


def test_a_bucket_of_another_partition_is_in_another_account_whatever_its_id() -> None:
    china = replace(BUCKET, arn="arn:aws-cn:s3:::box/a", partition="aws-cn")

    assert verdict(a_question(USER, BUCKET, "s3:GetObject", resource=None)) is Verdict.ALLOWED
    assert evaluate(a_question(USER, china, "s3:GetObject", resource=None)).missing == (Half.RESOURCE,)


def test_nobody_without_credentials_assumes_a_role_that_trusts_everybody() -> None:
    trust = a_trust({"AWS": "*"})

    assert verdict(a_question(NOBODY, HOME, identity=(), resource=trust)) is Verdict.IMPLICITLY_DENIED
    assert verdict(a_question(USER, HOME, identity=(), resource=trust)) is Verdict.ALLOWED


def test_only_users_of_the_provider_come_by_its_assertion() -> None:
    trust = a_trust({"AWS": U}, {"Federated": SAML.arn})
    action = "sts:AssumeRoleWithSAML"

    assert verdict(a_question(SAML, HOME, action, identity=(), resource=trust)) is Verdict.ALLOWED
    assert verdict(a_question(USER, HOME, action, resource=trust)) is Verdict.IMPLICITLY_DENIED


def test_each_of_two_statements_that_allow_is_a_way_in() -> None:
    ways = a_policy(
        PolicyKind.IDENTITY,
        {"Action": "sts:*", "Resource": "*", "Condition": MFA},
        {"Action": "sts:*", "Resource": "*", "Condition": TOKYO},
    )

    decision = evaluate(a_question(identity=(ways,)))

    assert decision.residue == Or(
        (
            ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",)),
            ConditionTest("StringEquals", "aws:RequestedRegion", ("ap-northeast-1",)),
        )
    )


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        pytest.param(f"arn:aws:sts::{A}:assumed-role/x/alice", Verdict.ALLOWED, id="its own"),
        pytest.param(f"arn:aws:sts::{A}:assumed-role/x/bob", Verdict.IMPLICITLY_DENIED, id="another session"),
        pytest.param(f"arn:aws:sts::{A}:assumed-role/y/alice", Verdict.IMPLICITLY_DENIED, id="of another role"),
        pytest.param(f"arn:aws-cn:sts::{A}:assumed-role/x/alice", Verdict.IMPLICITLY_DENIED, id="another partition"),
    ],
)
def test_a_trust_of_a_session_means_that_session_of_that_role(session: str, expected: Verdict) -> None:
    assert verdict(a_question(ALICE, HOME, identity=(), resource=a_trust({"AWS": session}))) is expected


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        pytest.param("arn:aws:s3:::box/*", Verdict.ALLOWED, id="a star crosses slashes and colons"),
        pytest.param("arn:aws:s3:::*", Verdict.ALLOWED, id="a star crosses all of it"),
        pytest.param("arn:aws:*", Verdict.ALLOWED, id="a star crosses the fields of an ARN"),
        pytest.param("arn:aws:s3:::box/a/b:c*", Verdict.ALLOWED, id="a star may be nothing"),
        pytest.param("arn:aws:s3:::box/a/b?c", Verdict.ALLOWED, id="a question mark is one character"),
        pytest.param("arn:aws:s3:::box/a/b:c?", Verdict.IMPLICITLY_DENIED, id="a question mark is not none"),
        pytest.param("arn:aws:s3:::box/a/?c", Verdict.IMPLICITLY_DENIED, id="a question mark is not two"),
        pytest.param("arn:aws:s3:::Box/*", Verdict.IMPLICITLY_DENIED, id="case matters"),
        pytest.param("arn:aws:s3:::box/a", Verdict.IMPLICITLY_DENIED, id="the whole of it must match"),
    ],
)
def test_how_far_the_wildcards_of_a_resource_reach(resource: str, expected: Verdict) -> None:
    question = a_question(USER, BUCKET, "s3:GetObject", identity=(an_identity(Resource=resource),), resource=None)

    assert verdict(question) is expected


@pytest.mark.parametrize(
    ("spared", "expected"),
    [
        pytest.param(["iam:*", "sts:*"], Verdict.IMPLICITLY_DENIED, id="one entry of several names the action"),
        pytest.param(["iam:*", "sqs:*"], Verdict.ALLOWED, id="none does"),
    ],
)
def test_what_one_entry_of_notaction_names_is_spared(spared: Json, expected: Verdict) -> None:
    own = a_policy(PolicyKind.IDENTITY, {"NotAction": spared, "Resource": "*"})

    assert verdict(a_question(identity=(own,))) is expected


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        pytest.param("2012-10-17", Verdict.ALLOWED, id="the new one"),
        pytest.param("2008-10-17", Verdict.IMPLICITLY_DENIED, id="the old one"),
        pytest.param("", Verdict.IMPLICITLY_DENIED, id="none"),
    ],
)
def test_a_variable_in_a_resource_is_filled_in_under_the_new_version_only(version: str, expected: Verdict) -> None:
    own: Body = {"Action": "s3:*", "Resource": "arn:aws:s3:::box/${aws:username}/*"}
    mine = replace(BUCKET, arn="arn:aws:s3:::box/u/file")
    policy = a_policy(PolicyKind.IDENTITY, own, version=version)

    assert verdict(a_question(USER, mine, "s3:GetObject", identity=(policy,), resource=None)) is expected


@pytest.mark.parametrize(
    ("resource", "residue"),
    [
        pytest.param("arn:aws:s3:::box/${aws:PrincipalTag/dir}/b:c", "StringEquals", id="without a default"),
        pytest.param("arn:aws:s3:::box/${aws:PrincipalTag/dir, 'z'}/b:c", "StringEquals", id="with another default"),
        pytest.param("arn:aws:s3:::box/${aws:PrincipalTag/dir, 'a'}/b:c", "StringEqualsIfExists", id="with this one"),
        pytest.param("arn:aws:s3:::crate/${aws:PrincipalTag/dir}/b:c", None, id="in another bucket"),
    ],
)
def test_an_open_variable_in_a_resource_asks_for_the_value_that_fits(resource: str, residue: str | None) -> None:
    own = an_identity(Resource=resource)

    decision = evaluate(a_question(USER, BUCKET, "s3:GetObject", identity=(own,), resource=None))

    expected = NEVER if residue is None else ConditionTest(residue, "aws:PrincipalTag/dir", ("a",))
    assert decision.residue == expected


@pytest.mark.parametrize(
    ("arn", "expected"),
    [
        pytest.param(f"arn:aws:iam::{A}:role/x", Verdict.ALLOWED_IF, id="in it"),
        pytest.param(f"arn:aws:iam::{B}:role/x", Verdict.NEVER_SATISFIABLE, id="in another"),
    ],
)
def test_any_identity_of_an_account_has_an_arn_in_that_account(arn: str, expected: Verdict) -> None:
    anyone = Caller(kind=CallerKind.ACCOUNT, arn=ROOT.arn, account_id=A, identity_known=False)
    trust = a_trust({"AWS": A}, Condition={"ArnEquals": {"aws:PrincipalArn": arn}})

    assert verdict(a_question(anyone, identity=(), resource=trust)) is expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        pytest.param(["2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"], Verdict.ALLOWED_IF, id="one is to come"),
        pytest.param(["2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"], Verdict.NEVER_SATISFIABLE, id="none is"),
    ],
)
def test_a_way_closes_when_the_last_of_its_dates_has_gone_by(dates: Json, expected: Verdict) -> None:
    trust = a_trust({"AWS": A}, Condition={"DateLessThan": {"aws:CurrentTime": dates}})

    assert verdict(replace(a_question(resource=trust), now=NOW)) is expected


@pytest.mark.parametrize(
    ("condition", "is_over"),
    [
        pytest.param({"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}, True, id="its last day is over"),
        pytest.param(
            {
                "DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"},
                "Bool": {"aws:MultiFactorAuthPresent": "true"},
            },
            True,
            id="another condition beside it could be met",
        ),
        pytest.param(
            {"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}, "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}},
            False,
            id="another condition beside it could never be met",
        ),
        pytest.param(
            {
                "DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"},
                "DateGreaterThan": {"aws:CurrentTime": "2040-01-01T00:00:00Z"},
            },
            False,
            id="it begins after its end",
        ),
        pytest.param({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, False, id="it names no time"),
    ],
)
def test_a_way_that_time_alone_has_closed_is_told_from_one_that_never_was(condition: Json, is_over: bool) -> None:
    decision = evaluate(replace(a_question(resource=a_trust({"AWS": A}, Condition=condition)), now=NOW))

    assert (decision.verdict, decision.is_over) == (Verdict.NEVER_SATISFIABLE, is_over)


def test_guardrails_are_shown_only_where_they_bind() -> None:
    denying: Body = {"Effect": "Deny", "Principal": "*", "Action": "sts:*", "Resource": "*", "Condition": TOKYO}
    question = a_question(scps=((FULL,),), rcps=((a_policy(PolicyKind.RCP, denying),),))
    managers = replace(USER, in_management=True)

    shown, of_managers, on_managers = (
        {half.half for half in evaluate(asked).halves}
        for asked in (
            question,
            replace(question, caller=managers),
            replace(question, target=replace(AWAY, in_management=True)),
        )
    )

    assert shown == {Half.TRUST, Half.IDENTITY, Half.SCP, Half.RCP}
    assert of_managers == shown - {Half.SCP}
    assert on_managers == shown - {Half.RCP}


@pytest.mark.parametrize(
    ("first", "cited"),
    [
        pytest.param({"Sid": "All"}, ("All",), id="one strikes every request"),
        pytest.param({"Sid": "Half", "Condition": MFA}, ("Half", "Away"), id="each strikes some"),
    ],
)
def test_a_deny_that_strikes_some_requests_is_not_cited_beside_one_that_strikes_all(
    first: Body, cited: tuple[str, ...]
) -> None:
    denying: Body = {"Effect": "Deny", "Action": "sts:*", "Resource": "*"}
    own = a_policy(PolicyKind.IDENTITY, {**denying, **first}, {**denying, "Sid": "Away", "Condition": TOKYO})

    halves = evaluate(a_question(identity=(own,))).halves

    (identity,) = (half for half in halves if half.half is Half.IDENTITY)
    assert tuple(ref.statement for ref in identity.denied_by) == cited


def test_everything_under_a_condition_is_not_everything() -> None:
    always, under_mfa = (summarise((an_identity(**more),)) for more in ({}, {"Condition": MFA}))

    assert always.everything
    assert not under_mfa.everything
    assert [entry.limited for entry in always.services if entry.prefix == "sts"] == [()]
    assert "sts:AssumeRole" in next(entry.limited for entry in under_mfa.services if entry.prefix == "sts")
