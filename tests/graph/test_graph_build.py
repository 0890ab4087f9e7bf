"""The graph holds every declared pair, decided, and every other pair that opens."""

from datetime import UTC, datetime

import pytest

from builders import (
    ORGANISATION_ID,
    a_document,
    a_grant,
    a_group,
    a_guardrail,
    a_key,
    a_landscape,
    a_moment,
    a_permission_set,
    a_policy,
    a_provider,
    a_ref,
    a_role,
    a_trust,
    a_user,
    a_vendor,
    an_account,
    an_unknown_policy,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.insiders import declared_pairs
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.grants import Effect
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleKind

_MFA = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))
_ASSUME_ALL: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}


def _graph(landscape: Landscape, now: datetime | None = None) -> AccessGraph:
    return build_graph(cast_of(landscape, derive_halves(landscape)), now)


def _step(landscape: Landscape, caller: str, role: str, now: datetime | None = None) -> Access:
    (step,) = [s for s in _graph(landscape, now).by_caller[a_ref(caller)] if s.role == a_key(role)]
    return step


def _pairs(landscape: Landscape) -> set[str]:
    steps = _graph(landscape).steps
    return {f"{step.caller.kind.value}:{step.caller.name} -> {step.role}" for step in steps}


def test_a_grant_opens_for_the_group_and_each_member_under_what_the_role_requires() -> None:
    landscape = a_landscape(
        users=[a_user("alice", groups=["ops"]), a_user("bob")],
        groups=[a_group("ops")],
        roles=[a_role("admin", max_session=7200)],
        grants=[a_grant("ops", "admin@prod")],
        require=Require(mfa=True),
    )

    step = _step(landscape, "user:alice", "admin@prod")

    assert (step.decision.verdict, step.decision.residue) == (Verdict.ALLOWED_IF, _MFA)
    assert (step.through, step.grants, step.max_seconds, step.console) == (("ops",), landscape.grants, 7200, True)
    assert _pairs(landscape) == {"user:alice -> admin@prod", "group:ops -> admin@prod"}


def test_a_grant_that_the_raw_trust_does_not_know_is_listed_as_closed() -> None:
    nobody = a_document({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::555555555555:root"}, "Action": "sts:*"})
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", trust_policy=nobody)],
        grants=[a_grant("ops", "admin@prod")],
    )

    decision = _step(landscape, "ops", "admin@prod").decision

    assert decision.verdict is Verdict.IMPLICITLY_DENIED
    assert Half.TRUST in decision.missing


def test_a_denying_grant_wins_over_an_allowing_one_of_another_group() -> None:
    landscape = a_landscape(
        users=[a_user("alice", groups=["ops", "suspended"]), a_user("bob", groups=["ops"])],
        groups=[a_group("ops"), a_group("suspended")],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod"), a_grant("suspended", "admin@prod", effect=Effect.DENY)],
    )

    assert _step(landscape, "user:alice", "admin@prod").decision.verdict is Verdict.EXPLICITLY_DENIED
    assert _step(landscape, "user:bob", "admin@prod").decision.verdict is Verdict.ALLOWED


def test_a_broad_policy_opens_what_nothing_grants_but_only_where_the_account_is_trusted() -> None:
    landscape = a_landscape(
        users=[a_user("alice", policies=[a_policy("all", _ASSUME_ALL)])],
        groups=[a_group("ops")],
        roles=[a_role("admin"), a_role("closed", trust=[a_trust("account", "dev")])],
        grants=[a_grant("ops", "admin@prod")],
    )

    steps = _graph(landscape).by_caller[a_ref("user:alice")]

    assert [(str(step.role), step.grants) for step in steps] == [("admin@prod", ())]


def test_a_role_that_may_assume_itself_is_not_listed() -> None:
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", accounts=["jump"], policies=[a_policy()]), a_role("other", accounts=["jump"])],
        grants=[a_grant("ops", ["admin@jump", "other@jump"])],
    )

    steps = _graph(landscape).by_caller[a_ref("role:admin@jump")]

    assert [str(step.role) for step in steps] == ["other@jump"]


