"""Grants and trust entries become the statements of the role trust policy."""

from collections.abc import Sequence

import pytest

from builders import (
    a_document,
    a_grant,
    a_group,
    a_key,
    a_landscape,
    a_permission_set,
    a_provider,
    a_role,
    a_trust,
    a_user,
    a_vendor,
    an_account,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.model.grants import Effect
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require
from iam_atlas.model.roles import Role, TrustEntry

_JUMP = "arn:aws:iam::111111111111:root"
_MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def _statements(landscape: Landscape, role: str) -> list[dict[str, Json]]:
    """The statements of a role's trust policy without their Sids."""
    written = derive_halves(landscape).trust[a_key(role)].value["Statement"]
    assert isinstance(written, list)
    return [{k: v for k, v in body.items() if k != "Sid"} for body in written if isinstance(body, dict)]


def _entry_statement(entry: TrustEntry, **more: Role) -> dict[str, Json]:
    landscape = a_landscape(
        accounts=["jump", "dev", "prod", "tools"],
        roles=[a_role("target", trust=[entry]), *more.values()],
        users=[a_user("alice")],
        groups=[a_group("developers")],
        vendors=[a_vendor("watchful", "999988887777", external_id="kf-1"), a_vendor("plain", "999988886666")],
        permission_sets=[a_permission_set("Billing", accounts=["dev"])],
    )
    (statement,) = _statements(landscape, "target@prod")
    return statement


def test_all_groups_and_users_of_an_account_share_one_statement() -> None:
    landscape = a_landscape(
        users=[a_user("alice")],
        groups=[a_group("a"), a_group("b")],
        roles=[a_role("admin")],
        grants=[a_grant("b", "admin@prod", line=7), a_grant("a", "admin@prod"), a_grant("user:alice", "admin@prod")],
        require=Require(mfa=True),
    )

    assert _statements(landscape, "admin@prod") == [
        {"Effect": "Allow", "Principal": {"AWS": _JUMP}, "Action": "sts:AssumeRole", "Condition": _MFA}
    ]
    assert derive_halves(landscape).trust[a_key("admin@prod")].statements[0].line == 7


def test_people_of_two_accounts_have_a_statement_each() -> None:
    landscape = a_landscape(
        accounts=["jump", "other", "prod"],
        groups=[a_group("a"), a_group("b", account="other")],
        roles=[a_role("admin")],
        grants=[a_grant("a", "admin@prod"), a_grant("b", "admin@prod")],
    )

    assert len(_statements(landscape, "admin@prod")) == 2


def test_a_role_grantee_is_named_by_arn_and_escapes_what_binds_people() -> None:
    landscape = a_landscape(
        accounts=["jump", "tools", "prod"],
        groups=[a_group("ops")],
        roles=[a_role("deploy"), a_role("hub", accounts=["tools"])],
        grants=[a_grant("ops", "deploy@prod"), a_grant("role:hub@tools", "deploy@prod")],
        require=Require(mfa=True),
    )

    people, hub = _statements(landscape, "deploy@prod")

    assert people["Condition"] == _MFA
    assert hub == {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::100000000004:role/hub"},
        "Action": "sts:AssumeRole",
    }


def test_trust_style_account_names_the_account_and_narrows_it_to_the_role() -> None:
    landscape = a_landscape(
        accounts=["tools", "prod"],
        roles=[a_role("deploy", trust_style="account"), a_role("hub", accounts=["tools"])],
        grants=[a_grant("role:hub@tools", "deploy@prod")],
    )

    (statement,) = _statements(landscape, "deploy@prod")

    assert statement["Principal"] == {"AWS": "arn:aws:iam::100000000004:root"}
    assert statement["Condition"] == {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::100000000004:role/hub"}}


def test_trust_style_principal_names_single_users_but_groups_by_their_account() -> None:
    landscape = a_landscape(
        users=[a_user("alice")],
        groups=[a_group("ops")],
        roles=[a_role("admin", trust_style="principal")],
        grants=[a_grant("user:alice", "admin@prod"), a_grant("ops", "admin@prod")],
    )

    principals = [statement["Principal"] for statement in _statements(landscape, "admin@prod")]

    assert principals == [{"AWS": _JUMP}, {"AWS": "arn:aws:iam::111111111111:user/alice"}]


def test_identity_center_people_come_by_its_service_without_conditions_for_people() -> None:
    landscape = a_landscape(
        providers=[a_provider("sso", ProviderKind.IDENTITY_CENTER)],
        groups=[a_group("analysts", source="sso"), a_group("more", source="sso")],
        roles=[a_role("analyst")],
        grants=[a_grant("analysts", "analyst@prod"), a_grant("more", "analyst@prod")],
        require=Require(mfa=True),
    )

    assert _statements(landscape, "analyst@prod") == [
        {
            "Effect": "Allow",
            "Principal": {"Service": "account-access.amazonaws.com"},
            "Action": ["sts:AssumeRole", "sts:SetContext", "sts:TagSession"],
        }
    ]


def test_a_denying_grant_leaves_no_trust() -> None:
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod", effect=Effect.DENY)],
    )

    assert _statements(landscape, "admin@prod") == []


@pytest.mark.parametrize(
    ("require", "grant", "actions"),
    [
        (Require(), Require(), "sts:AssumeRole"),
        (Require(session_tags={"team": ("shop",)}), Require(), ["sts:AssumeRole", "sts:TagSession"]),
        (Require(), Require(source_identity=True), ["sts:AssumeRole", "sts:SetSourceIdentity"]),
    ],
    ids=["nothing", "tags by the role", "source identity by the grant"],
)
def test_what_people_must_pass_is_allowed_by_the_trust(require: Require, grant: Require, actions: Json) -> None:
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", require=require)],
        grants=[a_grant("ops", "admin@prod", require=grant)],
    )

    assert _statements(landscape, "admin@prod")[0]["Action"] == actions


