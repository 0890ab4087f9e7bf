"""The ARN of a role that AWS made of a permission set to the name of that permission set."""

import re

_MADE = re.compile(
    r"arn:[^:]*:iam::[0-9]{12}:role/aws-reserved/sso\.amazonaws\.com/(?:[^/]+/)?AWSReservedSSO_([^/]+)_[0-9A-Za-z]{16}\Z"
)


def permission_set_of(arn: str) -> str | None:
    """The permission set of which AWS made the role, None where it made it of none.

    Nobody but AWS makes roles under this path, which names the Region of Identity Center except where that is
    us-east-1. Sixteen characters end the role's name: they are not judged, since they mean nothing.
    Source: IAM Identity Center User Guide, "Referencing permission sets in resource policies".
    """
    made = _MADE.match(arn)
    return made[1] if made else None