def test_a_trust_that_names_a_user_of_the_same_account_suffices_and_across_accounts_does_not() -> None:
    trust = [a_trust("user", "alice")]
    landscape = a_landscape(
        users=[a_user("alice")], roles=[a_role("here", accounts=["jump"], trust=trust), a_role("there", trust=trust)]
    )

    assert _step(landscape, "user:alice", "here@jump").decision.verdict is Verdict.ALLOWED
    assert _step(landscape, "user:alice", "there@prod").decision.missing == (Half.IDENTITY,)


def test_a_chained_session_lasts_an_hour_and_the_console_is_disputed() -> None:
    landscape = a_landscape(
        accounts=["tools", "prod"],
        roles=[a_role("deploy", max_session=43200), a_role("hub", accounts=["tools"])],
        grants=[a_grant("role:hub@tools", "deploy@prod")],
    )

    step = _step(landscape, "role:hub@tools", "deploy@prod")

    assert (step.decision.verdict, step.max_seconds, step.console) == (Verdict.ALLOWED, 3600, None)


def test_an_unknown_policy_makes_the_answer_unknown_where_its_account_is_trusted() -> None:
    landscape = a_landscape(
        users=[a_user("alice", policies=[an_unknown_policy()]), a_user("bob")],
        groups=[a_group("ops")],
        roles=[a_role("admin"), a_role("closed", trust=[a_trust("account", "dev")])],
        grants=[a_grant("ops", "admin@prod")],
    )

    steps = _graph(landscape).by_caller[a_ref("user:alice")]

    assert [(str(s.role), s.decision.verdict) for s in steps] == [("admin@prod", Verdict.NOT_EVALUATED)]
    assert a_ref("user:bob") not in _graph(landscape).by_caller


SCP: dict[str, tuple[str, Verdict]] = {
    "of the caller's account": ("jump", Verdict.EXPLICITLY_DENIED),
    "of the role's account": ("prod", Verdict.ALLOWED),
}


@pytest.mark.parametrize("case", SCP)
def test_scps_bind_the_callers_account(case: str) -> None:
    account, verdict = SCP[case]
    no_sts = a_guardrail(
        "no-sts", {"Effect": "Deny", "Action": "sts:*", "Resource": "*"}, attach=[account], accounts=[account]
    )
    landscape = a_landscape(
        groups=[a_group("ops")], roles=[a_role("admin")], grants=[a_grant("ops", "admin@prod")], guardrails=[no_sts]
    )

    assert _step(landscape, "ops", "admin@prod").decision.verdict is verdict


def test_the_management_account_is_outside_scps() -> None:
    deny = a_guardrail(
        "deny",
        {"Effect": "Deny", "Action": "*", "Resource": "*"},
        accounts=["management", "jump", "prod"],
    )
    landscape = a_landscape(
        accounts=["management", "jump", "prod"],
        roles=[a_role("admin"), a_role("boss", accounts=["management"]), a_role("hub", accounts=["jump"])],
        grants=[a_grant("role:boss@management", "admin@prod"), a_grant("role:hub@jump", "admin@prod")],
        guardrails=[deny],
    )

    assert _step(landscape, "role:boss@management", "admin@prod").decision.verdict is Verdict.ALLOWED
    assert _step(landscape, "role:hub@jump", "admin@prod").decision.verdict is Verdict.EXPLICITLY_DENIED


def test_rcps_bind_the_roles_account() -> None:
    ours = a_guardrail(
        "ours",
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sts:*",
            "Resource": "*",
            "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": ORGANISATION_ID}},
        },
        kind=GuardrailKind.RCP,
        accounts=["prod"],
    )
    landscape = a_landscape(
        groups=[a_group("ops")],
        vendors=[a_vendor("watchful", "999988887777")],
        roles=[a_role("admin", trust=[a_trust("vendor", "watchful")])],
        grants=[a_grant("ops", "admin@prod")],
        guardrails=[ours],
    )

    assert _step(landscape, "ops", "admin@prod").decision.verdict is Verdict.ALLOWED
    assert _step(landscape, "vendor:watchful", "admin@prod").decision.verdict is not Verdict.ALLOWED