ENTRIES: dict[str, tuple[TrustEntry, Json, Json]] = {
    "account": (a_trust("account", "tools"), {"AWS": "arn:aws:iam::100000000004:root"}, None),
    "user": (a_trust("user", "alice"), {"AWS": "arn:aws:iam::111111111111:user/alice"}, None),
    "group": (a_trust("group", "developers"), {"AWS": _JUMP}, None),
    "service": (
        a_trust("service", "ecs-tasks.amazonaws.com", require=Require(source_account="self")),
        {"Service": "ecs-tasks.amazonaws.com"},
        {"StringEquals": {"aws:SourceAccount": "444444444444"}},
    ),
    "vendor": (
        a_trust("vendor", "watchful"),
        {"AWS": "arn:aws:iam::999988887777:root"},
        {"StringEquals": {"sts:ExternalId": "kf-1"}},
    ),
    "vendor with another id": (
        a_trust("vendor", "watchful", require=Require(external_id="kf-2")),
        {"AWS": "arn:aws:iam::999988887777:root"},
        {"StringEquals": {"sts:ExternalId": "kf-2"}},
    ),
    "vendor without id": (a_trust("vendor", "plain"), {"AWS": "arn:aws:iam::999988886666:root"}, None),
    "organization": (
        a_trust("organization"),
        {"AWS": "*"},
        {"StringEquals": {"aws:PrincipalOrgID": "o-example123"}},
    ),
    "principal": (
        a_trust("principal", "arn:aws:iam::555555555555:role/x"),
        {"AWS": "arn:aws:iam::555555555555:role/x"},
        None,
    ),
    "permission set": (
        a_trust("permission_set", roles=["Billing@"]),
        {"AWS": "arn:aws:iam::222222222222:root"},
        {
            "ArnLike": {
                "aws:PrincipalArn": (
                    "arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Billing_*"
                )
            }
        },
    ),
}


@pytest.mark.parametrize("case", ENTRIES)
def test_each_kind_of_entry_names_its_principal_and_condition(case: str) -> None:
    entry, principal, condition = ENTRIES[case]

    statement = _entry_statement(entry)

    assert (statement["Principal"], statement.get("Condition")) == (principal, condition)


def test_an_entry_for_a_role_without_account_means_every_copy() -> None:
    statement = _entry_statement(a_trust("role", roles=["hub@"]), hub=a_role("hub", accounts=["dev", "tools"]))

    assert statement["Principal"] == {
        "AWS": ["arn:aws:iam::100000000004:role/hub", "arn:aws:iam::222222222222:role/hub"]
    }


