"""Names the actions that a reader should know of first, and those whose access level in AWS's reference misleads."""

from collections.abc import Mapping
from functools import cache

from iam_atlas.iam.actions import ActionSet, set_of
from iam_atlas.iam.catalogue import find

_READS_DATA = "reads the data itself"
_READS_SECRET = "reads secrets in plain text"
_DELETES_DATA = "deletes data"
_DELETES_STORE = "deletes a whole store of data"
_BLINDS = "makes what happens harder to see"
_WRITES_PERMISSIONS = "changes what an IAM identity may do"
_TAKES_LOGIN = "gives out credentials of an IAM user"
_LIFTS_CEILING = "lifts or changes a permissions boundary"
_OPENS_RESOURCE = "lets others in through a resource policy"
_OPENS_SHELL = "opens a shell or runs commands on a machine"
_ORGANIZATION = "changes the organization or its guardrails"
_IDENTITY_CENTER = "changes who gets into accounts through IAM Identity Center"

NOTABLE: Mapping[str, str] = {
    "athena:GetQueryResults": _READS_DATA,
    "backup:DeleteRecoveryPoint": "deletes backups",
    "cloudformation:DeleteStack": "deletes everything a stack made",
    "cloudtrail:DeleteTrail": _BLINDS,
    "cloudtrail:StopLogging": _BLINDS,
    "cloudtrail:UpdateTrail": _BLINDS,
    "config:DeleteConfigurationRecorder": _BLINDS,
    "config:StopConfigurationRecorder": _BLINDS,
    "dynamodb:DeleteItem": _DELETES_DATA,
    "dynamodb:DeleteTable": _DELETES_STORE,
    "dynamodb:GetItem": _READS_DATA,
    "dynamodb:Query": _READS_DATA,
    "dynamodb:Scan": _READS_DATA,
    "ec2:DeleteSnapshot": "deletes backups",
    "ec2:GetPasswordData": _READS_SECRET,
    "ec2:ModifySnapshotAttribute": _OPENS_RESOURCE,
    "ec2:TerminateInstances": "deletes machines",
    "ecr:SetRepositoryPolicy": _OPENS_RESOURCE,
    "ecs:ExecuteCommand": _OPENS_SHELL,
    "eks:CreateAccessEntry": "lets identities into a Kubernetes cluster",
    "guardduty:DeleteDetector": _BLINDS,
    "iam:AddUserToGroup": _WRITES_PERMISSIONS,
    "iam:AttachGroupPolicy": _WRITES_PERMISSIONS,
    "iam:AttachRolePolicy": _WRITES_PERMISSIONS,
    "iam:AttachUserPolicy": _WRITES_PERMISSIONS,
    "iam:CreateAccessKey": _TAKES_LOGIN,
    "iam:CreateLoginProfile": _TAKES_LOGIN,
    "iam:CreatePolicyVersion": _WRITES_PERMISSIONS,
    "iam:CreateRole": "makes new roles",
    "iam:CreateUser": "makes new users",
    "iam:DeactivateMFADevice": "takes the second factor from a user",
    "iam:DeleteRolePermissionsBoundary": _LIFTS_CEILING,
    "iam:DeleteUserPermissionsBoundary": _LIFTS_CEILING,
    "iam:PassRole": "hands a role to a service, which then acts with it",
    "iam:PutGroupPolicy": _WRITES_PERMISSIONS,
    "iam:PutRolePermissionsBoundary": _LIFTS_CEILING,
    "iam:PutRolePolicy": _WRITES_PERMISSIONS,
    "iam:PutUserPermissionsBoundary": _LIFTS_CEILING,
    "iam:PutUserPolicy": _WRITES_PERMISSIONS,
    "iam:SetDefaultPolicyVersion": _WRITES_PERMISSIONS,
    "iam:UpdateAssumeRolePolicy": "changes who may take a role",
    "iam:UpdateLoginProfile": _TAKES_LOGIN,
    "kms:CreateGrant": "lets others use a key",
    "kms:Decrypt": "decrypts with keys",
    "kms:DisableKey": "makes data unreadable",
    "kms:PutKeyPolicy": _OPENS_RESOURCE,
    "kms:ScheduleKeyDeletion": "makes data unreadable for good",
    "lambda:AddPermission": _OPENS_RESOURCE,
    "lambda:UpdateFunctionCode": "runs other code with a function's role",
    "logs:DeleteLogGroup": _BLINDS,
    "organizations:DetachPolicy": _ORGANIZATION,
    "organizations:LeaveOrganization": _ORGANIZATION,
    "organizations:UpdatePolicy": _ORGANIZATION,
    "rds:DeleteDBCluster": _DELETES_STORE,
    "rds:DeleteDBInstance": _DELETES_STORE,
    "rds:ModifyDBSnapshotAttribute": _OPENS_RESOURCE,
    "s3:DeleteBucket": _DELETES_STORE,
    "s3:DeleteBucketPolicy": _OPENS_RESOURCE,
    "s3:DeleteObject": _DELETES_DATA,
    "s3:DeleteObjectVersion": _DELETES_DATA,
    "s3:GetObject": _READS_DATA,
    "s3:PutBucketPolicy": _OPENS_RESOURCE,
    "s3:PutBucketPublicAccessBlock": _OPENS_RESOURCE,
    "s3:PutLifecycleConfiguration": _DELETES_DATA,
    "secretsmanager:DeleteSecret": "deletes secrets",
    "secretsmanager:GetSecretValue": _READS_SECRET,
    "sqs:ReceiveMessage": _READS_DATA,
    "ssm:GetParameter": _READS_SECRET,
    "ssm:GetParameters": _READS_SECRET,
    "ssm:GetParametersByPath": _READS_SECRET,
    "ssm:SendCommand": _OPENS_SHELL,
    "ssm:StartSession": _OPENS_SHELL,
    "sso:AttachManagedPolicyToPermissionSet": _IDENTITY_CENTER,
    "sso:CreateAccountAssignment": _IDENTITY_CENTER,
    "sso:PutInlinePolicyToPermissionSet": _IDENTITY_CENTER,
    "sts:AssumeRole": "takes on any role that trusts it",  # notable only where the resource is `*`
}
"""Actions that matter with the reason in a few words, by name in AWS's spelling."""

