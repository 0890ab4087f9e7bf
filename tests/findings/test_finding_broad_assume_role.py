"""Policies that reach roles beyond the grants are found at whoever carries them."""

from builders import a_grant, a_group, a_landscape, a_policy, a_role, a_user, an_analysis_of
from iam_atlas.findings.broad_assume_role import broad_assume_role
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require

_ASSUME_ALL: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}
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
