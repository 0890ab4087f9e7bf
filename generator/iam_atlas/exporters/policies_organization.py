"""Guardrails to files: the documents, where each is attached, and the levels that an account stands under."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from iam_atlas.exporters.file_names import file_names
from iam_atlas.graph.surroundings import Reader, surroundings_of
from iam_atlas.iam.policy import FULL_AWS_ACCESS, Policy
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json

TYPES: Mapping[GuardrailKind, str] = {
    GuardrailKind.SCP: "SERVICE_CONTROL_POLICY",
    GuardrailKind.RCP: "RESOURCE_CONTROL_POLICY",
    GuardrailKind.TAG: "TAG_POLICY",
    GuardrailKind.BACKUP: "BACKUP_POLICY",
    GuardrailKind.DECLARATIVE: "DECLARATIVE_POLICY_EC2",
    GuardrailKind.AI_OPT_OUT: "AISERVICES_OPT_OUT_POLICY",
}
_EVERYTHING = "organization/scp/aws/FullAWSAccess.json"
_Where: TypeAlias = Mapping[tuple[str, str], str]


def organization_files(landscape: Landscape) -> Iterator[tuple[str, Json]]:
    """`organization/`: the policies, a document each, and which of them stand over which account.

    A guardrail whose document is filled in differently for accounts has one for each such account.
    """
    where, documents = _documents(landscape)
    yield from documents.items()
    yield "organization/policies.json", {"Policies": [_policy(landscape, rail, where) for rail in _in_order(landscape)]}
    yield "organization/levels.json", _levels(landscape, where)
    yield (
        _EVERYTHING,
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
        },
    )


def _documents(landscape: Landscape) -> tuple[_Where, dict[str, Json]]:
    """The file of each guardrail over each account that it applies to, and every file."""
    where: dict[tuple[str, str], str] = {}
    files: dict[str, Json] = {}
    for kind in GuardrailKind:
        rails = [rail for rail in _in_order(landscape) if rail.kind is kind]
        stems = file_names(_name(rail, account) for rail in rails for account in rail.documents)
        for rail in rails:
            for account, document in rail.documents.items():
                path = f"organization/{kind.value}/{stems[_name(rail, account)]}.json"
                where[rail.name, account] = path
                files[path] = dict(document.value)
    return where, files


def _name(rail: Guardrail, account: str) -> str:
    """The guardrail's own name; with that of the account where the document is another one there."""
    texts = {json.dumps(document.value) for document in rail.documents.values()}
    return rail.name if len(texts) == 1 else f"{rail.name}@{account}"


def _policy(landscape: Landscape, rail: Guardrail, where: _Where) -> Json:
    return {
        "Name": rail.name,
        "Type": TYPES[rail.kind],
        "Targets": list(rail.attach),
        "Exempt": [landscape.accounts[name].id for name in rail.exempt],
        "Documents": {landscape.accounts[name].id: where[rail.name, name] for name in sorted(rail.documents)},
    }


def _levels(landscape: Landscape, where: _Where) -> Json:
    """By account id the files of each level, organization root first; a level without a policy of ours is left out."""
    around = surroundings_of(landscape, Reader())
    accounts = sorted(landscape.accounts.values(), key=lambda account: account.id)
    scps: dict[str, Json] = {one.id: _files(around[one.name].scps, one.name, where) for one in accounts}
    rcps: dict[str, Json] = {one.id: _files(around[one.name].rcps, one.name, where) for one in accounts}
    return {"ServiceControlPolicies": scps, "ResourceControlPolicies": rcps}


def _files(levels: Sequence[Sequence[Policy]], account: str, where: _Where) -> list[Json]:
    return [
        [_EVERYTHING if policy is FULL_AWS_ACCESS else where[policy.name, account] for policy in level]
        for level in levels
    ]


def _in_order(landscape: Landscape) -> list[Guardrail]:
    return sorted(landscape.guardrails.values(), key=lambda rail: rail.name)
