"""ARNs, account ids and the names of principals: from text to their parts and back."""

import re
from dataclasses import dataclass
from functools import lru_cache

_ACCOUNT_ID = re.compile(r"[0-9]{12}\Z")
_UNIQUE_ID = re.compile(r"(?:AIDA|AROA|AGPA|AIPA|ANPA|ANVA|ASCA|APKA)[A-Z0-9]{12,124}\Z")
_SERVICE = re.compile(
    r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:amazonaws\.com(?:\.cn)?|aws\.internal)\Z"
    r"|alexa-(?:appkit|connectedhome)\.amazon\.com\Z"
)


@dataclass(frozen=True, slots=True)
class Arn:
    """The parts of `arn:partition:service:region:account:resource`; region and account may be empty."""

    partition: str
    service: str
    region: str
    account: str
    resource: str

    def __str__(self) -> str:
        return f"arn:{self.partition}:{self.service}:{self.region}:{self.account}:{self.resource}"


@lru_cache(maxsize=65536)
def parse_arn(text: str) -> Arn | None:
    """The parts of `text`, or None when it is no ARN. The resource keeps its colons and slashes."""
    parts = text.split(":", 5)
    if len(parts) != 6 or parts[0] != "arn":
        return None
    return Arn(*parts[1:])


def is_account_id(text: str) -> bool:
    """Whether `text` is twelve digits."""
    return bool(_ACCOUNT_ID.match(text))


def is_unique_id(text: str) -> bool:
    """Whether `text` is an IAM unique id (`AIDA...`, `AROA...`), as a trust policy shows it after a deletion."""
    return bool(_UNIQUE_ID.match(text))


def is_service_principal(text: str) -> bool:
    """Whether `text` looks like an AWS service principal (`ec2.amazonaws.com`)."""
    return bool(_SERVICE.match(text))


def account_of(text: str) -> str | None:
    """The account id inside an ARN, or a bare account id itself; None when `text` names no account."""
    if is_account_id(text):
        return text
    arn = parse_arn(text)
    return arn.account if arn is not None and is_account_id(arn.account) else None


def account_root(account_id: str, partition: str = "aws") -> str:
    """The ARN that means a whole account, not its root user, in a Principal element."""
    return f"arn:{partition}:iam::{account_id}:root"


def is_account_root(text: str) -> bool:
    """Whether `text` is `arn:...:iam::ID:root` with a real account id, or the bare id, which behaves the same."""
    arn = parse_arn(text)
    if arn is None:
        return is_account_id(text)
    return arn.service == "iam" and arn.resource == "root" and is_account_id(arn.account)


def user_arn(account_id: str, name: str, path: str = "/", partition: str = "aws") -> str:
    """The ARN of an IAM user; `path` starts and ends with a slash."""
    return f"arn:{partition}:iam::{account_id}:user{path}{name}"


def role_arn(account_id: str, name: str, path: str = "/", partition: str = "aws") -> str:
    """The ARN of a role; `path` starts and ends with a slash."""
    return f"arn:{partition}:iam::{account_id}:role{path}{name}"


def session_parts(text: str) -> tuple[str, str] | None:
    """Role name and session name of an assumed-role session ARN, None for anything else."""
    arn = parse_arn(text)
    if arn is None or arn.service != "sts" or not arn.resource.startswith("assumed-role/"):
        return None
    parts = arn.resource.split("/")
    return (parts[1], parts[2]) if len(parts) == 3 and parts[1] and parts[2] else None


def role_name(arn: str) -> str | None:
    """The name, without path, of the role whose ARN this is; None for anything else."""
    parsed = parse_arn(arn)
    if parsed is None or parsed.service != "iam" or not parsed.resource.startswith("role/"):
        return None
    return parsed.resource.rsplit("/", 1)[-1]
