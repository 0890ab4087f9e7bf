"""Raw policies that leave out a declared condition are found."""

from datetime import UTC, datetime

from builders import a_document, a_grant, a_group, a_landscape, a_moment, a_role, a_user, an_analysis_of
from iam_atlas.findings.raw_half_lacks_condition import raw_half_lacks_condition
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document, Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require

_UNTIL = Require(until=a_moment(datetime(2027, 3, 31, 23, 59, 59, tzinfo=UTC)))
_MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def _messages(landscape: Landscape) -> list[str]:
    return [problem.message for problem in raw_half_lacks_condition(an_analysis_of(landscape))]


def _trust(condition: Json) -> Document:
    principal: Json = {"AWS": "arn:aws:iam::111111111111:root"}
    return a_document(
        {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", "Condition": condition}, line=5
    )


def _with_trust(condition: Json, require: Require) -> Landscape:
    return a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", trust_policy=_trust(condition), require=require)],
        grants=[a_grant("ops", "admin@prod")],
    )


def test_a_raw_trust_without_the_required_mfa_is_found() -> None:
    (message,) = _messages(_with_trust({}, Require(mfa=True)))

    assert message == (
        'the raw trust_policy lets group "ops" into "admin@prod" without "aws:MultiFactorAuthPresent", '
        "which the file requires"
    )


def test_a_raw_trust_with_it_is_fine_and_so_is_one_of_which_nothing_is_required() -> None:
    assert _messages(_with_trust(_MFA, Require(mfa=True))) == []
    assert _messages(_with_trust({}, NOTHING_REQUIRED)) == []


def test_the_organization_of_a_declared_caller_is_settled_and_not_called_lacking() -> None:
    assert _messages(_with_trust({}, Require(org=True))) == []


def _with_identity(condition: Json) -> Landscape:
    raw = a_document({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*", "Condition": condition})
    return a_landscape(
        groups=[a_group("ops", assume_policy=raw)],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod", require=_UNTIL)],
    )


def test_a_raw_identity_half_without_the_grants_date_is_found() -> None:
    assert [m.split(" lets")[0] for m in _messages(_with_identity({}))] == ["the raw assume_policy"]


def test_a_raw_identity_half_with_the_date_is_fine() -> None:
    assert _messages(_with_identity({"DateLessThan": {"aws:CurrentTime": "2027-03-31T23:59:59Z"}})) == []


def test_a_user_who_is_granted_the_role_is_asked_what_a_group_would_be() -> None:
    def granted(condition: Json) -> Landscape:
        return a_landscape(
            users=[a_user("alice")],
            roles=[a_role("admin", trust_policy=_trust(condition), require=Require(mfa=True))],
            grants=[a_grant("user:alice", "admin@prod")],
        )

    ((message,), none) = _messages(granted({})), _messages(granted(_MFA))

    assert message.startswith('the raw trust_policy lets user "alice" into "admin@prod" without')
    assert none == []


def test_a_raw_identity_half_of_a_role_without_the_grants_date_is_found() -> None:
    def chained(condition: Json) -> Landscape:
        raw = a_document({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*", "Condition": condition})
        return a_landscape(
            roles=[a_role("hub", accounts=["dev"], assume_policy=raw), a_role("admin", require=Require(mfa=True))],
            grants=[a_grant("role:hub@dev", "admin@prod", require=_UNTIL)],
        )

    (message,) = _messages(chained({}))

    assert message.startswith('the raw assume_policy lets role "hub@dev" into "admin@prod" without "aws:CurrentTime"')
    assert _messages(chained({"DateLessThan": {"aws:CurrentTime": "2027-03-31T23:59:59Z"}})) == []
