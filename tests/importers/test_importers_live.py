"""AWS asked by boto3: every page, every OU, nothing but reading; what AWS refuses is told in its own words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import moto
import pytest
from dumping import Doc, loader
from hand_made import MFA, PROD, ROOT, a_role, allow, document

from iam_atlas.cli import run
from iam_atlas.errors import AtlasError
from iam_atlas.importers.auth_details import read_dumps
from iam_atlas.importers.faithful import import_accounts
from iam_atlas.importers.live import fetch_details, fetch_organization
from iam_atlas.importers.organizations import read_organization
from iam_atlas.importers.proposal import Surroundings

READS = {
    *("get_account_authorization_details", "describe_organization", "list_roots", "list_policies", "describe_policy"),
    *("list_accounts_for_parent", "list_organizational_units_for_parent", "list_targets_for_policy"),
}


@dataclass
class Aws:
    """An AWS that has only answers: pages by the operation and what was asked about. `asked` is what it was asked."""

    pages: Mapping[tuple[str, str], list[Doc]]
    asked: list[str] = field(default_factory=list)

    def connect(self, _profile: str, _service: str) -> "Aws":
        return self

    def get_paginator(self, operation_name: str, /) -> Any:
        return Paginator(self, operation_name)

    def describe_organization(self) -> Doc:
        self.asked.append("describe_organization")
        return {"Organization": {"Id": "o-a1b2c3d4e5", "MasterAccountId": PROD}}

    def describe_policy(self, *, PolicyId: str) -> Doc:  # noqa: N803 - so boto3 calls it
        self.asked.append("describe_policy")
        summary = {"Id": PolicyId, "Name": PolicyId, "Type": "SERVICE_CONTROL_POLICY"}
        return {"Policy": {"PolicySummary": summary, "Content": '{"Version": "2012-10-17", "Statement": []}'}}


@dataclass(frozen=True)
class Paginator:
    """The pages of one operation."""

    aws: Aws
    operation: str

    def paginate(self, **words: Any) -> Iterator[Doc]:
        self.aws.asked.append(self.operation)
        about = "" if self.operation == "get_account_authorization_details" else "".join(words.values())
        yield from self.aws.pages.get((self.operation, about), [])


IAM = Aws(
    {
        ("get_account_authorization_details", ""): [
            {"RoleDetailList": [a_role("a", allow(Principal={"AWS": ROOT}))], "IsTruncated": True},
            {"RoleDetailList": [a_role("b", allow(Principal={"AWS": ROOT}))], "IsTruncated": False},
        ]
    }
)
ORGANIZATION = Aws(
    {
        ("list_roots", ""): [
            {"Roots": [{"Id": "r-a1b2", "PolicyTypes": [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}]}]}
        ],
        ("list_accounts_for_parent", "r-a1b2"): [{"Accounts": []}],
        ("list_organizational_units_for_parent", "r-a1b2"): [
            {"OrganizationalUnits": [{"Id": "ou-a1b2-11111111", "Name": "Prod"}]}
        ],
        ("list_accounts_for_parent", "ou-a1b2-11111111"): [{"Accounts": [{"Id": PROD, "Name": "prod"}]}],
        ("list_organizational_units_for_parent", "ou-a1b2-11111111"): [{"OrganizationalUnits": []}],
        ("list_policies", "SERVICE_CONTROL_POLICY"): [{"Policies": [{"Id": "p-11111111"}]}],
        ("list_targets_for_policy", "p-11111111"): [{"Targets": [{"TargetId": "ou-a1b2-11111111"}]}],
    }
)


def test_all_pages_of_an_account_are_read() -> None:
    [account] = read_dumps(fetch_details(["prod"], IAM.connect))

    assert (account.source, [one.name for one in account.principals]) == ("prod.json", ["a", "b"])


def test_the_organization_is_read_down_to_its_last_ou() -> None:
    found = read_organization(fetch_organization("management", ORGANIZATION.connect))

    assert found.parents == {PROD: "ou-a1b2-11111111"}
    assert found.units["ou-a1b2-11111111"].parent == "r-a1b2"
    assert found.targets == {"p-11111111": ("ou-a1b2-11111111",)}


def test_nothing_is_asked_but_what_reads_and_is_documented() -> None:
    fetch_details([""], IAM.connect)
    fetch_organization("", ORGANIZATION.connect)

    page = (Path(__file__).parents[2] / "docs" / "reference" / "import.md").read_text(encoding="utf-8")
    assert {*IAM.asked, *ORGANIZATION.asked} == READS
    names = {"".join(word.title() for word in call.split("_")) for call in READS}
    assert {name for name in names if f":{name}`" not in page} == set()


def test_what_aws_refuses_is_told_in_its_own_words() -> None:
    error = type("ClientError", (Exception,), {"__module__": "botocore.exceptions"})

    def refusing(_profile: str, _service: str) -> Aws:
        raise error("AccessDenied: not you")

    with pytest.raises(AtlasError, match="AWS was not read: AccessDenied: not you"):
        fetch_details(["x"], refusing)


def test_a_mistake_of_ours_is_not_taken_for_one_of_aws() -> None:
    def broken(_profile: str, _service: str) -> Aws:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        fetch_details(["x"], broken)


@pytest.mark.parametrize(
    "words", [["live", "x.json"], ["live", "--organizations", "x.json"], ["auth-details", "--profile", "x"]]
)
def test_files_and_profiles_do_not_go_together(words: list[str]) -> None:
    assert run(["import", *words]) == 2


def test_moto_gives_what_was_put_into_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(key, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    here = "123456789012"  # moto's own account
    with moto.mock_aws():
        iam = boto3.client("iam")
        _fill(iam, here)
        organizations = boto3.client("organizations")
        organizations.create_organization(FeatureSet="ALL")

        accounts = read_dumps(fetch_details([""]))
        organization = read_organization(fetch_organization(""))

    result = import_accounts(accounts, {here: "all-in-one"}, Surroundings(), loader(tmp_path))
    assert "  developers: { all-in-one: developer }" in result.files["accounts.yaml"]
    assert "  alice: [developers]" in result.files["accounts.yaml"]
    assert here in organization.members


def _fill(iam: Any, account: str) -> None:
    trust = document(allow(Principal={"AWS": f"arn:aws:iam::{account}:root"}, Condition=MFA))
    iam.create_role(RoleName="developer", AssumeRolePolicyDocument=json.dumps(trust))
    iam.create_group(GroupName="developers")
    iam.create_user(UserName="alice")
    iam.add_user_to_group(GroupName="developers", UserName="alice")
    switch = document(allow(Resource=f"arn:aws:iam::{account}:role/developer"))
    iam.put_group_policy(GroupName="developers", PolicyName="switch", PolicyDocument=json.dumps(switch))
