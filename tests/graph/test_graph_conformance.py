"""The rows of the conformance table that need a whole landscape; the row is the beginning of a test's name.

Each row has a near twin with the opposite answer. All other rows stand in tests/iam/cases.
"""

from builders import (
    a_document,
    a_grant,
    a_group,
    a_guardrail,
    a_key,
    a_landscape,
    a_permission_set,
    a_policy,
    a_provider,
    a_ref,
    a_role,
    a_trust,
    a_user,
    an_account,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.paths import paths
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.iam.formula import ALWAYS
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Document, Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require

_HOUR, _HALF_A_DAY = 3600, 43200
_ASSUME_ALL: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}
_NO_ASSUMING: dict[str, Json] = {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}


def _graph(landscape: Landscape) -> AccessGraph:
    return build_graph(cast_of(landscape, derive_halves(landscape)), None)


def _steps(landscape: Landscape, caller: str, role: str) -> list[Access]:
    return [step for step in _graph(landscape).by_caller.get(a_ref(caller), ()) if step.role == a_key(role)]


def _step(landscape: Landscape, caller: str, role: str) -> Access:
    (step,) = _steps(landscape, caller, role)
    return step


def _trusting(who: str, *actions: str, kind: str = "AWS") -> Document:
    """A trust policy for an account by name, or for an ARN."""
    principal: Json = {kind: who if who.startswith("arn:") else an_account(who).id}
    return a_document({"Effect": "Allow", "Principal": principal, "Action": [*(actions or ("sts:AssumeRole",))]})


def _carried_by_a_group() -> Landscape:
    """A group whose policy allows to assume every role; alice is in it, bob is not."""
    return a_landscape(
        users=[a_user("alice", groups=["ops"]), a_user("bob")],
        groups=[a_group("ops", policies=[a_policy("assume-all", _ASSUME_ALL)])],
        roles=[a_role("admin", trust_policy=_trusting("jump"))],
    )


def test_h15_the_policy_of_a_group_is_the_identity_half_of_its_members() -> None:
    step = _step(_carried_by_a_group(), "user:alice", "admin@prod")

    assert (step.decision.verdict, step.through) == (Verdict.ALLOWED, ("ops",))


def test_h15_twin_who_is_not_a_member_has_no_identity_half() -> None:
    assert _steps(_carried_by_a_group(), "user:bob", "admin@prod") == []


def _guarded(account: str) -> Landscape:
    return a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
        guardrails=[a_guardrail("no-assuming", _NO_ASSUMING, accounts=[account])],
    )


def test_g2_an_scp_of_the_roles_account_changes_nothing_for_a_caller_from_elsewhere() -> None:
    assert _step(_guarded("prod"), "ops", "admin@prod").decision.verdict is Verdict.ALLOWED


def test_g2_twin_the_same_scp_of_the_callers_account_denies() -> None:
    assert _step(_guarded("jump"), "ops", "admin@prod").decision.verdict is Verdict.EXPLICITLY_DENIED


def _saml_in_the_hub(trust_policy: Document | None) -> Landscape:
    """People of Okta come into the hub role of dev; the target in prod is granted to it, or trusts what is given."""
    return a_landscape(
        providers=[a_provider("okta", ProviderKind.SAML, accounts=["dev"])],
        roles=[
            a_role("hub", accounts=["dev"], trust=[a_trust("provider", "okta")]),
            a_role("target", trust_policy=trust_policy),
        ],
        grants=[] if trust_policy else [a_grant("role:hub@dev", "target@prod")],
    )


def test_f9_people_of_a_provider_elsewhere_come_by_the_role_beside_it() -> None:
    graph = _graph(_saml_in_the_hub(None))

    (way,) = paths(graph, a_ref("provider:okta"), a_key("target@prod"))

    assert [str(step.role) for step in way.steps] == ["hub@dev", "target@prod"]
    assert [step.role for step in graph.by_caller[a_ref("provider:okta")]] == [a_key("hub@dev")]


def test_f9_twin_a_trust_of_the_provider_itself_lets_nobody_in_elsewhere() -> None:
    okta = f"arn:aws:iam::{an_account('dev').id}:saml-provider/okta"
    landscape = _saml_in_the_hub(_trusting(okta, "sts:AssumeRoleWithSAML", kind="Federated"))

    graph = _graph(landscape)

    assert paths(graph, a_ref("provider:okta"), a_key("target@prod")) == ()
    assert [step.decision.missing for step in graph.by_role[a_key("target@prod")]] == [(Half.TRUST,)]


def _assigned() -> Landscape:
    """A permission set that finance is assigned, in an account with an administrator."""
    return a_landscape(
        providers=[a_provider("sso", ProviderKind.IDENTITY_CENTER)],
        users=[a_user("root-like", policies=[a_policy()])],
        groups=[a_group("finance", source="sso")],
        permission_sets=[a_permission_set("Billing", accounts=["jump"])],
        grants=[a_grant("finance", permission_sets=["Billing@jump"])],
    )


def test_f12_the_role_of_a_permission_set_is_entered_by_identity_center_alone() -> None:
    step = _step(_assigned(), "finance", "Billing@jump")

    assert (step.means, step.to_permission_set, step.decision.verdict) == (Means.IDENTITY_CENTER, True, Verdict.ALLOWED)


def test_f12_twin_an_administrator_of_the_account_does_not_enter_it() -> None:
    assert _steps(_assigned(), "user:root-like", "Billing@jump") == []


