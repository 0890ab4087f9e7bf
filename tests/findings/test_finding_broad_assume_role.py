"""Policies that reach roles beyond the grants are found at whoever carries them."""

import pytest

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_policy,
    a_role,
    a_trust,
    a_user,
    an_analysis_of,
)
from iam_atlas.findings.broad_assume_role import broad_assume_role
from iam_atlas.model.grants import Grant
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.roles import TrustEntry

_ASSUME_ALL: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}
_ALICE = "arn:aws:iam::111111111111:user/alice"
_NARROW: dict[str, Json] = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}


def _messages(landscape: Landscape) -> list[str]:
    return [problem.message for problem in broad_assume_role(an_analysis_of(landscape))]


def _group_with(statement: dict[str, Json]) -> Landscape:
    return a_landscape(
        users=[a_user("alice", groups=["power"])],
        groups=[a_group("ops"), a_group("power", policies=[a_policy("wide", statement)])],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )


def test_a_group_with_a_broad_policy_is_named_and_its_members_are_not() -> None:
    assert _messages(_group_with(_ASSUME_ALL)) == [
        'group "power" can also assume "admin@prod", which nothing grants it: policy "wide" allows sts:AssumeRole there'
    ]


def test_a_narrow_policy_reaches_nothing() -> None:
    assert _messages(_group_with(_NARROW)) == []


def test_a_users_own_policy_is_said_of_the_user() -> None:
    landscape = a_landscape(
        users=[a_user("alice", policies=[a_policy("own", _ASSUME_ALL)])],
        groups=[a_group("ops")],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )

    assert [message.split(" can")[0] for message in _messages(landscape)] == ['user "alice"']


def _administrator(require: Require) -> Landscape:
    return a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", accounts=["jump"], policies=[a_policy("all")]), a_role("target")],
        grants=[a_grant("ops", ["admin@jump", "target@prod"])],
        require=require,
    )


def test_a_role_that_would_need_mfa_for_it_is_reported_with_that_doubt() -> None:
    (doubtful,) = _messages(_administrator(Require(mfa=True)))
    (certain,) = _messages(_administrator(NOTHING_REQUIRED))

    assert "all of them ask for MFA" in doubtful
    assert "MFA" not in certain


def test_a_user_whom_a_document_trusts_by_name_is_found_although_a_group_carries_the_policy() -> None:
    raw = a_document({"Effect": "Allow", "Principal": {"AWS": _ALICE}, "Action": "sts:AssumeRole"})
    landscape = a_landscape(
        users=[a_user("alice", groups=["power"])],
        groups=[a_group("power", policies=[a_policy("wide", _ASSUME_ALL)])],
        roles=[a_role("admin", trust_policy=raw)],
    )

    assert [message.split(" can")[0] for message in _messages(landscape)] == ['user "alice"']


@pytest.mark.parametrize(
    ("trust", "grants"),
    [
        pytest.param([a_trust("account", "jump")], [], id="by a trust entry for the account"),
        pytest.param([a_trust("organization")], [], id="by a trust entry for the organization"),
        pytest.param([], [a_grant("account:jump", "admin@prod", line=8)], id="by a grant to the account"),
    ],
)
def test_a_role_that_is_open_to_everybody_there_is_meant_for_whoever_has_such_a_policy(
    trust: list[TrustEntry], grants: list[Grant]
) -> None:
    landscape = a_landscape(
        groups=[a_group("power", policies=[a_policy("wide", _ASSUME_ALL)])],
        roles=[a_role("admin", trust=trust)],
        grants=grants,
    )

    assert _messages(landscape) == []
