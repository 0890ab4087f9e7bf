"""Each denial ends with what would have to change, half by half."""

from datetime import date

import pytest
from asking import an_asker

from builders import (
    a_document,
    a_grant,
    a_group,
    a_guardrail,
    a_key,
    a_landscape,
    a_policy,
    a_provider,
    a_ref,
    a_role,
    a_user,
    a_vendor,
    an_account,
    an_unknown_policy,
)
from iam_atlas.answers.explain import explain, explanation_text
from iam_atlas.answers.remedies import remedies
from iam_atlas.iam.question import NO_FACTS, Facts
from iam_atlas.model.annotations import Annotations, Status
from iam_atlas.model.grants import Effect
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Json

ONLY_S3: dict[str, Json] = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
NO_STS: dict[str, Json] = {"Effect": "Deny", "Action": "sts:*", "Resource": "*", "Sid": "NoSwitching"}


def _told(landscape: Landscape, caller: str, role: str, today: date | None = None) -> str:
    asker = an_asker(landscape, today)
    step = asker.inquiry.step(a_ref(caller), a_key(role))
    assert step is not None
    return "\n".join(remedies(asker, step))


def _granted(**more: object) -> Landscape:
    """Operators may become admin in prod; bob is no operator."""
    parts: dict[str, object] = {
        "users": [a_user("alice", groups=["ops"]), a_user("bob")],
        "groups": [a_group("ops"), a_group("readers")],
        "roles": [a_role("admin"), a_role("hub", accounts=["dev"])],
        "grants": [a_grant("ops", "admin@prod")],
        "providers": [a_provider("okta", ProviderKind.SAML)],
        "vendors": [a_vendor("watchful", "999988887777")],
    }
    return a_landscape(**{**parts, **more})  # type: ignore[arg-type]  # each case names parts of a_landscape


@pytest.mark.parametrize(
    ("caller", "says"),
    [
        ("user:bob", "Put bob into a group that is granted admin@prod: ops"),
        ("group:readers", "under `grants`, `readers: { prod: admin }`"),
        ("role:hub@dev", "under `grants`, `role:hub@dev: { prod: admin }`"),
        ("vendor:watchful", "under `trust`, an entry with `vendor: watchful`"),
        ("service:ec2.amazonaws.com", "an entry with `service: ec2.amazonaws.com`"),
        ("account:dev", "an entry with `account: dev`"),
        ("provider:okta", "an entry with `provider: okta`"),
    ],
)
def test_a_missing_half_is_mended_where_it_is_missing(caller: str, says: str) -> None:
    assert says in _told(_granted(), caller, "admin@prod")


def test_what_opens_has_nothing_to_change() -> None:
    assert _told(_granted(), "user:alice", "admin@prod") == ""


def test_a_role_that_nobody_is_granted_is_granted_to_the_user() -> None:
    assert "`user:bob: { dev: hub }`" in _told(_granted(), "user:bob", "hub@dev")


def test_a_provider_must_exist_in_the_account_of_the_role() -> None:
    elsewhere = a_provider("okta", ProviderKind.SAML, accounts=["dev"])

    told = _told(_granted(providers=[elsewhere]), "provider:okta", "admin@prod")

    assert "add prod to `accounts` of provider okta" in told
    assert "add prod" not in _told(_granted(providers=[elsewhere]), "provider:okta", "hub@dev")


def test_a_trust_policy_that_is_written_by_hand_is_named_by_its_place() -> None:
    raw = a_document({"Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "sts:AssumeRole"}, line=7)

    told = _told(_granted(roles=[a_role("admin", trust_policy=raw)]), "user:alice", "admin@prod")

    assert "accounts.yaml:7:" in told
    assert "must name alice or its account" in told


def test_an_action_that_is_missing_beside_the_usual_one_is_asked_for_and_no_grant_that_is_there() -> None:
    raw = a_document(
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:SourceIdentity": "alice"}},
        },
        line=7,
    )

    told = _told(_granted(roles=[a_role("admin", trust_policy=raw)]), "user:alice", "admin@prod")

    assert "must allow sts:SetSourceIdentity, too" in told
    assert "A policy of alice must allow sts:SetSourceIdentity on" in told
    assert "Put alice into a group" not in told
    assert "or its account" not in told


@pytest.mark.parametrize("denied", [True, False])
def test_a_deny_that_has_a_part_in_a_contradiction_is_named(*, denied: bool) -> None:
    account = "arn:aws:iam::111111111111:root"
    mfa: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    elsewhere: Json = {"Bool": {"aws:MultiFactorAuthPresent": "false"}}
    raw = a_document({"Effect": "Allow", "Principal": {"AWS": account}, "Action": "sts:AssumeRole", "Condition": mfa})
    allow: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}
    own = a_document(
        {**allow, "Condition": {} if denied else elsewhere},
        *([{**allow, "Effect": "Deny", "Sid": "Never", "Condition": mfa}] if denied else []),
    )
    landscape = _granted(roles=[a_role("admin", trust_policy=raw)], groups=[a_group("ops", assume_policy=own)])

    told = _told(landscape, "user:alice", "admin@prod")

    assert ("escape every Deny" in told, "A Deny that has a part in it: statement Never" in told) == (denied, denied)