def _a_role_of(seconds: int, require: Require = NOTHING_REQUIRED) -> Landscape:
    """One role that a group, another role and EC2 may take, with sessions of at most so many seconds."""
    role = a_role("admin", max_session=seconds, require=require, trust=[a_trust("service", "ec2.amazonaws.com")])
    return a_landscape(
        groups=[a_group("ops")],
        roles=[role, a_role("hub", accounts=["dev"]), a_role("next", max_session=seconds)],
        grants=[
            a_grant("ops", ["admin@prod", "hub@dev"]),
            a_grant("role:hub@dev", "admin@prod"),
            a_grant("role:admin@prod", "next@prod"),
        ],
    )


def test_s1_a_user_stays_as_long_as_the_role_allows() -> None:
    assert _step(_a_role_of(_HALF_A_DAY), "ops", "admin@prod").max_seconds == _HALF_A_DAY


def test_s1_twin_a_role_that_says_nothing_allows_an_hour() -> None:
    assert _step(_a_role_of(_HOUR), "ops", "admin@prod").max_seconds == _HOUR


def test_s2_a_role_that_assumes_a_role_stays_an_hour_whatever_the_role_allows() -> None:
    assert _step(_a_role_of(_HALF_A_DAY), "role:hub@dev", "admin@prod").max_seconds == _HOUR


def test_s2_twin_the_same_role_keeps_a_user_for_half_a_day() -> None:
    assert _step(_a_role_of(_HALF_A_DAY), "ops", "admin@prod").max_seconds == _HALF_A_DAY


def test_s3_a_service_that_takes_a_role_is_no_chaining() -> None:
    step = _step(_a_role_of(_HALF_A_DAY), "service:ec2.amazonaws.com", "admin@prod")

    assert (step.means, step.max_seconds) == (Means.SERVICE, _HALF_A_DAY)


def test_s3_twin_the_hop_from_there_to_another_role_is() -> None:
    assert _step(_a_role_of(_HALF_A_DAY), "role:admin@prod", "next@prod").max_seconds == _HOUR


def test_s4_a_demand_for_mfa_is_not_claimed_to_shorten_a_users_session() -> None:
    """That credentials of GetSessionToken limit the role to an hour is one reading of one AWS article, unverified."""
    step = _step(_a_role_of(_HALF_A_DAY, Require(mfa=True)), "ops", "admin@prod")

    assert (step.decision.verdict, step.max_seconds) == (Verdict.ALLOWED_IF, _HALF_A_DAY)


def test_s4_twin_chaining_is() -> None:
    step = _step(_a_role_of(_HALF_A_DAY, Require(mfa=True)), "role:hub@dev", "admin@prod")

    assert step.max_seconds == _HOUR


def test_s5_whether_the_console_switches_from_a_role_is_not_said() -> None:
    assert _step(_a_role_of(_HOUR), "role:hub@dev", "admin@prod").console is None


def test_s5_twin_it_switches_for_a_user() -> None:
    assert _step(_a_role_of(_HOUR), "ops", "admin@prod").console is True


def _a_name_of(length: int) -> Landscape:
    path = "/" + "p" * 30 + "/"
    role = a_role("admin", path=path, aws_name="n" * (length - len(path)))
    return a_landscape(groups=[a_group("ops")], roles=[role], grants=[a_grant("ops", "admin@prod")])


def test_s6_path_and_name_of_65_characters_have_no_switch_role_link() -> None:
    step = _step(_a_name_of(65), "ops", "admin@prod")

    assert (step.decision.verdict, step.console) == (Verdict.ALLOWED, False)


def test_s6_twin_path_and_name_of_64_characters_have() -> None:
    assert _step(_a_name_of(64), "ops", "admin@prod").console is True


def _a_cycle() -> AccessGraph:
    """Operators come into a; a and b may assume each other; nothing leads to far."""
    return _graph(
        a_landscape(
            groups=[a_group("ops")],
            roles=[a_role("a"), a_role("b"), a_role("far", trust=[a_trust("account", "dev")])],
            grants=[a_grant("ops", "a@prod"), a_grant("role:a@prod", "b@prod"), a_grant("role:b@prod", "a@prod")],
        )
    )


def test_s7_a_cycle_ends_and_is_shown_once() -> None:
    (way,) = paths(_a_cycle(), a_ref("ops"), a_key("b@prod"))

    assert [str(step.role) for step in way.steps] == ["a@prod", "b@prod"]


def test_s7_twin_a_cycle_that_does_not_lead_there_ends_without_a_way() -> None:
    assert paths(_a_cycle(), a_ref("ops"), a_key("far@prod")) == ()


def _tagged(*actions: str) -> Landscape:
    """Everybody who comes into the hub must set a tag as transitive; the end's trust policy is written by hand."""
    hub = a_role("hub", accounts=["dev"], policies=[a_policy()], require=Require(transitive_tags=("team",)))
    return a_landscape(
        groups=[a_group("devs")],
        roles=[hub, a_role("end", trust_policy=_trusting("dev", "sts:AssumeRole", *actions))],
        grants=[a_grant("devs", "hub@dev"), a_grant("role:hub@dev", "end@prod")],
    )


def test_s8_behind_transitive_tags_the_next_trust_policy_must_allow_to_tag_the_session() -> None:
    decision = _step(_tagged(), "role:hub@dev", "end@prod").decision

    assert (decision.verdict, decision.missing, decision.action) == (
        Verdict.IMPLICITLY_DENIED,
        (Half.TRUST,),
        "sts:TagSession",
    )


def test_s8_twin_a_trust_policy_that_allows_it_lets_the_session_in() -> None:
    decision = _step(_tagged("sts:TagSession"), "role:hub@dev", "end@prod").decision

    assert (decision.verdict, decision.residue) == (Verdict.ALLOWED, ALWAYS)
