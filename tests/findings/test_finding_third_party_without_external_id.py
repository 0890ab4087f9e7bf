"""A third party that nothing ties to us is found; our own accounts, customers and a given ExternalId are not."""

import pytest

from builders import (
    a_document,
    a_grant,
    a_landscape,
    a_role,
    a_trust,
    a_vendor,
    an_account,
    an_analysis_of,
)
from iam_atlas.errors import Problem, Severity
from iam_atlas.findings.third_party_without_external_id import third_party_without_external_id
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require

_VENDOR, _STRANGER = "555555555555", "666666666666"
_MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def _found(landscape: Landscape) -> list[Problem]:
    return list(third_party_without_external_id(an_analysis_of(landscape)))


def _trusting(principal: str, condition: Json = None, *more: dict[str, Json]) -> Landscape:
    """A role whose trust policy, at line 8, names one AWS principal under a condition."""
    block: dict[str, Json] = {} if condition is None else {"Condition": condition}
    whom: Json = {"AWS": principal}
    allow: dict[str, Json] = {"Effect": "Allow", "Principal": whom, "Action": "sts:AssumeRole", **block}
    return a_landscape(
        accounts=["jump", "prod", an_account("customer", kind=AccountKind.EXTERNAL)],
        vendors=[a_vendor("watchful", _VENDOR)],
        roles=[a_role("look", trust_policy=a_document(allow, *more, line=8))],
    )


def _root(account: str) -> str:
    return f"arn:aws:iam::{account}:root"


def _external_id(operator: str, value: str, key: str = "sts:ExternalId") -> Json:
    return {operator: {key: value}}


def test_x1_accounts_of_the_file_and_the_organization_need_no_external_id() -> None:
    own = a_role("own", trust=[a_trust("account", "jump"), a_trust("organization")], line=3)

    assert _found(a_landscape(roles=[own])) == []
    assert _found(_trusting(_root(an_account("jump").id))) == []


def test_x1_twin_an_account_that_the_file_does_not_know_needs_one() -> None:
    (problem,) = _found(_trusting(_root(_STRANGER)))

    assert (problem.position.line, problem.severity) == (8, Severity.WARNING)
    assert problem.message == (
        '"look@prod" trusts account "666666666666", which the file does not know, without an ExternalId: whoever else '
        "it works for could have it enter here; ask for one and require it"
    )


def test_an_account_of_a_customer_acts_for_itself() -> None:
    assert _found(_trusting(_root(an_account("customer").id))) == []


def test_a_role_in_the_account_of_a_customer_is_the_customers_affair() -> None:
    customer = an_account("customer", kind=AccountKind.EXTERNAL)
    landscape = a_landscape(
        accounts=["jump", customer],
        roles=[a_role("ours", accounts=[customer], trust=[a_trust("principal", _STRANGER)])],
    )

    assert _found(landscape) == []


@pytest.mark.parametrize(
    "principal",
    [_root(_VENDOR), _VENDOR, f"arn:aws:iam::{_VENDOR}:role/collector", f"arn:aws:iam::{_VENDOR}:user/bot"],
)
def test_x2_a_vendor_without_an_external_id_is_named(principal: str) -> None:
    (problem,) = _found(_trusting(principal))

    assert problem.message.startswith('"look@prod" trusts vendor "watchful" without an ExternalId')


def test_x2_twin_a_vendor_with_an_external_id_is_fine() -> None:
    assert _found(_trusting(_root(_VENDOR), _external_id("StringEquals", "kf-1"))) == []


def test_x3_mfa_does_not_stand_in_for_an_external_id() -> None:
    assert len(_found(_trusting(_root(_VENDOR), _MFA))) == 1


def test_x3_twin_mfa_beside_an_external_id_is_fine() -> None:
    both: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}, "StringEquals": {"sts:ExternalId": "kf-1"}}

    assert _found(_trusting(_root(_VENDOR), both)) == []


def test_x5_an_external_id_for_an_account_of_ours_is_no_reason_for_a_warning() -> None:
    assert _found(_trusting(_root(an_account("jump").id), _external_id("StringEquals", "kf-1"))) == []


def test_x5_twin_an_external_id_of_any_value_for_a_strangers_account_is() -> None:
    assert len(_found(_trusting(_root(_STRANGER), _external_id("StringLike", "*")))) == 1