def test_a_boundary_without_sts_closes_a_grant() -> None:
    narrow = a_policy("narrow", {"Effect": "Allow", "Action": "s3:*", "Resource": "*"})
    wide = a_policy("wide")
    landscape = a_landscape(
        users=[a_user("alice", boundary=narrow), a_user("bob", boundary=wide)],
        roles=[a_role("admin")],
        grants=[a_grant("user:alice", "admin@prod"), a_grant("user:bob", "admin@prod")],
    )

    assert _step(landscape, "user:alice", "admin@prod").decision.missing == (Half.BOUNDARY,)
    assert _step(landscape, "user:bob", "admin@prod").decision.verdict is Verdict.ALLOWED


def test_a_date_that_has_gone_by_can_never_be_met() -> None:
    until = Require(until=a_moment(datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)))
    landscape = a_landscape(
        groups=[a_group("ops")], roles=[a_role("admin")], grants=[a_grant("ops", "admin@prod", require=until)]
    )

    before, after = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)

    assert _step(landscape, "ops", "admin@prod", before).decision.verdict is Verdict.ALLOWED_IF
    assert _step(landscape, "ops", "admin@prod", after).decision.verdict is Verdict.NEVER_SATISFIABLE


def test_a_vendor_comes_by_its_external_id_and_its_own_half_lies_outside() -> None:
    landscape = a_landscape(
        vendors=[a_vendor("watchful", "999988887777", "999988886666", external_id="kf-1")],
        roles=[a_role("monitor", trust=[a_trust("vendor", "watchful")])],
    )

    step = _step(landscape, "vendor:watchful", "monitor@prod")

    assert step.decision.residue == ConditionTest("StringEquals", "sts:ExternalId", ("kf-1",))
    assert [half.outside for half in step.decision.halves if half.half is Half.IDENTITY] == [True]
    assert step.console is False


def test_a_role_that_asks_people_for_an_external_id_is_not_for_the_console() -> None:
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", require=Require(external_id="x")), a_role("plain")],
        grants=[a_grant("ops", ["admin@prod", "plain@prod"])],
    )

    assert _step(landscape, "ops", "admin@prod").console is False
    assert _step(landscape, "ops", "plain@prod").console is True


MEANS: dict[str, tuple[ProviderKind, Means, bool]] = {
    "saml": (ProviderKind.SAML, Means.SAML, True),
    "oidc": (ProviderKind.OIDC, Means.WEB_IDENTITY, False),
    "cognito": (ProviderKind.COGNITO, Means.WEB_IDENTITY, False),
    "google": (ProviderKind.WEB_IDENTITY, Means.WEB_IDENTITY, False),
    "certificates": (ProviderKind.ROLES_ANYWHERE, Means.SERVICE, False),
    "identity center": (ProviderKind.IDENTITY_CENTER, Means.IDENTITY_CENTER, True),
}


@pytest.mark.parametrize("case", MEANS)
def test_each_kind_of_provider_comes_by_its_own_means(case: str) -> None:
    kind, means, console = MEANS[case]
    door = a_provider(
        "door",
        kind,
        url="idp.example.com",
        audiences=["aud"],
        identity_pool="r:1",
        client_id="c",
        trust_anchor="arn:aws:rolesanywhere:eu-west-1:444444444444:trust-anchor/1",
    )
    landscape = a_landscape(
        providers=[door], roles=[a_role("in", trust=[a_trust("provider", "door")], max_session=7200)]
    )

    step = _step(landscape, "provider:door", "in@prod")

    assert (step.means, step.decision.verdict, step.max_seconds) == (means, Verdict.ALLOWED, 7200)
    assert step.console is console


def test_people_of_a_provider_who_are_asked_for_mfa_never_come_in() -> None:
    asked = a_trust("provider", "okta", require=Require(mfa=True))
    landscape = a_landscape(providers=[a_provider("okta", ProviderKind.SAML)], roles=[a_role("in", trust=[asked])])

    assert _step(landscape, "provider:okta", "in@prod").decision.verdict is Verdict.NEVER_SATISFIABLE


