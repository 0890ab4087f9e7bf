"""Names and paths as written -> a report of those that IAM would refuse.

Source: IAM User Guide, "IAM and AWS STS quotas" and "IAM identifiers".
"""

import re

from iam_atlas.errors import said
from iam_atlas.load.node import Findings, Scalar
from iam_atlas.load.words import quoted

LONGEST = {"user": 64, "role": 64, "group": 128, "policy": 128}
_CALLED = {"user": said("user"), "role": said("role"), "group": said("group"), "policy": said("policy")}
LONGEST_SWITCHABLE = 64
"""Characters of path and name together, up to which the console switches to a role."""

_NAME = re.compile(r"[A-Za-z0-9_+=,.@-]+\Z")
_PATH = re.compile(r"/(?:[!-.0-~]+/)*\Z")


def check_iam_name(at: Scalar, name: str, what: str, findings: Findings) -> None:
    """Report a name that IAM would refuse: other characters than its own, or too long for `what`."""
    if not _NAME.match(name):
        message = said(
            "{what} {name}: IAM names have letters, digits and _+=,.@- only", what=_CALLED[what], name=quoted(name)
        )
        findings.error(at, "invalid-name", message)
    elif len(name) > LONGEST[what]:
        message = said(
            "{what} {name} has {count} characters; IAM allows {most}",
            what=_CALLED[what],
            name=quoted(name),
            count=len(name),
            most=LONGEST[what],
        )
        findings.error(at, "name-too-long", message)


def check_path(at: Scalar, path: str, findings: Findings) -> None:
    """Report a path that IAM would refuse."""
    if not _PATH.match(path) or len(path) > 512:
        findings.error(
            at, "invalid-path", said("path {path} must start and end with a slash, such as /team/", path=quoted(path))
        )
