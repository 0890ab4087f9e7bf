"""What services settle, whatever policies say: actions that no other account can do, and keys that data needs."""

from functools import cache

from iam_atlas.iam.actions import ActionSet, matching_any

# KMS Developer Guide, "Allowing users in other accounts to use a KMS key": cryptographic operations and these few.
_KMS_ABROAD = (
    "kms:CreateGrant",
    "kms:Decapsulate",
    "kms:Decrypt",
    "kms:DeriveSharedSecret",
    "kms:DescribeKey",
    "kms:Encapsulate",
    "kms:Encrypt",
    "kms:GenerateDataKey*",
    "kms:GenerateMac",
    "kms:GetKeyRotationStatus",
    "kms:GetPublicKey",
    "kms:ListGrants",
    "kms:ReEncrypt*",
    "kms:RetireGrant",
    "kms:RevokeGrant",
    "kms:Sign",
    "kms:Verify*",
)
# Amazon S3 API Reference, `PutBucketPolicy` and its like: the caller must belong to the bucket owner's account.
# Amazon SQS Developer Guide, "Limitations of Amazon SQS custom policies".
_AT_HOME = (
    "s3:DeleteBucketPolicy",
    "s3:GetBucketPolicy",
    "s3:PutBucketPolicy",
    "sqs:AddPermission",
    "sqs:CancelMessageMoveTask",
    "sqs:CreateQueue",
    "sqs:DeleteQueue",
    "sqs:ListMessageMoveTasks",
    "sqs:ListQueueTags",
    "sqs:ListQueues",
    "sqs:RemovePermission",
    "sqs:SetQueueAttributes",
    "sqs:StartMessageMoveTask",
    "sqs:TagQueue",
    "sqs:UntagQueue",
)
# KMS Developer Guide, "Grant operations".
_GRANTABLE = (
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:DeriveSharedSecret",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey*",
    "kms:GenerateMac",
    "kms:GetPublicKey",
    "kms:ReEncrypt*",
    "kms:RetireGrant",
    "kms:Sign",
    "kms:Verify*",
)
# A key policy cannot allow RetireGrant (KMS Developer Guide, "Retiring and revoking grants"); what works on an alias
# needs permission on the alias as well, which is no resource of the file.
_NOT_BY_KEY_POLICY = ("kms:CreateAlias", "kms:DeleteAlias", "kms:RetireGrant", "kms:UpdateAlias")

_DECRYPT = ("kms:Decrypt",)
_GENERATE = ("kms:GenerateDataKey",)
_BOTH = (*_DECRYPT, *_GENERATE)
# S3 User Guide, "Using server-side encryption with AWS KMS keys"; SQS Developer Guide, "Key management"; SNS Developer
# Guide, "Key management"; Secrets Manager User Guide, "Secret encryption and decryption"; Kinesis Data Streams
# Developer Guide, "Permissions to use user-generated KMS keys".
_NEEDS = {
    _DECRYPT: (
        "s3:GetObject",
        "s3:GetObjectVersion",
        "sqs:ReceiveMessage",
        "secretsmanager:GetSecretValue",
        "kinesis:GetRecords",
    ),
    _GENERATE: ("s3:PutObject", "kinesis:PutRecord", "kinesis:PutRecords"),
    _BOTH: ("sqs:SendMessage", "sns:Publish", "secretsmanager:PutSecretValue"),
}
KINDS_WITH_KEYS = ("kinesis", "s3", "secretsmanager", "sns", "sqs")
"""The kinds of resource of which it is modelled which actions need the key."""

TAKES_UNSIGNED = ("s3", "sqs")
"""The services that take requests that nobody signed."""


@cache
def only_at_home() -> ActionSet:
    """The actions that only the resource's own account can do."""
    return matching_any(_AT_HOME) | (matching_any(("kms:*",)) & ~matching_any(_KMS_ABROAD))


@cache
def grantable() -> ActionSet:
    """The operations that a KMS grant can allow."""
    return matching_any(_GRANTABLE)


@cache
def beyond_key_policies() -> ActionSet:
    """KMS actions that a key policy and the policies it lets in do not decide alone."""
    return matching_any(_NOT_BY_KEY_POLICY)


@cache
def key_needs() -> dict[tuple[str, ...], ActionSet]:
    """The KMS actions that a caller needs beside, and the actions that need them on an encrypted resource."""
    return {needed: matching_any(actions) for needed, actions in _NEEDS.items()}
