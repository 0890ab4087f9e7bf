"""MFA that is asked of somebody who brings none is found."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_moment,
    a_provider,
    a_role,
    a_trust,
    a_user,
    an_analysis_of,
)
from iam_atlas.findings.mfa_never_met import mfa_never_met
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Document, Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require

_MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def _messages(landscape: Landscape) -> list[str]:
    return [problem.message for problem in mfa_never_met(an_analysis_of(landscape))]


def _trusting_the_hub(condition: Json) -> Document:
    principal: Json = {"AWS": "arn:aws:iam::100000000004:role/hub"}
    return a_document({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", "Condition": condition})


def _chain(condition: Json) -> Landscape:
    return a_landscape(
        accounts=["tools", "prod"],
        roles=[a_role("deploy", trust_policy=_trusting_the_hub(condition)), a_role("hub", accounts=["tools"])],
        grants=[a_grant("role:hub@tools", "deploy@prod")],
    )


def _saml(require: Require) -> Landscape:
    entry = a_trust("provider", "okta", require=require)
    return a_landscape(
        providers=[a_provider("okta", ProviderKind.SAML)],
        groups=[a_group("ops")],
        roles=[a_role("in", trust=[entry])],
        grants=[a_grant("ops", "in@prod")],
        require=Require(mfa=True),
    )


def test_c5_a_chained_hop_that_asks_for_mfa_may_never_open_and_both_views_are_said() -> None:
    (message,) = _messages(_chain(_MFA))

    assert message.startswith('"deploy@prod" asks role "hub@tools" for MFA')
    assert "by AWS's documentation" in message
    assert "people have reported otherwise" in message


@pytest.mark.parametrize(
    ("device", "require", "found"),
    [("none", Require(mfa=True), 1), ("none", NOTHING_REQUIRED, 0), ("required", Require(mfa=True), 0)],
)
def test_a_user_without_a_device_who_needs_one_is_found(device: str, require: Require, found: int) -> None:
    landscape = a_landscape(
        users=[replace(a_user("alice", groups=["ops"]), mfa=device), a_user("bob", groups=["ops"])],
        groups=[a_group("ops")],
        roles=[a_role("admin"), a_role("reader")],
        grants=[a_grant("ops", ["admin@prod", "reader@prod"])],
        require=require,
    )

    told = [message.partition(", and the file says")[0] for message in _messages(landscape)]
    assert told == ['"admin@prod", "reader@prod" ask user "alice" for MFA'] * found


def test_c5_twin_a_chained_hop_without_mfa_is_fine() -> None:
    assert _messages(_chain({})) == []


def test_copies_that_one_grant_leads_into_are_named_together() -> None:
    landscape = a_landscape(
        accounts=["tools", "dev", "prod"],
        roles=[
            a_role("deploy", accounts=["dev", "prod"], trust_policy=_trusting_the_hub(_MFA)),
            a_role("hub", accounts=["tools"]),
        ],
        grants=[a_grant("role:hub@tools", ["deploy@dev", "deploy@prod"])],
    )

    (message,) = _messages(landscape)

    assert message.startswith('"deploy@dev", "deploy@prod" ask role "hub@tools" for MFA')


def test_federated_people_who_are_asked_for_mfa_never_come_in() -> None:
    assert _messages(_saml(Require(mfa=True))) == [
        '"in@prod" asks provider "okta" for MFA, which only IAM users bring along: this way never opens'
    ]


def test_a_way_that_is_closed_by_something_else_is_not_said_to_ask_for_mfa() -> None:
    over = Require(until=a_moment(datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)))
    today = datetime(2026, 11, 26, tzinfo=UTC)

    assert list(mfa_never_met(an_analysis_of(_saml(over), today))) == []


def test_federated_people_beside_users_with_mfa_are_fine() -> None:
    assert _messages(_saml(NOTHING_REQUIRED)) == []
