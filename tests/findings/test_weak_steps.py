"""Every rule that calls a way in weaker than it should be is found at the step that it is about, and at no other."""

import json
from pathlib import Path

import pytest

from builders import a_grant, a_group, a_landscape, a_role, a_user
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.findings.weak_steps import WEAKENING, find_weak_steps
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require

_PROD, _VENDOR = "222222222222", "555555555555"
_FILE = """version: 1
accounts:
  jump: {{ id: "111111111111", kind: jump }}
  prod: {{ id: "222222222222", environment: prod }}
users: {{ alice: [ops] }}
grants: {{ ops: {{ prod: {granted} }} }}
vendors:
  watchful: {{ account_ids: ["555555555555"] }}
providers:
  github:
    kind: oidc
    url: https://token.actions.githubusercontent.com
    accounts: [prod]
    github: {{ org: bigco, org_id: "1" }}
  cluster:
    kind: oidc
    url: https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF
    audiences: [sts.amazonaws.com]
    accounts: [prod]
  gitlab: {{ kind: oidc, url: https://gitlab.com, accounts: [prod] }}
roles:
  other: {{ policies: [ReadOnlyAccess], require: {{ mfa: true }} }}
  target: {{ accounts: [prod], policies: [ReadOnlyAccess], {role} }}
"""
_GITHUB: Json = {"Federated": f"arn:aws:iam::{_PROD}:oidc-provider/token.actions.githubusercontent.com"}
_GITLAB: Json = {"Federated": f"arn:aws:iam::{_PROD}:oidc-provider/gitlab.com"}
_AUDIENCE: dict[str, Json] = {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}
_WEB = "sts:AssumeRoleWithWebIdentity"


def _raw(principal: Json, condition: dict[str, Json] | None = None, action: str = "sts:AssumeRole") -> str:
    statement: dict[str, Json] = {"Effect": "Allow", "Principal": principal, "Action": action}
    document = {
        "Version": "2012-10-17",
        "Statement": [{**statement, **({"Condition": condition} if condition else {})}],
    }
    return f"trust_policy: {json.dumps(document)}"


def _vendor(**operators: Json) -> str:
    """A raw trust policy for the vendor: its ExternalId, and what is said here (`_` stands for a colon)."""
    more = {name.replace("_", ":"): test for name, test in operators.items()}
    return _raw({"AWS": _VENDOR}, {"StringEquals": {"sts:ExternalId": "kf-1"}, **more})


_JUMP: Json = {"AWS": "arn:aws:iam::111111111111:root"}
_MFA: dict[str, Json] = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
_MAIN: dict[str, Json] = {"token.actions.githubusercontent.com:sub": "repo:bigco/shop:ref:refs/heads/main"}

# rule: (who comes, the role that is weak, its twin that is not)
_CASES: dict[str, tuple[str, str, str]] = {
    "any-pod-of-the-cluster": (
        "provider:cluster",
        "trust: [{ provider: cluster }]",
        "trust: [{ provider: cluster, subjects: ['system:serviceaccount:shop:checkout'] }]",
    ),
    "anyone-may-assume": (
        "principal:*",
        _raw({"AWS": "*"}),
        _raw({"AWS": "*"}, {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
    ),
    "forallvalues-with-allow": (
        "vendor:watchful",
        _vendor(ForAllValues_StringEquals={"aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/r-1/"]}),
        _vendor(ForAnyValue_StringEquals={"aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/r-1/"]}),
    ),
    "forallvalues-with-single-valued-key": (
        "vendor:watchful",
        _vendor(ForAllValues_StringEquals={"aws:SourceVpc": ["vpc-1"]}),
        _vendor(StringLike={"aws:SourceVpc": ["vpc-1"]}),
    ),
    "github-subject-by-name": (
        "provider:github",
        "trust: [{ provider: github, repo: shop, branch: main }]",
        'trust: [{ provider: github, repo: shop, repo_id: "7", branch: main }]',
    ),
    "github-wildcard-repository": (
        "provider:github",
        "trust: [{ provider: github, repo: shop-*, branch: main }]",
        'trust: [{ provider: github, repo: shop, repo_id: "7", branch: main }]',
    ),
    "if-exists-restricts-nothing": (
        "vendor:watchful",
        _vendor(BoolIfExists={"aws:MultiFactorAuthPresent": "true"}),
        _vendor(Bool={"aws:MultiFactorAuthPresent": "true"}),
    ),
    "missing-condition-key-for-oidc-principal": (
        "provider:gitlab",
        _raw(_GITLAB, action=_WEB),
        _raw(_GITLAB, {"StringEquals": {"gitlab.com:sub": "project_path:bigco/shop:ref_type:branch:ref:main"}}, _WEB),
    ),
    "missing-github-repo-condition-key": (
        "provider:github",
        _raw(_GITHUB, {"StringEquals": _AUDIENCE}, _WEB),
        _raw(_GITHUB, {"StringEquals": {**_AUDIENCE, **_MAIN}}, _WEB),
    ),
    "people-without-mfa": ("group:ops", "require: {}", "require: { mfa: true }"),
    "private-not-ip-address": (
        "vendor:watchful",
        _vendor(NotIpAddress={"aws:SourceIp": "10.0.0.0/8"}),
        _vendor(NotIpAddress={"aws:SourceIp": "203.0.113.0/24"}),
    ),
    "raw-half-lacks-condition": (
        "group:ops",
        "require: { mfa: true }, " + _raw(_JUMP),
        "require: { mfa: true }, " + _raw(_JUMP, _MFA),
    ),
    "service-without-source": (
        "service:scheduler.amazonaws.com",
        "trust: [{ service: scheduler.amazonaws.com }]",
        "trust: [{ service: scheduler.amazonaws.com, require: { source_account: self } }]",
    ),
    "third-party-without-external-id": (
        "vendor:watchful",
        "trust: [{ vendor: watchful }]",
        "trust: [{ vendor: watchful, require: { external_id: kf-1 } }]",
    ),
    "trust-without-audience": (
        "provider:gitlab",
        "trust: [{ provider: gitlab, subjects: [project_path:bigco/shop:ref_type:branch:ref:main] }]",
        "trust: [{ provider: gitlab, subjects: [project_path:bigco/shop:ref_type:branch:ref:main], "
        "audiences: [https://gitlab.com] }]",
    ),
}  # fmt: skip


