"""Answers of `aws organizations` give back the organization: accounts in their OUs, guardrails where they stand."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from dumping import Doc, dumped, found, loader

from builders import the_reference
from iam_atlas.errors import InputError
from iam_atlas.exporters.policies_organization import TYPES
from iam_atlas.graph.surroundings import Reader
from iam_atlas.graph.surroundings import surroundings_of as levels_of
from iam_atlas.importers.faithful import Imported, import_accounts
from iam_atlas.importers.names import names_of
from iam_atlas.importers.organizations import read_organization
from iam_atlas.importers.surroundings import surroundings_of, with_members
from iam_atlas.model.landscape import Landscape

ROOT = "r-a1b2"
Answers = dict[str, Doc]


def answers_of(landscape: Landscape) -> Answers:
    """What AWS would answer if the organization were as declared, by file; what was asked about is in the names."""
    whole = landscape.organization
    assert whole is not None and whole.management is not None
    ids = {path: f"ou-a1b2-{number:08}" for number, path in enumerate(sorted(landscape.ous))}
    made: Answers = {
        "organization.json": {
            "Organization": {"Id": whole.id, "MasterAccountId": landscape.accounts[whole.management].id}
        },
        "roots.json": {"Roots": [{"Id": ROOT, "Name": "Root"}]},
    }
    for parent, id in (("", ROOT), *ids.items()):
        units = [path for path in ids if path.rpartition("/")[0] == parent]
        accounts = [one for one in landscape.accounts.values() if (one.ou or "") == parent]
        made[f"units-{id}.json"] = {
            "OrganizationalUnits": [{"Id": ids[path], "Name": path.rpartition("/")[2]} for path in units]
        }
        made[f"accounts-{id}.json"] = {
            "Accounts": [{"Id": one.id, "Name": one.aws_name, "Status": "ACTIVE"} for one in accounts]
        }
    for number, rail in enumerate(landscape.guardrails.values()):
        places = {"root": ROOT, **{f"ou:{path}": id for path, id in ids.items()}}
        policy(made, f"p-0000000{number}", rail.name, next(iter(rail.documents.values())).value, TYPES[rail.kind])
        attach(made, f"p-0000000{number}", *(places[place] for place in rail.attach))
    attach(made, "p-FullAWSAccess", ROOT, *ids.values())
    return made


def policy(
    made: Answers, id: str, name: str, content: Mapping[str, Any], type_: str = "SERVICE_CONTROL_POLICY"
) -> None:
    summary = {"Id": id, "Name": name, "Type": type_, "Description": "", "AwsManaged": False}
    made[f"policy-{id}.json"] = {"Policy": {"PolicySummary": summary, "Content": json.dumps(content)}}


def attach(made: Answers, policy: str, *targets: str) -> None:
    made[f"targets-{policy}.json"] = {"Targets": [{"TargetId": target} for target in targets]}


def imported(made: Answers, folder: Path, dumps: Mapping[str, bytes] | None = None) -> tuple[Imported, Landscape]:
    organization = read_organization({name: json.dumps(value).encode() for name, value in made.items()})
    accounts = found(dumps or {})
    every = with_members(accounts, organization)
    given = {id: member.name for id, member in organization.members.items()}
    around = surroundings_of(organization, names_of(every, given), frozenset(one.id for one in accounts))
    result = import_accounts(every, given, around, loader(folder))
    return result, loader(folder / "again")(result.files)


def levels(landscape: Landscape) -> dict[str, Any]:
    """By account id: the SCPs and RCPs of each level by what they say, organization root first."""
    around = levels_of(landscape, Reader())
    return {
        one.id: [
            [
                [sorted(str(s.tests) + str(s.actions) + str(s.effect) for s in policy.statements) for policy in level]
                for level in kind
            ]
            for kind in (around[one.name].scps, around[one.name].rcps)
        ]
        for one in landscape.accounts.values()
    }


def test_the_reference_has_its_organization_back(tmp_path: Path) -> None:
    before = the_reference()

    result, after = imported(answers_of(before), tmp_path, dumped(before))

    assert result.notes == ()
    assert {one.id: one.ou for one in after.accounts.values()} == {one.id: one.ou for one in before.accounts.values()}
    assert levels(after) == levels(before)
    assert any(any(kind) for kind in levels(after)["444444444444"])
    assert after.organization and (after.organization.id, after.organization.management) == (
        "o-k1ngf1sh3r",
        "management",
    )


def test_an_organization_alone_is_accounts_without_roles(tmp_path: Path) -> None:
    result, after = imported(answers_of(the_reference()), tmp_path)

    assert sorted(after.accounts) == sorted(the_reference().accounts)
    assert not after.roles
    assert {str(note.said) for note in result.notes} == {
        "no dump tells what is in this account: the file has it without users and roles"
    }


ALLOW_S3 = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}


def test_full_access_is_written_down_only_beside_another_allow(tmp_path: Path) -> None:
    made = answers_of(the_reference())
    policy(made, "p-FullAWSAccess", "FullAWSAccess", {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "*", "Resource": "*"}
    ]})  # fmt: skip
    _, without = imported(made, tmp_path / "a")
    policy(made, "p-99999999", "only-s3", ALLOW_S3)
    attach(made, "p-99999999", ROOT)

    _, beside = imported(made, tmp_path / "b")

    assert "FullAWSAccess" not in without.guardrails
    assert {"FullAWSAccess", "only-s3"} <= beside.guardrails.keys()


def test_an_allow_list_stands_alone(tmp_path: Path) -> None:
    made = answers_of(the_reference())
    policy(made, "p-99999999", "only-s3", ALLOW_S3)
    attach(made, "p-99999999", "ou-a1b2-00000000")
    attach(made, "p-FullAWSAccess", ROOT)

    result, after = imported(made, tmp_path)

    assert "FullAWSAccess" not in after.guardrails
    denied = [note.about for note in result.notes if "AWS denies everything below" in str(note.said)]
    assert denied == ["ou-a1b2-00000001"], "an SCP that only denies stands there, and FullAWSAccess does not any more"


def test_what_is_not_told_of_a_policy_is_noted(tmp_path: Path) -> None:
    made = answers_of(the_reference())
    del made["targets-p-00000000.json"], made["targets-p-FullAWSAccess.json"]
    made["policies.json"] = {"Policies": [{"Id": "p-88888888", "Name": "bare", "Type": "SERVICE_CONTROL_POLICY"}]}
    policy(made, "p-77777777", "chat", {"x": 1}, "CHATBOT_POLICY")
    attach(made, "p-77777777", ROOT)

    result, after = imported(made, tmp_path)

    told = [f"{note.about}: {note.said}" for note in result.notes if note.about.startswith("p-")]
    assert len(after.guardrails) == 2
    assert [line.split(":")[0] for line in told] == ["p-00000000", "p-77777777", "p-88888888", "p-FullAWSAccess"]


def test_an_account_whose_ou_is_not_told_is_noted(tmp_path: Path) -> None:
    made = answers_of(the_reference())
    alone = made.pop("accounts-ou-a1b2-00000000.json")
    made["accounts.json"] = alone

    result, after = imported(made, tmp_path)

    ids = [one["Id"] for one in alone["Accounts"]]
    assert ids
    assert [note.about for note in result.notes if "which OU it is in" in str(note.said)] == sorted(ids)
    assert {one.ou for one in after.accounts.values() if one.id in ids} == {None}


def test_a_guardrail_on_an_ou_that_is_not_told_is_noted(tmp_path: Path) -> None:
    made = answers_of(the_reference())
    attach(made, "p-00000000", ROOT, "ou-a1b2-99999999")

    result, _ = imported(made, tmp_path)

    told = [str(note.said) for note in result.notes if note.about == "p-00000000"]
    assert ["ou-a1b2-99999999" in line for line in told] == [True]


def test_a_closed_account_is_suspended_and_all_is_not_used(tmp_path: Path) -> None:
    made = answers_of(the_reference())
    made[f"accounts-{ROOT}.json"]["Accounts"].append(
        {"Id": "900000000009", "Name": "Old & gone", "Status": "SUSPENDED"}
    )

    result, after = imported(made, tmp_path, dumped(the_reference()))

    assert after.accounts["Old-gone"].aws_name == "Old & gone"
    assert after.accounts["Old-gone"].about.status.value == "suspended"
    assert "  auditors: { all: auditor }" not in result.files["accounts.yaml"]


OF_NOBODY = {"OrganizationalUnits": [{"Id": "ou-a1b2-11111111", "Name": "x"}]}
NO_POLICY = {"Policy": {"PolicySummary": {"Id": "p-1", "Name": "x", "Type": "y"}, "Content": "{"}}
BROKEN: tuple[tuple[str, str, Doc, str], ...] = (
    ("another command", "x.json", {"Users": []}, "no answer of `aws organizations` that is read"),
    ("OUs of nobody", "units.json", OF_NOBODY, "ou-a1b2-c3d4e5f6.json"),
    ("targets of nobody", "targets.json", {"Targets": [{"TargetId": ROOT}]}, "does not say whose these are"),
    ("no id", "a.json", {"Accounts": [{"Id": "12", "Name": "x"}]}, "Accounts[0].Id is no account id"),
    ("a policy that is none", "p.json", NO_POLICY, "Policy.Content: a policy document is expected here"),
)


@pytest.mark.parametrize(("file", "value", "said"), [pytest.param(*case[1:], id=case[0]) for case in BROKEN])
def test_an_answer_that_cannot_be_used_is_refused(file: str, value: Doc, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_organization({file: json.dumps(value).encode()})

    assert str(caught.value).startswith(f"{file}:1:1: ")
    assert said in str(caught.value)