@pytest.mark.parametrize(
    ("pattern", "narrows"),
    [("role/collector", True), ("role/collect-*", True), ("role/*", False), ("*", False)],
)
def test_x6_a_trust_of_an_account_narrowed_to_identities_is_a_trust_of_these(pattern: str, narrows: bool) -> None:
    narrowed: Json = {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{_STRANGER}:{pattern}"}}

    assert (_found(_trusting(_root(_STRANGER), narrowed)) == []) is narrows


def test_x6_twin_a_vendor_acts_for_its_other_customers_by_the_same_identity() -> None:
    narrowed: Json = {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{_VENDOR}:role/collector"}}

    assert len(_found(_trusting(_root(_VENDOR), narrowed))) == 1


BINDS: dict[str, tuple[Json, bool]] = {
    "equal": (_external_id("StringEquals", "kf-1"), True),
    "key in lower case": (_external_id("StringEquals", "kf-1", "sts:externalid"), True),
    "pattern": (_external_id("StringLike", "kf-*"), True),
    "any value": (_external_id("StringLike", "*"), False),
    "any value but one": (_external_id("StringNotEquals", "kf-1"), False),
    "only if there is one": (_external_id("StringEqualsIfExists", "kf-1"), False),
    "any at all": ({"Null": {"sts:ExternalId": "false"}}, False),
}


@pytest.mark.parametrize("case", BINDS)
def test_what_counts_as_asking_for_an_external_id(case: str) -> None:
    condition, binds = BINDS[case]

    assert (_found(_trusting(_root(_VENDOR), condition)) == []) is binds


def test_a_denial_of_every_other_external_id_counts() -> None:
    deny: dict[str, Json] = {
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": "sts:AssumeRole",
        "Condition": {"StringNotEquals": {"sts:ExternalId": "kf-1"}},
    }

    assert _found(_trusting(_root(_VENDOR), None, deny)) == []


def test_one_identity_of_an_account_that_the_file_does_not_know_is_somebodys_choice() -> None:
    assert _found(_trusting(f"arn:aws:iam::{_STRANGER}:role/partner")) == []


ENTRIES: dict[str, tuple[str | None, Require, int]] = {
    "nobody agreed on one": (None, NOTHING_REQUIRED, 1),
    "the vendor's own": ("kf-1", NOTHING_REQUIRED, 0),
    "the entry's": (None, Require(external_id="kf-2"), 0),
    "a condition's": (None, Require(conditions={"StringEquals": {"sts:ExternalId": "kf-3"}}), 0),
    "any": ("*", NOTHING_REQUIRED, 1),
}


@pytest.mark.parametrize("case", ENTRIES)
def test_a_trust_entry_for_a_vendor_needs_an_external_id(case: str) -> None:
    external_id, require, count = ENTRIES[case]
    entry = a_trust("vendor", "watchful", require=require, line=5)
    vendor = a_vendor("watchful", _VENDOR, external_id=external_id)

    found = _found(a_landscape(vendors=[vendor], roles=[a_role("look", trust=[entry])]))

    assert [problem.position.line for problem in found] == [5] * count


@pytest.mark.parametrize(("require", "count"), [(NOTHING_REQUIRED, 1), (Require(external_id="kf-1"), 0)])
def test_a_vendor_who_is_granted_a_role_needs_one_too(require: Require, count: int) -> None:
    landscape = a_landscape(
        vendors=[a_vendor("watchful", _VENDOR)],
        roles=[a_role("look", accounts=["dev", "prod"])],
        grants=[a_grant("vendor:watchful", ["look@dev", "look@prod"], require=require, line=5)],
    )

    found = _found(landscape)

    assert [problem.position.line for problem in found] == [5] * count
    assert all(problem.message.startswith('"look@dev", "look@prod" trust vendor') for problem in found)


def test_an_account_of_the_public_list_is_called_by_its_owner_and_no_other_is() -> None:
    (known,), (stranger,) = _found(_trusting(_root("464622532012"))), _found(_trusting(_root(_STRANGER)))

    assert 'which the file does not know and a public list calls "Datadog", without an ExternalId' in known.message
    assert "public list" not in stranger.message