def test_two_identity_pools_at_one_host_are_told_apart_even_in_a_raw_policy() -> None:
    pools = [a_provider(name, ProviderKind.COGNITO, identity_pool=f"r:{name}") for name in ("one", "two")]
    raw = a_document(
        {
            "Effect": "Allow",
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": "r:one"}},
        }
    )
    landscape = a_landscape(providers=pools, roles=[a_role("in", trust_policy=raw)])

    assert _step(landscape, "provider:one", "in@prod").decision.verdict is Verdict.ALLOWED
    assert not _step(landscape, "provider:two", "in@prod").decision.verdict.opens


def test_a_service_takes_its_role_on_condition_of_its_source() -> None:
    worker = a_role("worker", trust=[a_trust("service", "ec2.amazonaws.com", require=Require(source_account="self"))])

    step = _step(a_landscape(roles=[worker]), "service:ec2.amazonaws.com", "worker@prod")

    assert step.means is Means.SERVICE
    assert step.decision.residue == ConditionTest("StringEquals", "aws:SourceAccount", ("444444444444",))


def test_accounts_and_unknown_principals_named_by_trust_are_callers_whose_half_lies_outside() -> None:
    stranger = "arn:aws:iam::555555555555:role/theirs"
    landscape = a_landscape(
        accounts=["tools", "prod", an_account("customer", kind=AccountKind.EXTERNAL)],
        roles=[
            a_role(
                "shared",
                trust=[a_trust("account", "tools"), a_trust("account", "customer"), a_trust("principal", stranger)],
            )
        ],
    )

    steps = _graph(landscape).by_role[a_key("shared@prod")]

    assert [f"{s.caller.kind.value}:{s.caller.name}" for s in steps] == [
        "account:customer",
        "account:tools",
        f"principal:{stranger}",
    ]
    assert all(any(half.outside for half in step.decision.halves) for step in steps)


def test_everybody_of_the_organization_is_one_caller_with_the_organization_as_condition() -> None:
    landscape = a_landscape(roles=[a_role("shared", trust=[a_trust("organization")])])

    step = _step(landscape, "principal:*", "shared@prod")

    assert step.decision.residue == ConditionTest("StringEquals", "aws:PrincipalOrgID", (ORGANISATION_ID,))


def test_what_the_organization_settles_is_no_condition_any_more() -> None:
    landscape = a_landscape(
        accounts=["jump", "prod", an_account("customer", kind=AccountKind.EXTERNAL)],
        groups=[a_group("ops")],
        roles=[
            a_role("admin", require=Require(org=True)),
            a_role("x", trust=[a_trust("account", "customer", require=Require(org=True))]),
        ],
        grants=[a_grant("ops", "admin@prod")],
    )

    assert _step(landscape, "ops", "admin@prod").decision.verdict is Verdict.ALLOWED
    assert _step(landscape, "account:customer", "x@prod").decision.verdict is Verdict.ALLOWED_IF


def test_declared_tags_settle_a_users_condition_but_not_a_groups() -> None:
    landscape = a_landscape(
        users=[
            a_user("alice", groups=["ops"], tags={"team": "shop"}),
            a_user("bob", groups=["ops"], tags={"team": "x"}),
        ],
        groups=[a_group("ops")],
        roles=[a_role("admin", require=Require(principal_tags={"team": ("shop",)}))],
        grants=[a_grant("ops", "admin@prod")],
    )

    assert _step(landscape, "user:alice", "admin@prod").decision.verdict is Verdict.ALLOWED
    assert not _step(landscape, "user:bob", "admin@prod").decision.verdict.opens
    assert _step(landscape, "ops", "admin@prod").decision.verdict is Verdict.ALLOWED_IF


def test_identity_center_groups_are_entitled_to_roles_and_assigned_permission_sets() -> None:
    landscape = a_landscape(
        providers=[a_provider("sso", ProviderKind.IDENTITY_CENTER)],
        groups=[a_group("finance", source="sso")],
        roles=[a_role("analyst")],
        permission_sets=[a_permission_set("Billing", max_session=28800)],
        grants=[a_grant("finance", "analyst@prod", permission_sets=["Billing@prod"])],
    )

    billing, analyst = _graph(landscape).by_caller[a_ref("finance")]

    assert (billing.role, billing.to_permission_set, billing.max_seconds) == (a_key("Billing@prod"), True, 28800)
    assert (analyst.role, analyst.to_permission_set, analyst.means) == (
        a_key("analyst@prod"),
        False,
        Means.IDENTITY_CENTER,
    )
    assert billing.decision.verdict is analyst.decision.verdict is Verdict.ALLOWED