def test_actions_of_an_entry_replace_the_usual_ones() -> None:
    statement = _entry_statement(
        a_trust("service", "pods.eks.amazonaws.com", actions=["sts:AssumeRole", "sts:TagSession"])
    )

    assert statement["Action"] == ["sts:AssumeRole", "sts:TagSession"]


def test_an_account_grantee_is_trusted_with_the_grants_own_conditions() -> None:
    landscape = a_landscape(
        accounts=["prod", "tools"],
        roles=[a_role("shared")],
        grants=[a_grant("account:tools", "shared@prod", require=Require(external_id="x"))],
    )

    (statement,) = _statements(landscape, "shared@prod")

    assert statement["Principal"] == {"AWS": "arn:aws:iam::100000000004:root"}
    assert statement["Condition"] == {"StringEquals": {"sts:ExternalId": "x"}}


def test_another_partition_has_its_own_arns() -> None:
    landscape = a_landscape(
        accounts=[an_account("jump", partition="aws-cn"), cn := an_account("shop", partition="aws-cn")],
        groups=[a_group("ops")],
        roles=[a_role("operator", accounts=[cn])],
        grants=[a_grant("ops", "operator@shop")],
    )

    (statement,) = _statements(landscape, "operator@shop")

    assert statement["Principal"] == {"AWS": "arn:aws-cn:iam::111111111111:root"}


def test_a_raw_trust_policy_replaces_what_would_be_derived() -> None:
    raw = a_document({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"})
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", trust_policy=raw), a_role("other")],
        grants=[a_grant("ops", ["admin@prod", "other@prod"])],
    )

    halves = derive_halves(landscape)

    assert halves.trust[a_key("admin@prod")] is raw
    assert halves.trust_is_raw == {a_key("admin@prod")}


def test_hours_are_listed_as_an_agreement() -> None:
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", require=Require(hours="weekdays")), a_role("other")],
        grants=[a_grant("ops", ["admin@prod", "other@prod"])],
    )

    assert derive_halves(landscape).agreements == {a_key("admin@prod"): ("weekdays",)}


def test_sids_are_alphanumeric_and_different() -> None:
    entries: Sequence[TrustEntry] = [
        a_trust("service", "ec2.amazonaws.com"),
        a_trust("service", "ec2.amazonaws.com", require=Require(source_account="self")),
        a_trust("account", "tools"),
    ]
    landscape = a_landscape(accounts=["prod", "tools"], roles=[a_role("x", trust=entries)])

    written = derive_halves(landscape).trust[a_key("x@prod")].value["Statement"]

    assert isinstance(written, list)
    assert [s["Sid"] for s in written if isinstance(s, dict)] == ["ServiceEc2", "ServiceEc22", "AccountTools"]


def test_a_role_whose_sessions_hold_transitive_tags_may_bring_them_along() -> None:
    hub = a_role(
        "hub", accounts=["tools"], require=Require(session_tags={"team": ("shop",)}, transitive_tags=("team",))
    )
    plain = a_role("plain", accounts=["tools"], require=Require(session_tags={"team": ("shop",)}))
    entry = a_trust("role", roles=["hub@tools"])
    landscape = a_landscape(
        accounts=["jump", "prod", "tools"],
        roles=[hub, plain, a_role("deploy"), a_role("look", trust=[entry])],
        grants=[a_grant("role:hub@tools", "deploy@prod"), a_grant("role:plain@tools", "deploy@prod")],
    )

    actions = [statement["Action"] for statement in _statements(landscape, "deploy@prod")]

    assert actions == [["sts:AssumeRole", "sts:TagSession"], "sts:AssumeRole"]
    assert _statements(landscape, "look@prod")[0]["Action"] == ["sts:AssumeRole", "sts:TagSession"]


def test_a_role_entered_with_a_source_identity_may_keep_it_on_the_next_hop() -> None:
    hub = a_role("hub", accounts=["tools"], trust=[a_trust("account", "jump", require=Require(source_identity="ben"))])
    landscape = a_landscape(
        accounts=["jump", "prod", "tools"],
        roles=[hub, a_role("deploy")],
        grants=[a_grant("role:hub@tools", "deploy@prod")],
    )

    (statement,) = _statements(landscape, "deploy@prod")

    assert statement["Action"] == ["sts:AssumeRole", "sts:SetSourceIdentity"]
