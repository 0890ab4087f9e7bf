"""Policies and Terraform of organisations drawn at random: read back, both are what the decisions rest on.

`IAM_ATLAS_EXAMPLES=300` tries so many organisations instead of a few.
"""

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import hcl2
import pytest
from exported_policies import Exported, Principal
from exporting import shown
from terraforming import evaluated
from test_exporters_policies import both, disagreements

from iam_atlas.exporters.terraform import terraform
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.landscape import Landscape
from random_organisations import organisation

Doc: TypeAlias = dict[str, Any]
Said: TypeAlias = tuple[frozenset[str], str, str]  # identity-based policies, boundary, role trust policy; as JSON

# Documents that are read back have no places: two doubts in the same words, in an Allow and a Deny, are one there.
_OF_DOUBTS = "['Error', 'NeverSatisfiable'"
SEEDS = range(int(os.environ.get("IAM_ATLAS_EXAMPLES", "4")))


def _drawn(seed: int, folder: Path) -> Landscape:
    file = folder / "accounts.yaml"
    file.write_text(json.dumps(organisation(seed, sound=True)), encoding="utf-8")
    return load_landscape(file)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_folder_of_policies_decides_what_the_file_decides(seed: int, tmp_path: Path) -> None:
    found, wrong = disagreements(both(_drawn(seed, tmp_path), tmp_path / "policies"), every=3)

    assert [one for one in wrong if _OF_DOUBTS not in one] == []
    assert sum(found.values()) > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_terraform_declares_what_the_folder_of_policies_holds(seed: int, tmp_path: Path) -> None:
    whole = both(_drawn(seed, tmp_path), tmp_path / "policies")

    declared = _declared(terraform(shown(whole.stage.cast.landscape), None), whole.exported)

    theirs = whole.stage.cast.landscape.accounts["theirs"].id
    ours = {arn: one for arn, one in whole.exported.principals.items() if one.account != theirs and not one.unknown}
    assert {arn: declared[arn] for arn in ours} == {arn: _said(one) for arn, one in ours.items()}


def _said(one: Principal) -> Said:
    return frozenset(map(_text, one.identity)), _text(one.boundary), _text(one.trust)


def _text(document: Doc | None) -> str:
    return json.dumps(document, sort_keys=True)


def _declared(files: Mapping[str, str], exported: Exported) -> Mapping[str, Said]:
    """What Terraform declares for every user and role, by ARN; AWS's own policies as the folder has them."""
    ids = {account["Folder"].removeprefix("accounts/"): account["Id"] for account in exported.index["Accounts"]}
    by_folder: dict[str, dict[str, Doc]] = defaultdict(dict)
    for path, text in files.items():
        for one in evaluated(hcl2.loads(text)).get("resource", ()):
            ((kind, named),) = one.items()
            by_folder[path.partition("/")[0]].update({f"{kind}.{name}": body for name, body in named.items()})
    return {arn: said for folder, found in by_folder.items() for arn, said in _in(found, ids[folder], exported).items()}


def _in(found: Mapping[str, Doc], account: str, exported: Exported) -> Mapping[str, Said]:
    held: dict[str, set[str]] = defaultdict(set)
    for address, body in found.items():
        kind = next((kind for kind in ("user", "group", "role") if address.startswith(f"aws_iam_{kind}_policy")), None)
        if kind is not None:
            held[_address(body[kind])].add(_text(_document(body, found, exported)))
    for membership in (body for address, body in found.items() if address.startswith("aws_iam_user_group_membership")):
        for group in membership["groups"]:
            held[_address(membership["user"])] |= held[_address(group)]
    return {
        f"arn:aws:iam::{account}:{kind}{body.get('path') or '/'}{body['name']}": (
            frozenset(held[address]),
            _text(_managed(body.get("permissions_boundary"), found, exported)),
            _text(body.get("assume_role_policy")),
        )
        for kind in ("user", "role")
        for address, body in found.items()
        if address.startswith(f"aws_iam_{kind}.")
    }


def _document(body: Doc, found: Mapping[str, Doc], exported: Exported) -> Doc | None:
    policy: Doc | None = body.get("policy")
    return policy if policy is not None else _managed(body["policy_arn"], found, exported)


def _managed(arn: str | None, found: Mapping[str, Doc], exported: Exported) -> Doc | None:
    """The document behind an ARN, or behind a reference to a policy of the account's own."""
    if arn is None or not arn.startswith("${"):
        return exported.documents[arn] if arn else None
    document: Doc = found[_address(arn)]["policy"]
    return document


def _address(reference: str) -> str:
    """`aws_iam_role.a` of `${aws_iam_role.a.name}`."""
    return reference.removeprefix("${").rpartition(".")[0]
