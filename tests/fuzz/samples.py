"""Small good inputs of each kind, from which worse ones are made."""

import json
from typing import cast

from builders import REPOSITORY
from fuzz.mutating import Json

_TRUST: Json = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "People",
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
            "Action": "sts:AssumeRole",
            "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}, "StringLike": {"aws:username": ["a*", "b"]}},
        }
    ],
}
DOCUMENT: Json = {
    "Version": "2012-10-17",
    "Id": "all",
    "Statement": [
        {
            "Sid": "One",
            "Effect": "Allow",
            "Action": ["s3:Get*", "sts:AssumeRole"],
            "Resource": ["arn:aws:s3:::b/${aws:username}/*", "*"],
            "Condition": {
                "ForAllValues:StringEqualsIfExists": {"aws:TagKeys": ["a"]},
                "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"},
                "IpAddress": {"aws:SourceIp": "203.0.113.0/24"},
                "DateLessThan": {"aws:CurrentTime": "2027-03-31T23:59:59Z"},
                "Null": {"aws:SourceVpce": "true"},
                "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/a*"},
                "BinaryEquals": {"x:y": "QUJD"},
            },
        },
        {"Effect": "Deny", "NotAction": "iam:*", "NotResource": "arn:aws:iam::111111111111:role/r"},
        {"Effect": "Allow", "Principal": {"AWS": "*", "Service": ["ec2.amazonaws.com"]}, "Action": "sts:AssumeRole"},
    ],
}
DUMP: Json = {
    "UserDetailList": [
        {
            "Arn": "arn:aws:iam::222222222222:user/alice",
            "UserName": "alice",
            "Path": "/",
            "GroupList": ["admins"],
            "UserPolicyList": [{"PolicyName": "own", "PolicyDocument": json.dumps(DOCUMENT)}],
            "AttachedManagedPolicies": [{"PolicyName": "p", "PolicyArn": "arn:aws:iam::222222222222:policy/p"}],
            "Tags": [{"Key": "a", "Value": "b"}],
        }
    ],
    "GroupDetailList": [
        {
            "Arn": "arn:aws:iam::222222222222:group/admins",
            "GroupName": "admins",
            "Path": "/",
            "GroupPolicyList": [],
            "AttachedManagedPolicies": [],
        }
    ],
    "RoleDetailList": [
        {
            "Arn": "arn:aws:iam::222222222222:role/viewer",
            "RoleName": "viewer",
            "Path": "/",
            "AssumeRolePolicyDocument": json.dumps(_TRUST),
            "MaxSessionDuration": 3600,
            "RolePolicyList": [],
            "InstanceProfileList": [],
            "AttachedManagedPolicies": [
                {"PolicyName": "ReadOnlyAccess", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}
            ],
            "PermissionsBoundary": {"PermissionsBoundaryArn": "arn:aws:iam::222222222222:policy/p"},
        }
    ],
    "Policies": [
        {
            "Arn": "arn:aws:iam::222222222222:policy/p",
            "PolicyName": "p",
            "Path": "/",
            "DefaultVersionId": "v1",
            "PolicyVersionList": [{"VersionId": "v1", "IsDefaultVersion": True, "Document": DOCUMENT}],
        }
    ],
    "IsTruncated": False,
}
ORGANIZATION: Json = {
    "Organization": {"Id": "o-a1b2c3d4e5", "MasterAccountId": "999999999999"},
    "Roots": [{"Id": "r-a1b2", "Name": "Root"}],
    "Accounts": [{"Id": "222222222222", "Name": "dev", "Status": "ACTIVE", "Email": "dev@example.com"}],
    "OrganizationalUnits": [{"Id": "ou-a1b2-11111111", "Name": "Work"}],
    "Policy": {
        "PolicySummary": {"Id": "p-11111111", "Name": "fence", "Type": "SERVICE_CONTROL_POLICY", "AwsManaged": False},
        "Content": json.dumps(DOCUMENT),
    },
    "Targets": [{"TargetId": "r-a1b2", "Type": "ROOT"}],
}
_VALUES: Json = {
    "arn": "arn:aws:iam::222222222222:role/viewer",
    "name": "viewer",
    "path": "/",
    "assume_role_policy": json.dumps(_TRUST),
    "max_session_duration": 3600,
    "tags": {"a": "b"},
}
STATE: Json = {
    "format_version": "1.0",
    "values": {
        "root_module": {
            "resources": [
                {
                    "address": "aws_iam_role.r",
                    "mode": "managed",
                    "type": "aws_iam_role",
                    "name": "r",
                    "values": _VALUES,
                },
                {
                    "address": "aws_iam_role_policy.p",
                    "mode": "managed",
                    "type": "aws_iam_role_policy",
                    "name": "p",
                    "values": {"role": "viewer", "name": "own", "policy": json.dumps(DOCUMENT)},
                },
            ],
            "child_modules": [{"address": "module.a", "resources": []}],
        }
    },
}
CASES: tuple[Json, ...] = tuple(
    cast("Json", json.loads(line))
    for line in (REPOSITORY / "tests" / "simulate" / "conformance.jsonl").read_text(encoding="utf-8").splitlines()[::20]
)
