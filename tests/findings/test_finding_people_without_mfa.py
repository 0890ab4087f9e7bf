"""People who can assume a role without MFA are found; machines and people with MFA are not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_policy,
    a_provider,
    a_role,
    a_trust,
    a_user,
    an_analysis_of,
    an_unknown_policy,
)
from iam_atlas.findings.people_without_mfa import people_without_mfa
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.people import User, UserKind
from iam_atlas.model.policies import AttachedPolicy, Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require


def _messages(landscape: Landscape) -> list[str]:
    return [problem.message for problem in people_without_mfa(an_analysis_of(landscape))]


def _granted(require: Require, kind: UserKind = UserKind.HUMAN) -> Landscape:
    return a_landscape(
        users=[a_user("alice", groups=["ops"], kind=kind)],
        groups=[a_group("ops")],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod", line=9)],
        require=require,
    )


def test_a_group_without_mfa_is_named_once_at_its_grant() -> None:
    (problem,) = people_without_mfa(an_analysis_of(_granted(NOTHING_REQUIRED)))

    assert (problem.position.line, problem.rule) == (9, "people-without-mfa")
    assert 'group "ops" can assume "admin@prod" without MFA' in problem.message


@pytest.mark.parametrize(
    "require", [Require(mfa=True), Require(mfa_max_age=3600)], ids=["required", "required to be fresh"]
)
def test_with_mfa_nothing_is_said(require: Require) -> None:
    assert _messages(_granted(require)) == []


def test_machines_have_no_mfa_to_show() -> None:
    assert _messages(_granted(NOTHING_REQUIRED, UserKind.MACHINE)) == []


def test_a_weak_test_of_mfa_does_not_count() -> None:
    weak = a_document(
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
            "Action": "sts:AssumeRole",
            "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}},
        }
    )
    landscape = a_landscape(
        groups=[a_group("ops")], roles=[a_role("admin", trust_policy=weak)], grants=[a_grant("ops", "admin@prod")]
    )

    assert len(_messages(landscape)) == 1


_FIRST_MFA = a_policy(
    "first-mfa",
    {
        "Effect": "Deny",
        "Action": "*",
        "Resource": "*",
        "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
    },
)


def _granted_to(*users: User, elsewhere: bool = False) -> Landscape:
    """A role without MFA for a group of these users, and of others if some are kept `elsewhere`."""
    return a_landscape(
        users=[replace(user, groups=("ops",)) for user in users],
        groups=[replace(a_group("ops", members=[user.name for user in users]), external_members=elsewhere)],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )


@pytest.mark.parametrize(
    ("elsewhere", "found"),
    [(False, []), (True, ['group "ops" can assume "admin@prod" without MFA'])],
    ids=["all are in the file", "others may be members"],
)
def test_a_deny_without_mfa_in_the_own_policies_of_every_member_counts_where_the_file_lists_them(
    elsewhere: bool, found: list[str]
) -> None:
    users = (a_user(name, policies=[_FIRST_MFA]) for name in ("alice", "bob"))
    landscape = _granted_to(*users, elsewhere=elsewhere)

    assert [message.partition(";")[0] for message in _messages(landscape)] == found


_FROM_THE_OFFICE = a_policy(
    "office",
    {
        "Effect": "Deny",
        "Action": "*",
        "Resource": "*",
        "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}},
    },
)
_OF_ALICE_AND_BOB: dict[str, tuple[Sequence[AttachedPolicy], Sequence[AttachedPolicy], UserKind, int]] = {
    "one needs none": ([_FIRST_MFA], [], UserKind.HUMAN, 1),
    "neither needs it, and each another thing": ([_FROM_THE_OFFICE], [_FROM_THE_OFFICE], UserKind.HUMAN, 1),
    "it is not decided": ([an_unknown_policy()], [an_unknown_policy()], UserKind.HUMAN, 1),
    "the one who needs none is a machine": ([_FIRST_MFA], [], UserKind.MACHINE, 0),
}


@pytest.mark.parametrize(("of_alice", "of_bob", "bob", "found"), _OF_ALICE_AND_BOB.values(), ids=_OF_ALICE_AND_BOB)
def test_what_a_member_does_without_mfa_is_said_once_and_of_the_group(
    of_alice: Sequence[AttachedPolicy], of_bob: Sequence[AttachedPolicy], bob: UserKind, found: int
) -> None:
    landscape = _granted_to(a_user("alice", policies=of_alice), a_user("bob", policies=of_bob, kind=bob))

    told = [message.partition(";")[0] for message in _messages(landscape)]
    assert told == ['group "ops" can assume "admin@prod" without MFA'] * found


def test_a_deny_without_mfa_in_the_groups_own_policy_counts() -> None:
    landscape = a_landscape(
        groups=[a_group("ops", policies=[_FIRST_MFA])], roles=[a_role("admin")], grants=[a_grant("ops", "admin@prod")]
    )

    assert _messages(landscape) == []


def test_people_of_an_identity_provider_are_not_judged() -> None:
    landscape = a_landscape(
        providers=[a_provider("sso", ProviderKind.IDENTITY_CENTER)],
        groups=[a_group("analysts", source="sso")],
        roles=[a_role("analyst")],
        grants=[a_grant("analysts", "analyst@prod")],
    )

    assert _messages(landscape) == []


_ASSUME_ALL: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}


def _trusting_alice_alone(entry: Require) -> Landscape:
    return a_landscape(
        users=[a_user("alice", groups=["ops"], line=3)],
        groups=[a_group("ops", policies=[a_policy("wide", _ASSUME_ALL)])],
        roles=[a_role("admin", trust=[a_trust("user", "alice", require=entry)], require=Require(mfa=True))],
    )


def test_a_user_whom_a_role_trusts_by_name_is_found_although_a_group_carries_the_other_half() -> None:
    (message,) = _messages(_trusting_alice_alone(NOTHING_REQUIRED))

    assert message.startswith('user "alice" can assume "admin@prod" without MFA')
    assert _messages(_trusting_alice_alone(Require(mfa=True))) == []


def test_a_policy_of_the_users_own_gets_round_what_the_grant_of_the_group_asks_for() -> None:
    def granted(*policies: AttachedPolicy) -> Landscape:
        return a_landscape(
            users=[a_user("alice", groups=["ops"], policies=policies)],
            groups=[a_group("ops")],
            roles=[a_role("admin")],
            grants=[a_grant("ops", "admin@prod", require=Require(mfa=True))],
        )

    (message,) = _messages(granted(a_policy("own", _ASSUME_ALL)))

    assert message.startswith('user "alice"')
    assert _messages(granted()) == []


def test_the_remedy_is_one_that_silences_it() -> None:
    raw = a_document(
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "sts:AssumeRole"}
    )
    by_document = a_landscape(
        groups=[a_group("ops")], roles=[a_role("admin", trust_policy=raw)], grants=[a_grant("ops", "admin@prod")]
    )

    assert _messages(_granted(NOTHING_REQUIRED))[0].endswith("to the role")
    assert "to the trust entry" in _messages(_trusting_alice_alone(NOTHING_REQUIRED))[0]
    assert _messages(by_document)[0].endswith("ask for aws:MultiFactorAuthPresent in its trust policy")


@pytest.mark.parametrize(
    ("external", "found"), [pytest.param(True, 1, id="and others"), pytest.param(False, 0, id="alone")]
)
def test_machines_in_a_group_that_others_keep_hide_nobody(external: bool, found: int) -> None:
    landscape = _granted(NOTHING_REQUIRED, UserKind.MACHINE)
    group = replace(landscape.groups["ops"], external_members=external)

    assert len(_messages(replace(landscape, groups={"ops": group}))) == found
