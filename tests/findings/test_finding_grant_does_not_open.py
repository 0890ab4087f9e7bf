"""Grants that the policies do not carry out are found, with the half that is missing."""

from datetime import UTC, datetime

from builders import (
    a_document,
    a_grant,
    a_group,
    a_guardrail,
    a_landscape,
    a_moment,
    a_policy,
    a_role,
    a_trust,
    a_user,
    an_analysis_of,
    an_unknown_policy,
)
from iam_atlas.findings.grant_does_not_open import grant_does_not_open
from iam_atlas.model.grants import Effect
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require

_NOBODY = a_document(
    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::555555555555:root"}, "Action": "sts:AssumeRole"}
)


def _found(landscape: Landscape, now: datetime | None = None) -> list[tuple[str, str]]:
    return [(problem.rule, problem.message) for problem in grant_does_not_open(an_analysis_of(landscape, now))]


def test_a_trust_that_does_not_know_the_group_is_the_missing_half_and_members_are_not_repeated() -> None:
    landscape = a_landscape(
        users=[a_user("alice", groups=["ops"])],
        groups=[a_group("ops")],
        roles=[a_role("admin", trust_policy=_NOBODY), a_role("open")],
        grants=[a_grant("ops", ["admin@prod", "open@prod"])],
    )

    assert _found(landscape) == [
        (
            "grant-does-not-open",
            'the grant of "admin@prod" to group "ops" does not open: the role trust policy does not let it in',
        )
    ]


def test_a_grant_of_a_group_that_lets_in_one_of_its_members_is_said_not_to_open_to_the_others() -> None:
    alice_alone = a_document(
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111111111111:user/alice"},
            "Action": "sts:AssumeRole",
        }
    )
    landscape = a_landscape(
        users=[a_user("alice", groups=["ops"]), a_user("bob", groups=["ops"])],
        groups=[a_group("ops")],
        roles=[a_role("admin", trust_policy=alice_alone)],
        grants=[a_grant("ops", "admin@prod")],
    )

    assert [message for _, message in _found(landscape)] == [
        'the grant of "admin@prod" to user "bob" does not open: the role trust policy does not let it in'
    ]


def test_a_raw_identity_half_without_the_role_is_the_missing_half() -> None:
    empty = a_document({"Effect": "Allow", "Action": "s3:*", "Resource": "*"})
    landscape = a_landscape(
        groups=[a_group("ops", assume_policy=empty)], roles=[a_role("admin")], grants=[a_grant("ops", "admin@prod")]
    )

    ((_, message),) = _found(landscape)

    assert message.endswith("does not open: no policy of the caller allows sts:AssumeRole there")


def test_a_member_is_named_where_only_its_own_boundary_closes_the_way() -> None:
    narrow = a_policy("narrow", {"Effect": "Allow", "Action": "s3:*", "Resource": "*"})
    landscape = a_landscape(
        users=[a_user("alice", groups=["ops"], boundary=narrow), a_user("bob", groups=["ops"])],
        groups=[a_group("ops")],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )

    assert [message for _, message in _found(landscape)] == [
        'the grant of "admin@prod" to user "alice" does not open: the permissions boundary does not allow it'
    ]


def test_an_explicit_deny_is_named_with_its_statement() -> None:
    rail = a_guardrail(
        "no-sts",
        {"Sid": "NoSwitch", "Effect": "Deny", "Action": "sts:*", "Resource": "*"},
        attach=["jump"],
        accounts=["jump"],
    )
    landscape = a_landscape(
        groups=[a_group("ops")], roles=[a_role("admin")], grants=[a_grant("ops", "admin@prod")], guardrails=[rail]
    )

    ((_, message),) = _found(landscape)

    assert message.endswith('a Deny strikes (statement "NoSwitch" of no-sts)')


def test_a_date_gone_by_closes_a_grant_once_today_is_known() -> None:
    until = Require(until=a_moment(datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)))
    landscape = a_landscape(
        groups=[a_group("ops")], roles=[a_role("admin")], grants=[a_grant("ops", "admin@prod", require=until)]
    )

    assert _found(landscape) == []
    ((_, message),) = _found(landscape, datetime(2026, 4, 1, tzinfo=UTC))
    assert message.endswith("the time is over in which its conditions can be met")


def test_conditions_that_exclude_each_other_are_not_called_a_matter_of_time() -> None:
    until = Require(until=a_moment(datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)), source_ip=("203.0.113.0/24",))
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", require=Require(source_ip=("198.51.100.0/24",)))],
        grants=[a_grant("ops", "admin@prod", require=until)],
    )

    ((_, message),) = _found(landscape, datetime(2026, 4, 1, tzinfo=UTC))
    assert message.endswith("no request can meet its conditions")


def test_what_the_file_denies_by_a_grant_is_meant_so() -> None:
    landscape = a_landscape(
        users=[a_user("alice", groups=["ops", "guests"]), a_user("bob", groups=["ops"])],
        groups=[a_group("ops"), a_group("guests")],
        roles=[a_role("admin")],
        grants=[
            a_grant("ops", "admin@prod"),
            a_grant("guests", "admin@prod", effect=Effect.DENY),
            a_grant("user:bob", "admin@prod", effect=Effect.DENY),
        ],
    )

    assert _found(landscape) == []


def test_a_trust_entry_without_a_grant_is_a_trust_nobody_was_granted() -> None:
    trusted = a_role("admin", trust=[a_trust("user", "alice")])
    alone = a_landscape(users=[a_user("alice")], roles=[trusted])
    granted = a_landscape(users=[a_user("alice")], roles=[trusted], grants=[a_grant("user:alice", "admin@prod")])

    assert [rule for rule, _ in _found(alone)] == ["trust-nobody-granted"]
    assert _found(granted) == []


def test_what_is_not_decided_is_not_called_closed() -> None:
    landscape = a_landscape(
        users=[a_user("alice", policies=[an_unknown_policy()], assume_policy=a_document())],
        roles=[a_role("admin")],
        grants=[a_grant("user:alice", "admin@prod")],
    )

    assert _found(landscape) == []


def test_an_action_that_is_missing_beside_the_usual_one_is_named() -> None:
    principal: Json = {"AWS": "arn:aws:iam::222222222222:role/hub"}
    raw = a_document({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"})
    landscape = a_landscape(
        groups=[a_group("devs")],
        roles=[
            a_role("hub", accounts=["dev"], require=Require(transitive_tags=("team",))),
            a_role("end", trust_policy=raw),
        ],
        grants=[a_grant("devs", "hub@dev"), a_grant("role:hub@dev", "end@prod")],
    )

    messages = [problem.message for problem in grant_does_not_open(an_analysis_of(landscape))]

    assert messages == [
        'the grant of "end@prod" to role "hub@dev" does not open: the role trust policy does not allow sts:TagSession'
    ]
