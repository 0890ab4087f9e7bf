"""Folders that a page's commands are typed in: the shop of this repository, and two small organisations with dumps."""

import json
import shutil
from pathlib import Path

import yaml
from dumping import dumped

from builders import REPOSITORY
from changing import BASE
from iam_atlas.load.landscape import load_landscape
from repositories import a_repository, commit, git

_DOCUMENTS = ("policies", "guardrails", "docs/runbooks")
_DRIFTED = """\
version: 1
accounts:
  jump: { id: "111111111111", kind: jump }
  dev: "222222222222"
  prod: "333333333333"
groups: { developers: {} }
roles: { developer: { policies: [ReadOnlyAccess], require: { mfa: true } }, viewer: SecurityAudit }
grants: { developers: { dev: developer, prod: viewer } }
"""
_USER = {"arn": "arn:aws:iam::333333333333:user/alice", "name": "alice", "path": "/"}
_STATE = {
    "format_version": "1.0",
    "values": {
        "root_module": {
            "resources": [{"address": "aws_iam_user.a", "mode": "managed", "type": "aws_iam_user", "values": _USER}]
        }
    },
}
_ANSWERS = {
    "accounts-r-a1b2.json": {"Accounts": [{"Id": "111111111111", "Name": "jump", "Status": "ACTIVE"}]},
    "policy-p-a1b2c3d4.json": {
        "Policy": {
            "PolicySummary": {"Id": "p-a1b2c3d4", "Name": "regions", "Type": "SERVICE_CONTROL_POLICY"},
            "Content": '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "ec2:*", "Resource": "*"}}',
        }
    },
}


def the_shop(folder: Path) -> Path:
    """A copy of this repository's accounts.yaml with all that it names."""
    folder.mkdir(parents=True)
    shutil.copy(REPOSITORY / "accounts.yaml", folder)
    for name in _DOCUMENTS:
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder


def without(file: Path, part: str) -> None:
    """Take out of an accounts file whatever `part` writes anew, so that the two can stand side by side."""
    whole, added = yaml.safe_load(file.read_text(encoding="utf-8")), yaml.safe_load(part)
    for section, things in added.items():
        old = whole.get(section)
        if isinstance(old, dict) and isinstance(things, dict) and section not in ("organization", "site", "defaults"):
            whole[section] = {name: thing for name, thing in old.items() if name not in things}
        else:
            whole.pop(section, None)
    file.write_text(yaml.safe_dump(whole, sort_keys=False), encoding="utf-8")


def a_small_one(folder: Path) -> Path:
    """A repository with a few versions, dumps of its accounts, answers of the organization, and its past beside it."""
    root = a_repository(folder / "new")
    commit(root, {"accounts.yaml": BASE})
    for name in ("v1.2", "v1.3"):
        git(root, "tag", name)
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    (folder / "old").mkdir()
    shutil.copy(root / "accounts.yaml", folder / "old")
    _dump(root)
    (root / "answers").mkdir()
    for name, answer in _ANSWERS.items():
        for place in (root, root / "answers"):
            (place / name).write_text(json.dumps(answer), encoding="utf-8")
    return root


def a_drifted_one(folder: Path) -> Path:
    """An organisation that asks for MFA, and dumps of one that does not."""
    folder.mkdir()
    (folder / "docs").mkdir()
    for text in (_DRIFTED.replace(", require: { mfa: true }", ""), _DRIFTED):
        (folder / "accounts.yaml").write_text(text, encoding="utf-8")
        if "require" not in text:
            _dump(folder)
    return folder


def a_state_of_terraform(folder: Path) -> Path:
    """What `terraform show` prints of one user."""
    (folder / "prod.json").write_text(json.dumps(_STATE), encoding="utf-8")
    return folder


def _dump(root: Path) -> None:
    for name, dump in dumped(load_landscape(root / "accounts.yaml")).items():
        (root / f"{name}.json").write_bytes(dump)
