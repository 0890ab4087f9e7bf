"""Small dumps for tests: accounts with a few principals, written as IAM prints them."""

import json
from typing import Any

from dumping import Doc

JUMP, DEV, PROD = "111111111111", "222222222222", "333333333333"
ROOT = f"arn:aws:iam::{JUMP}:root"
MFA = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def allow(action: str | list[str] = "sts:AssumeRole", **more: Any) -> Doc:
    return {"Effect": "Allow", "Action": action, **more}


def document(*statements: Doc) -> Doc:
    return {"Version": "2012-10-17", "Statement": [*statements]}


def a_role(name: str, *trust: Doc, account: str = PROD, path: str = "/", **more: Any) -> Doc:
    arn = f"arn:aws:iam::{account}:role{path}{name}"
    return {"Arn": arn, "RoleName": name, "Path": path, "AssumeRolePolicyDocument": document(*trust), **more}


def a_group(name: str, *statements: Doc, account: str = JUMP, policy: str = "switch", **more: Any) -> Doc:
    inline = [{"PolicyName": policy, "PolicyDocument": document(*statements)}] if statements else []
    return {"Arn": f"arn:aws:iam::{account}:group/{name}", "GroupName": name, "GroupPolicyList": inline, **more}


def a_user(name: str, *groups: str, account: str = JUMP, **more: Any) -> Doc:
    return {"Arn": f"arn:aws:iam::{account}:user/{name}", "UserName": name, "GroupList": [*groups], **more}


def a_policy(name: str, *statements: Doc, account: str = PROD) -> Doc:
    version = {"VersionId": "v1", "IsDefaultVersion": True, "Document": document(*statements)}
    return {"Arn": f"arn:aws:iam::{account}:policy/{name}", "PolicyName": name, "PolicyVersionList": [version]}


def attached(*arns: str) -> list[Doc]:
    return [{"PolicyName": arn.rpartition("/")[2], "PolicyArn": arn} for arn in arns]


def a_dump(*things: Doc) -> bytes:
    """The dump with these users, groups, roles and policies."""
    lists = {"UserName": "UserDetailList", "GroupName": "GroupDetailList", "RoleName": "RoleDetailList"}
    made: dict[str, list[Doc]] = {**{name: [] for name in lists.values()}, "Policies": []}
    for thing in things:
        made[next((lists[key] for key in lists if key in thing), "Policies")].append(thing)
    return json.dumps(made).encode()