def test_a_permission_set_named_by_a_trust_entry_comes_in_with_its_own_policies() -> None:
    entry = a_trust("permission_set", roles=["Ops@dev"])
    with_rights = a_permission_set("Ops", accounts=["dev"], policies=[a_policy("all", _ASSUME_ALL)])
    without = a_permission_set("Ops", accounts=["dev"])

    opened = a_landscape(roles=[a_role("admin", trust=[entry])], permission_sets=[with_rights])
    closed = a_landscape(roles=[a_role("admin", trust=[entry])], permission_sets=[without])

    assert _step(opened, "permission_set:Ops@dev", "admin@prod").decision.verdict is Verdict.ALLOWED
    assert _step(closed, "permission_set:Ops@dev", "admin@prod").decision.missing == (Half.IDENTITY,)


def test_service_linked_roles_are_for_no_people() -> None:
    linked = a_role("linked", kind=RoleKind.SERVICE_LINKED, trust=[a_trust("service", "ecs.amazonaws.com")])
    landscape = a_landscape(users=[a_user("alice", policies=[a_policy()])], roles=[linked])

    assert _pairs(landscape) == {"service:ecs.amazonaws.com -> linked@prod"}


def test_copies_decided_together_differ_where_a_policy_names_one_of_them() -> None:
    only_dev = a_policy(
        "no-prod", {"Effect": "Deny", "Action": "sts:*", "Resource": "arn:aws:iam::444444444444:role/*"}
    )
    landscape = a_landscape(
        groups=[a_group("ops", policies=[only_dev])],
        roles=[a_role("admin", accounts=["dev", "prod"])],
        grants=[a_grant("ops", ["admin@dev", "admin@prod"])],
    )

    assert _step(landscape, "ops", "admin@dev").decision.verdict is Verdict.ALLOWED
    assert _step(landscape, "ops", "admin@prod").decision.verdict is Verdict.EXPLICITLY_DENIED


def test_users_decided_together_differ_where_a_policy_asks_who_they_are() -> None:
    only_alice = a_policy(
        "only-alice",
        {
            "Effect": "Deny",
            "Action": "sts:AssumeRole",
            "Resource": "*",
            "Condition": {"StringNotEquals": {"aws:username": "alice"}},
        },
    )
    landscape = a_landscape(
        users=[a_user("alice", groups=["ops"]), a_user("bob", groups=["ops"])],
        groups=[a_group("ops", policies=[only_alice])],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )

    assert _step(landscape, "user:alice", "admin@prod").decision.verdict is Verdict.ALLOWED
    assert _step(landscape, "user:bob", "admin@prod").decision.verdict is Verdict.EXPLICITLY_DENIED


def test_a_permission_set_is_never_another_role_that_a_condition_names() -> None:
    admin = a_permission_set("Admin", policies=[a_policy("all", _ASSUME_ALL)])
    hub = a_role("hub", accounts=["dev"])
    entries = [a_trust("role", roles=["hub@dev"]), a_trust("permission_set", roles=["Billing@dev"])]
    roles = [a_role("deploy", trust=entries, trust_style="account"), hub]
    sets = [admin, a_permission_set("Billing", accounts=["dev"])]
    grants = [a_grant("sso", permission_sets=["Admin@dev"])]
    landscape = a_landscape(groups=[a_group("sso", source="center")], roles=roles, permission_sets=sets, grants=grants)

    assert "permission_set:Admin@dev -> deploy@prod" not in _pairs(landscape)