ONLY_ON_ALL = "sts:AssumeRole"

LOOKS_ONLY = (
    "athena:GetSessionEndpoint",
    "backup:ListIndexedRecoveryPointsForSearch",
    "billing:GetResourcePolicy",
    "cognito-idp:GetTokensFromRefreshToken",
    "honeycode:ListTagsForResource",
    "iot:GetConnection",
    "iot:ListSubscriptions",
    "kms:Decrypt",
    "managedblockchain:GET",
    "quicksight:DescribeKnowledgeBasePermissions",
    "quicksight:DescribeSpacePermissions",
    "quicksight:DescribeTopicPermissions",
    "ssm-sap:GetResourcePermission",
)
"""Actions that the reference calls Write or Permissions management, yet AWS's own read-only policies allow."""

MOVES_ON = (
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:GetCallerIdentity",
    "sts:SetContext",
    "sts:SetSourceIdentity",
    "sts:TagSession",
)
"""Actions by which a session becomes another, or learns who it is (which AWS allows everybody)."""


@cache
def notable_actions() -> ActionSet:
    """The actions of `NOTABLE` that the catalogue knows, less the one that matters only on `*`."""
    return known(tuple(name for name in NOTABLE if name != ONLY_ON_ALL))


@cache
def known(names: tuple[str, ...]) -> ActionSet:
    """The set of these names; one that AWS retired since is in no catalogue and in no set."""
    return set_of(name for name in names if find(name) is not None)