def _atlas(folder: Path, role: str, caller: str) -> Atlas:
    granted = "[target, other]" if caller == "group:ops" else "other"
    (folder / "accounts.yaml").write_text(_FILE.format(role=role, granted=granted), encoding="utf-8")
    return analyse(load_landscape(folder / "accounts.yaml"), None)


def _rules(atlas: Atlas, caller: str, role: str = "target") -> list[set[str]]:
    """The rules of each open step of the caller into the role."""
    kind, _, name = caller.partition(":")
    weak = find_weak_steps(atlas.problems)
    steps = atlas.graph.by_caller.get(Ref(RefKind(kind), name), ())
    into = [step for step in steps if step.role.role == role and step.decision.verdict.opens]
    return [{problem.rule for problem in weak.of(step)} for step in into]


@pytest.mark.parametrize("rule", sorted(_CASES))
def test_the_step_that_a_rule_is_about_is_weak(rule: str, tmp_path: Path) -> None:
    caller, weak, _ = _CASES[rule]

    (rules,) = _rules(_atlas(tmp_path, weak, caller), caller)

    assert rule in rules


@pytest.mark.parametrize("rule", sorted(_CASES))
def test_its_twin_is_not(rule: str, tmp_path: Path) -> None:
    caller, _, sound = _CASES[rule]

    assert _rules(_atlas(tmp_path, sound, caller), caller) == [set()]


@pytest.mark.parametrize("rule", ["people-without-mfa", "raw-half-lacks-condition"])
def test_another_role_of_the_same_grant_is_not_weak(rule: str, tmp_path: Path) -> None:
    caller, weak, _ = _CASES[rule]

    assert _rules(_atlas(tmp_path, weak, caller), caller, "other") == [set()]


def test_every_rule_has_its_case_and_its_reason() -> None:
    assert list(WEAKENING) == sorted(_CASES)
    assert all(WEAKENING.values())


def _in_group(require: Require) -> Landscape:
    return a_landscape(
        users=[a_user("ann", groups=["ops"])],
        groups=[a_group("ops")],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod", line=9)],
        require=require,
    )


@pytest.mark.parametrize(
    ("require", "rules"),
    [
        pytest.param(NOTHING_REQUIRED, {"people-without-mfa"}, id="without MFA"),
        pytest.param(Require(mfa=True), set(), id="with MFA"),
    ],
)
def test_what_is_said_of_a_group_is_true_of_its_members(require: Require, rules: set[str]) -> None:
    atlas = analyse(_in_group(require), None)

    assert _rules(atlas, "user:ann", "admin") == _rules(atlas, "group:ops", "admin") == [rules]


def test_a_step_that_does_not_open_is_not_weak() -> None:
    landscape = _in_group(NOTHING_REQUIRED)
    atlas = analyse(landscape, None)
    denied = [step for step in atlas.graph.steps if not step.decision.verdict.opens]

    assert [find_weak_steps(atlas.problems).of(step) for step in denied] == [()] * len(denied)