def test_a_boundary_that_is_silent_is_named() -> None:
    bob = a_user("alice", groups=["ops"], boundary=a_policy("ceiling", ONLY_S3))

    told = _told(_granted(users=[bob]), "user:alice", "admin@prod")

    assert told.startswith("The permissions boundary of alice must allow sts:AssumeRole")


def test_the_statement_of_a_deny_is_named_with_its_place() -> None:
    rail = a_guardrail("no-switching", NO_STS, accounts=["jump", "prod"], line=9)

    told = _told(_granted(guardrails=[rail]), "user:alice", "admin@prod")

    assert "statement NoSwitching of no-switching" in told
    assert "accounts.yaml:9:" in told


def test_a_deny_among_the_grants_is_named_too() -> None:
    denial = a_grant("user:alice", "admin@prod", effect=Effect.DENY)

    told = _told(_granted(grants=[a_grant("ops", "admin@prod"), denial]), "user:alice", "admin@prod")

    assert told.startswith("This must leave the request out")


def test_an_scp_level_that_is_silent_is_named() -> None:
    rail = a_guardrail("only-s3", ONLY_S3, accounts=["jump", "prod"])

    told = _told(_granted(guardrails=[rail]), "user:alice", "admin@prod")

    assert "service control policies over the account of alice must allow sts:AssumeRole at every level" in told


def test_conditions_that_contradict_each_other_are_told_side_by_side() -> None:
    ranges: tuple[Json, Json] = (
        {"IpAddress": {"aws:SourceIp": "198.51.100.0/24"}},
        {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}},
    )
    account = "arn:aws:iam::111111111111:root"
    raw = a_document(
        {"Effect": "Allow", "Principal": {"AWS": account}, "Action": "sts:AssumeRole", "Condition": ranges[0]}
    )
    own = a_document({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*", "Condition": ranges[1]})
    landscape = _granted(roles=[a_role("admin", trust_policy=raw)], groups=[a_group("ops", assume_policy=own)])

    told = _told(landscape, "user:alice", "admin@prod")

    assert "198.51.100.0/24" in told
    assert "203.0.113.0/24" in told


def test_a_time_that_is_over_is_told_as_that() -> None:
    over: Json = {"DateLessThan": {"aws:CurrentTime": "2026-03-31T23:59:59Z"}}
    own = a_document({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*", "Condition": over})

    told = _told(_granted(groups=[a_group("ops", assume_policy=own)]), "user:alice", "admin@prod", date(2026, 4, 1))

    assert told.startswith("The time for this is over")
    assert "2026" in told


def test_what_is_not_decided_is_named() -> None:
    unknown = a_user("alice", groups=["ops"], policies=[an_unknown_policy("Mystery")])

    told = _told(_granted(users=[unknown]), "user:alice", "admin@prod")

    assert "Mystery" in told
    assert told.startswith("It is not decided until this is settled")


def test_a_known_context_that_fails_is_what_must_change() -> None:
    raw = a_document(
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
            "Action": "sts:AssumeRole",
            "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}, "StringEquals": {"sts:ExternalId": "e"}},
        }
    )
    asker = an_asker(_granted(roles=[a_role("admin", trust_policy=raw)]))
    facts = Facts({"aws:MultiFactorAuthPresent": ("false",), "x:Other": ("1",)})

    answer = explain(asker, a_ref("user:alice"), a_key("admin@prod"), facts)

    assert answer.remedies == ("The request must meet this: MFA is present.",)
    assert answer.untested == ("x:Other",)
    assert "ExternalId" not in answer.remedies[0]


def test_a_variable_counts_as_asked_about() -> None:
    raw = a_document(
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:RoleSessionName": "${aws:PrincipalTag/name}"}},
        }
    )
    asker = an_asker(_granted(roles=[a_role("admin", trust_policy=raw)]))

    answer = explain(asker, a_ref("user:alice"), a_key("admin@prod"), Facts({"aws:PrincipalTag/name": ("a",)}))

    assert answer.untested == ()


def test_an_explanation_of_a_denial_ends_with_what_would_have_to_change() -> None:
    asker = an_asker(_granted())

    denied = explanation_text(asker, explain(asker, a_ref("user:bob"), a_key("admin@prod"), NO_FACTS))
    opened = explanation_text(asker, explain(asker, a_ref("user:alice"), a_key("admin@prod"), NO_FACTS))

    assert "What would have to change" in denied.split("\n\n")[-1]
    assert "What would have to change" not in opened


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (Status.ACTIVE, "the console can make this switch"),
        (Status.PLANNED, "Account prod is planned and not there yet."),
    ],
)
def test_what_opens_into_an_account_that_is_to_come_is_said_to_wait_for_it(status: Status, says: str) -> None:
    prod = an_account("prod", about=Annotations(status=status))
    asker = an_asker(_granted(accounts=["jump", prod, "dev"]))

    told = explanation_text(asker, explain(asker, a_ref("user:alice"), a_key("admin@prod"), NO_FACTS))

    assert says in told
    assert ("the console can" in told) is (status is Status.ACTIVE)