def test_a_permission_set_that_two_grants_assign_is_one_step_told_by_the_first() -> None:
    landscape = a_landscape(
        groups=[a_group("sso", source="center")],
        permission_sets=[a_permission_set("Admin")],
        grants=[
            a_grant("sso", permission_sets=["Admin@dev"]),
            a_grant("sso", permission_sets=["Admin@dev", "Admin@prod"]),
        ],
    )

    steps = _graph(landscape).by_caller[a_ref("group:sso")]

    assert [(str(step.role), step.grants) for step in steps] == [
        ("Admin@dev", landscape.grants[:1]),
        ("Admin@prod", landscape.grants[1:]),
    ]


def test_a_permission_set_with_an_open_suffix_fits_a_pattern_and_may_fit_a_whole_arn() -> None:
    admin = a_permission_set("Admin", policies=[a_policy("all", _ASSUME_ALL)])
    reserved = f"arn:aws:iam::{an_account('dev').id}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_"
    one = a_document({"Effect": "Allow", "Principal": {"AWS": f"{reserved}0123456789abcdef"}, "Action": "sts:*"})
    landscape = a_landscape(
        groups=[a_group("sso", source="center")],
        roles=[
            a_role("by-pattern", trust=[a_trust("permission_set", roles=["Admin@dev"])]),
            a_role("by-arn", trust_policy=one),
        ],
        permission_sets=[admin],
        grants=[a_grant("sso", permission_sets=["Admin@dev"])],
    )

    by_pattern = _step(landscape, "permission_set:Admin@dev", "by-pattern@prod").decision
    by_arn = _step(landscape, "permission_set:Admin@dev", "by-arn@prod").decision

    assert by_pattern.verdict is Verdict.ALLOWED
    assert by_arn.residue == ConditionTest("ArnEquals", "aws:PrincipalArn", (f"{reserved}0123456789abcdef",))


def test_a_member_of_a_group_is_never_a_role_that_a_condition_names() -> None:
    entry = a_trust("role", roles=["hub@jump"])
    landscape = a_landscape(
        groups=[a_group("admins", policies=[a_policy("all", _ASSUME_ALL)])],
        roles=[a_role("hub", accounts=["jump"]), a_role("deploy", trust=[entry], trust_style="account")],
    )

    assert "group:admins -> deploy@prod" not in _pairs(landscape)


def test_a_trust_entry_declares_the_step_of_a_permission_set() -> None:
    admin = a_permission_set("Admin", policies=[a_policy("all", _ASSUME_ALL)])
    landscape = a_landscape(
        groups=[a_group("sso", source="center")],
        roles=[a_role("look", trust=[a_trust("permission_set", roles=["Admin@"])])],
        permission_sets=[admin],
        grants=[a_grant("sso", permission_sets=["Admin@dev"])],
    )

    declared = declared_pairs(landscape)

    assert a_key("look@prod") in declared[a_ref("permission_set:Admin@dev")]


def test_the_trust_policy_of_somebody_elses_account_is_marked_as_theirs() -> None:
    customer = an_account("customer", kind=AccountKind.EXTERNAL)
    landscape = a_landscape(
        accounts=["jump", "prod", customer],
        groups=[a_group("consultants")],
        roles=[a_role("their-reader", accounts=["customer"]), a_role("ours")],
        grants=[a_grant("consultants", ["their-reader@customer", "ours@prod"])],
    )

    theirs, ours = (
        {half.half: half.outside for half in _step(landscape, "group:consultants", role).decision.halves}
        for role in ("their-reader@customer", "ours@prod")
    )

    assert theirs[Half.TRUST]
    assert not theirs[Half.IDENTITY]
    assert not ours[Half.TRUST]


def test_a_trust_policy_that_is_copied_from_somebody_elses_account_is_known() -> None:
    customer = an_account("customer", kind=AccountKind.EXTERNAL)
    copied = a_document({"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "Action": "sts:AssumeRole"})
    landscape = a_landscape(
        accounts=["jump", customer],
        groups=[a_group("consultants")],
        roles=[a_role("their-reader", accounts=["customer"], trust_policy=copied)],
        grants=[a_grant("consultants", "their-reader@customer")],
    )

    halves = _step(landscape, "group:consultants", "their-reader@customer").decision.halves

    assert not any(half.outside for half in halves)
