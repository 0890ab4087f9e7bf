"""May somebody do an action on a resource: of the file, by its ARN, or on all of a pattern."""

from dataclasses import replace

import pytest
from asking import an_asker

from builders import (
    a_document,
    a_grant,
    a_group,
    a_guardrail,
    a_kms_grant,
    a_landscape,
    a_policy,
    a_position,
    a_ref,
    a_resource,
    a_role,
    a_user,
    a_vendor,
    an_account,
    an_allow,
    an_unknown_policy,
)
from iam_atlas.answers.asker import Asker
from iam_atlas.answers.can import Can, can, can_json, can_text
from iam_atlas.errors import UsageError
from iam_atlas.model.annotations import Annotations, Status
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import Json
from iam_atlas.model.resources import ResourceAllow
from shared_resources import a_bucket, allowing, root
from shared_resources import a_key as a_kms_key

READS: Json = {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::box/*"}
ALL: Json = {"Effect": "Allow", "Action": "*", "Resource": "*"}
NO_DELETE: Json = {"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}
TOKYO: Json = {
    "Effect": "Deny",
    "NotAction": "iam:*",
    "Resource": "*",
    "Condition": {"StringNotEquals": {"aws:RequestedRegion": "ap-northeast-1"}},
}
KEEP: Json = {"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "arn:aws:s3:::keep"}
ONLY_READS: Json = {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}


def _role(*statements: Json, **more: object) -> Asker:
    """A role worker in prod with one policy of these statements."""
    policies = [a_policy("own", *statements)] if statements else []  # type: ignore[arg-type]  # statements are objects
    role = a_role("worker", policies=policies, **more)  # type: ignore[arg-type]  # each case names parts of a_role
    return an_asker(
        a_landscape(
            users=[a_user("alice")],
            groups=[a_group("ops")],
            vendors=[a_vendor("watchful", "999988887777")],
            roles=[role],
            grants=[a_grant("ops", "worker@prod")],
            resources=[a_resource("box", allow=[_to_worker()]), a_resource("closed")],
        )
    )


def _to_worker() -> ResourceAllow:
    return ResourceAllow((Ref(RefKind.ROLE, "worker@prod"),), ("s3:GetObject",), a_position())


def _ask(asker: Asker, action: str, resource: str) -> Can:
    return can(asker, a_ref("role:worker@prod"), action, resource)


def _guarded(rail: Json) -> Asker:
    return an_asker(
        a_landscape(
            roles=[a_role("worker", policies=[a_policy("own", ALL)])],  # type: ignore[arg-type]  # one statement
            groups=[a_group("ops")],
            grants=[a_grant("ops", "worker@prod")],
            guardrails=[a_guardrail("rail", rail, accounts=["prod"])],  # type: ignore[arg-type]  # one statement
        )
    )


@pytest.mark.parametrize(
    ("statements", "action", "resource", "verdict"),
    [
        pytest.param((ALL,), "s3:DeleteBucket", "*", "Allowed", id="everything"),
        pytest.param((READS,), "s3:DeleteBucket", "*", "ImplicitlyDenied", id="nothing allows it"),
        pytest.param((READS,), "s3:GetObject", "*", "AllowedOnSome", id="on some resources"),
        pytest.param((READS,), "s3:GetObject", "arn:aws:s3:::box/a*", "Allowed", id="on all of a pattern"),
        pytest.param((READS,), "s3:GetObject", "arn:aws:s3:::other/*", "ImplicitlyDenied", id="beside the pattern"),
        pytest.param((ALL, NO_DELETE), "s3:DeleteBucket", "*", "ExplicitlyDenied", id="a Deny takes all"),
        pytest.param((ALL, KEEP), "s3:DeleteBucket", "*", "AllowedOnSome", id="a Deny takes one"),
        pytest.param((ALL,), "s3:ListAllMyBuckets", "*", "Allowed", id="an action without resource"),
        pytest.param((READS,), "S3:GETOBJECT", "arn:aws:s3:::box/f", "Allowed", id="one ARN, allowed"),
        pytest.param((READS,), "s3:PutObject", "arn:aws:s3:::box/f", "ImplicitlyDenied", id="one ARN, not allowed"),
    ],
)
def test_what_policies_say_of_an_action(statements: tuple[Json, ...], action: str, resource: str, verdict: str) -> None:
    assert _ask(_role(*statements), action, resource).allowance.verdict == verdict


def test_an_action_in_every_account_of_a_kind_is_allowed_everywhere() -> None:
    users: Json = {"Effect": "Allow", "Action": "iam:CreateUser", "Resource": "arn:aws:iam::*:user/*"}
    some: Json = {"Effect": "Allow", "Action": "iam:CreateUser", "Resource": "arn:aws:iam::*:user/team/*"}

    assert _ask(_role(users), "iam:CreateUser", "*").allowance.verdict == "Allowed"
    assert _ask(_role(some), "iam:CreateUser", "*").allowance.verdict == "AllowedOnSome"


@pytest.mark.parametrize(
    ("rail", "verdict", "says"),
    [
        pytest.param(NO_DELETE, "ImplicitlyDenied", "denied everywhere", id="always"),
        pytest.param(KEEP, "AllowedOnSome", "denied on arn:aws:s3:::keep", id="on one resource"),
        pytest.param(TOKYO, "AllowedOnSome", "denied everywhere, if the region", id="under a condition"),
        pytest.param(ONLY_READS, "ImplicitlyDenied", "does not allow it", id="by silence"),
    ],
)
def test_what_an_scp_takes_away_is_shown_as_taken_away(rail: Json, verdict: str, says: str) -> None:
    asker = _guarded(rail)

    answer = _ask(asker, "s3:DeleteBucket", "*")

    assert answer.allowance.verdict == verdict
    assert "the service control policy rail" in can_text(asker, answer)
    assert says in can_text(asker, answer)


def test_a_boundary_is_a_ceiling() -> None:
    ceiling = a_policy("ceiling", ONLY_READS)  # type: ignore[arg-type]  # one statement
    asker = _role(ALL, boundary=ceiling)

    assert _ask(asker, "s3:DeleteBucket", "*").allowance.verdict == "ImplicitlyDenied"
    assert _ask(asker, "s3:GetObject", "arn:aws:s3:::x/y").allowance.verdict == "Allowed"
    assert "the permissions boundary ceiling" in can_text(asker, _ask(asker, "s3:DeleteBucket", "*"))


def test_a_policy_that_is_not_at_hand_is_not_decided() -> None:
    role = a_role("worker", policies=[a_policy("own", ALL), an_unknown_policy("Mystery")])  # type: ignore[arg-type]
    asker = an_asker(a_landscape(groups=[a_group("ops")], roles=[role], grants=[a_grant("ops", "worker@prod")]))

    answer = _ask(asker, "s3:DeleteBucket", "*")

    assert answer.allowance.verdict == "NotEvaluated"
    assert "Mystery" in answer.allowance.headline


def test_a_resource_of_the_file_is_decided_with_its_own_policy() -> None:
    asker = _role()

    opened, closed = _ask(asker, "s3:GetObject", "box"), _ask(asker, "s3:GetObject", "closed")

    assert opened.allowance.verdict == "Allowed"
    assert closed.allowance.verdict == "ImplicitlyDenied"
    assert "resource-based policy of box" in can_text(asker, opened)
    assert _ask(asker, "s3:GetObject", "arn:aws:s3:::box").allowance.verdict == "Allowed"
    assert _ask(asker, "s3:GetObject", "arn:aws:s3:::box/some/file").allowance.verdict == "Allowed"


def test_an_action_that_does_not_work_on_the_resource_is_said_so() -> None:
    answer = _ask(_role(ALL), "sqs:SendMessage", "box")

    assert answer.allowance.verdict == "ImplicitlyDenied"
    assert "does not work on a resource of kind s3" in answer.allowance.headline


def test_what_is_assumed_about_an_arn_is_said() -> None:
    asker = _role(READS)

    told = can_text(asker, _ask(asker, "s3:GetObject", "arn:aws:s3:::box2/f"))

    assert "names no account" in told
    assert "no policy of its own" in told


def test_a_newer_action_is_answered_for_a_whole_arn_only() -> None:
    asker = _role(ALL)

    assert _ask(asker, "s3:ZyxwvutObject", "arn:aws:s3:::x/f").allowance.verdict == "Allowed"
    with pytest.raises(UsageError, match="lists no action s3:ZyxwvutObject"):
        _ask(asker, "s3:ZyxwvutObject", "*")


@pytest.mark.parametrize(
    ("caller", "action", "resource", "says"),
    [
        ("vendor:watchful", "s3:GetObject", "*", "has no policies of watchful"),
        ("role:worker@prod", "s3:GetObjct", "*", 'did you mean "s3:GetObject"'),
        ("role:worker@prod", "s3:Get*", "*", "is no action"),
        ("role:worker@prod", "GetObject", "*", "is no action"),
        ("role:worker@prod", "nosuch:GetObject", "*", "is no action"),
        ("role:worker@prod", "s3:GetObject", "boxx", 'did you mean "box"'),
    ],
)
def test_a_question_that_cannot_be_meant_is_refused(caller: str, action: str, resource: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        can(_role(READS), a_ref(caller), action, resource)


def test_programs_get_the_same_answer() -> None:
    value = can_json(_ask(_role(READS), "s3:GetObject", "*"))

    assert isinstance(value, dict)
    assert value["verdict"] == "AllowedOnSome"
    assert value["on"] == [{"resource": "arn:aws:s3:::box/*", "excluded": [], "condition": "always", "limited": False}]


def test_what_a_service_lets_no_other_account_do_is_denied_whatever_policies_say() -> None:
    box = a_bucket(allowing({"AWS": root("jump")}, "s3:*"))
    own = [a_policy("own", ALL)]  # type: ignore[arg-type]  # one statement
    asker = an_asker(
        a_landscape(users=[a_user("alice", policies=own)], roles=[a_role("worker", policies=own)], resources=[box])
    )

    abroad = can(asker, a_ref("user:alice"), "s3:PutBucketPolicy", "box").allowance
    at_home = can(asker, a_ref("role:worker@prod"), "s3:PutBucketPolicy", "box").allowance
    other = can(asker, a_ref("user:alice"), "s3:GetBucketAcl", "box").allowance

    assert (abroad.verdict, at_home.verdict, other.verdict) == ("ImplicitlyDenied", "Allowed", "Allowed")
    assert abroad.headline == "The service lets nobody do this from another account, whatever the policies say."


@pytest.mark.parametrize("asked", ["box", "arn:aws:s3:::box/logs/today"])
@pytest.mark.parametrize(("actions", "verdict"), [(("s3:*",), "ImplicitlyDenied"), (("s3:*", "kms:*"), "Allowed")])
def test_what_is_encrypted_needs_the_key_whatever_way_it_is_asked_about(
    actions: tuple[str, ...], verdict: str, asked: str
) -> None:
    own: dict[str, Json] = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    asker = an_asker(
        a_landscape(
            users=[a_user("alice", policies=[a_policy("own", own)])],
            resources=[
                a_bucket(allowing({"AWS": root("jump")}, "s3:*"), encrypted_by="key"),
                a_kms_key(allowing({"AWS": root("jump")}, "kms:*")),
            ],
        )
    )

    answer = can(asker, a_ref("user:alice"), "s3:GetObject", asked).allowance

    assert answer.verdict == verdict
    assert "kms:Decrypt on the key key" in answer.notes[0]
    if verdict != "Allowed":
        assert answer.headline.startswith("Not allowed: the policies of alice do not allow kms:Decrypt.")


@pytest.mark.parametrize("asked", ["box", "arn:aws:s3:::box/logs", "arn:aws:s3:::other", "*"])
@pytest.mark.parametrize(
    ("status", "verdict"), [(Status.SUSPENDED, "NotEvaluated"), (Status.ACTIVE, "Allowed")], ids=str
)
def test_in_an_account_that_is_shut_nothing_is_allowed(status: Status, verdict: str, asked: str) -> None:
    own = [a_policy("own", ALL)]  # type: ignore[arg-type]  # one statement
    prod = replace(an_account("prod"), about=Annotations(status=status))
    box = a_bucket(allowing({"AWS": root("prod")}, "s3:*"))
    landscape = a_landscape(accounts=[prod], roles=[a_role("worker", policies=own)], resources=[box])

    assert _ask(an_asker(landscape), "s3:GetObject", asked).allowance.verdict == verdict


@pytest.mark.parametrize(
    ("asked", "verdict"),
    {
        "box": "ExplicitlyDenied",
        "arn:aws:s3:::box/logs": "ExplicitlyDenied",
        "arn:aws:s3:::other": "ImplicitlyDenied",
        "*": "ImplicitlyDenied",
    }.items(),
)
@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.ACTIVE], ids=str)
def test_in_an_account_that_is_shut_what_is_closed_stays_closed(status: Status, asked: str, verdict: str) -> None:
    prod = replace(an_account("prod"), about=Annotations(status=status))
    box = a_bucket({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"})
    landscape = a_landscape(accounts=[prod], roles=[a_role("worker")], resources=[box])

    assert _ask(an_asker(landscape), "s3:GetObject", asked).allowance.verdict == verdict


@pytest.mark.parametrize(
    ("allowed", "verdict"), [("sts:TagSession", "Allowed"), ("sts:AssumeRole", "ImplicitlyDenied")]
)
def test_what_goes_with_assuming_a_role_is_decided_by_its_trust_policy(allowed: str, verdict: str) -> None:
    own = [a_policy("own", ALL)]  # type: ignore[arg-type]  # one statement
    trust: dict[str, Json] = {"Effect": "Allow", "Principal": {"AWS": root("jump")}, "Action": allowed}
    goal = a_role("goal", trust_policy=a_document(trust))
    asker = an_asker(a_landscape(users=[a_user("alice", policies=own)], roles=[goal]))

    answer = can(asker, a_ref("user:alice"), "sts:TagSession", goal.copies["prod"].arn)

    assert answer.allowance.verdict == verdict


def test_one_way_that_is_not_decided_keeps_the_answer_open() -> None:
    key = a_kms_key(allowing({"AWS": root("prod")}, "kms:*"), grants=[a_kms_grant("role:reader@dev", "Decrypt")])
    declared = replace(key, allow=(an_allow("role:reader@dev", actions="kms:Decrypt"),))
    asker = an_asker(a_landscape(roles=[a_role("reader", accounts=["dev"])], resources=[declared]))

    answer = can(asker, a_ref("role:reader@dev"), "kms:Decrypt", "key").allowance

    assert [part.value["verdict"] for part in answer.parts] == ["ImplicitlyDenied", "NotEvaluated"]  # type: ignore[call-overload, index]
    assert answer.verdict == "NotEvaluated"
    assert answer.headline.startswith("Not decided: whether a grant is enough")


def test_what_cannot_be_read_is_said_in_the_language_and_a_boundary_called_one() -> None:
    unread = a_role("worker", policies=[an_unknown_policy("Mystery")], boundary=an_unknown_policy("Fence"))
    landscape = a_landscape(roles=[unread])

    said = [_ask(an_asker(landscape, language=one), "s3:GetObject", "*").allowance.headline for one in ("en", "ja")]

    assert said == [
        'Not decided: the policy "Mystery", whose document is not at hand and the permissions boundary "Fence", whose '
        "document is not at hand.",
        "判定できません: ポリシー「Mystery」(ドキュメントが手元にない) と"
        "アクセス許可の境界「Fence」(ドキュメントが手元にない)。",
    ]
