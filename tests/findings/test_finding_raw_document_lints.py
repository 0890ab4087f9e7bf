"""Lints of documents written by hand become warnings, once each; derived documents have none."""

import json
from pathlib import Path

import pytest

from builders import a_document, a_grant, a_group, a_landscape, a_policy, a_role, a_trust, an_analysis_of, the_reference
from iam_atlas.derive.derive import derive_halves
from iam_atlas.errors import Problem, Severity
from iam_atlas.findings.raw_document_lints import raw_document_lints
from iam_atlas.iam.lint import lint_policy
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.policies import Json
from iam_atlas.questions import validate


def test_a_group_as_principal_is_reported_once_for_all_copies() -> None:
    raw = a_document(
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:group/ops"}, "Action": "sts:AssumeRole"},
        line=8,
    )
    landscape = a_landscape(roles=[a_role("admin", accounts=["dev", "prod"], trust_policy=raw)])

    found = list(raw_document_lints(an_analysis_of(landscape)))

    assert [problem.position.line for problem in found] == [8]


def test_sound_documents_are_silent() -> None:
    landscape = a_landscape(
        groups=[a_group("ops", policies=[a_policy()])],
        roles=[a_role("admin", trust=[a_trust("account", "dev")])],
        grants=[a_grant("ops", "admin@prod")],
    )

    assert list(raw_document_lints(an_analysis_of(landscape))) == []


def test_no_derived_trust_policy_of_the_reference_organisation_has_a_lint() -> None:
    halves = derive_halves(the_reference())

    found = [
        lint
        for document in halves.trust.values()
        for lint in lint_policy(parse_policy(document, "trust policy", PolicyKind.TRUST))
    ]

    assert found == []


_JUMP, _PROD = "111111111111", "222222222222"
_ACCOUNTS = f"""version: 1
accounts:
  jump: {{ id: "{_JUMP}", kind: jump }}
  prod: {{ id: "{_PROD}" }}
users: {{ alice: [ops] }}
roles:
  admin: {{ policies: [ReadOnlyAccess], trust_policy: trust.json }}
grants: {{ ops: {{ prod: admin }} }}
"""
_OKTA = f"arn:aws:iam::{_PROD}:saml-provider/okta"


def _allow(**elements: Json) -> str:
    """A trust policy as a file; the statement begins at 3:16, its elements stand in line 4."""
    body = json.dumps(elements)[1:]
    return f'{{\n "Version": "2012-10-17",\n "Statement": [{{"Effect": "Allow",\n  {body}]\n}}\n'


_SOUND = _allow(Principal={"AWS": _JUMP}, Action="sts:AssumeRole")

REFUSED: dict[str, tuple[str, str, Severity]] = {
    "NotPrincipal in a trust policy": (
        _allow(NotPrincipal={"AWS": _JUMP}, Action="sts:AssumeRole"),
        "4:3 NotPrincipal",
        Severity.ERROR,
    ),
    "a group": (
        _allow(Principal={"AWS": f"arn:aws:iam::{_JUMP}:group/ops"}, Action="sts:AssumeRole"),
        "3:16 group",
        Severity.WARNING,
    ),
    "a wildcard inside an ARN": (
        _allow(Principal={"AWS": f"arn:aws:iam::{_JUMP}:role/*"}, Action="sts:AssumeRole"),
        "3:16 wildcard",
        Severity.WARNING,
    ),
    "an action of another kind of provider": (
        _allow(Principal={"Federated": _OKTA}, Action="sts:AssumeRoleWithWebIdentity"),
        "3:16 cannot use sts:AssumeRoleWithWebIdentity",
        Severity.WARNING,
    ),
    "an operator that does not exist": (
        _allow(Principal={"AWS": _JUMP}, Action="sts:AssumeRole", Condition={"StringMatches": {"aws:userid": "a"}}),
        '4:83 "StringMatches"',
        Severity.ERROR,
    ),
    "malformed JSON": (_SOUND.replace('"}]', '",}]'), "4:67 JSON", Severity.ERROR),
}


def _validated(folder: Path, trust: str) -> list[Problem]:
    (folder / "accounts.yaml").write_text(_ACCOUNTS, encoding="utf-8")
    (folder / "trust.json").write_text(trust, encoding="utf-8")
    return [p for p in validate(folder / "accounts.yaml") if p.position.file == "trust.json"]


@pytest.mark.parametrize("case", REFUSED)
def test_whoever_validates_a_file_is_told_where_a_trust_policy_is_invalid(case: str, tmp_path: Path) -> None:
    trust, expected, severity = REFUSED[case]
    place, _, words = expected.partition(" ")

    found = [p for p in _validated(tmp_path, trust) if words in p.message]

    assert [(f"{p.position.line}:{p.position.column}", p.severity) for p in found][:1] == [(place, severity)]


def test_a_sound_trust_policy_is_silent(tmp_path: Path) -> None:
    assert _validated(tmp_path, _SOUND) == []
