"""The kind, name, account and region of a resource as its ARN.

Source: Service Authorization Reference, "Resource types defined by" each service.
"""

from iam_atlas.model.accounts import Account

_GLOBAL = {"s3": "arn:{partition}:s3:::{name}"}
_REGIONAL = {
    "backup": "backup:{region}:{account}:backup-vault:{name}",
    "dynamodb": "dynamodb:{region}:{account}:table/{name}",
    "ecr": "ecr:{region}:{account}:repository/{name}",
    "efs": "elasticfilesystem:{region}:{account}:file-system/{name}",
    "events": "events:{region}:{account}:event-bus/{name}",
    "kinesis": "kinesis:{region}:{account}:stream/{name}",
    "kms": "kms:{region}:{account}:{name}",
    "lambda": "lambda:{region}:{account}:function:{name}",
    "logs": "logs:{region}:{account}:log-group:{name}",
    "secretsmanager": "secretsmanager:{region}:{account}:secret:{name}",
    "sns": "sns:{region}:{account}:{name}",
    "sqs": "sqs:{region}:{account}:{name}",
    "ssm": "ssm:{region}:{account}:parameter/{name}",
}
KINDS = tuple(sorted((*_GLOBAL, *_REGIONAL)))


def needs_region(kind: str) -> bool:
    """Whether the ARN of this kind names a region."""
    return kind in _REGIONAL


def resource_arn(kind: str, name: str, account: Account, region: str) -> str:
    """The ARN of a resource of one of `KINDS`; a KMS name is a key id, or an alias (`alias/trail`)."""
    if kind == "kms" and not name.startswith("alias/"):
        name = f"key/{name.removeprefix('key/')}"
    pattern = _GLOBAL.get(kind) or "arn:{partition}:" + _REGIONAL[kind]
    parts = {"partition": account.partition, "region": region, "account": account.id, "name": name.lstrip("/")}
    return pattern.format(**parts)


def name_in(arn: str) -> str:
    """The last part of an ARN, by which readers know the resource."""
    return arn.split(":", 5)[-1]
