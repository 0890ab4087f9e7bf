"""What every kind of provider gives a trust statement: principal, actions, condition."""

from dataclasses import dataclass

from iam_atlas.derive.blocks import Block


@dataclass(frozen=True, slots=True)
class Parts:
    """The provider's share of a trust statement.

    `claim_prefix` is what its claims start with as condition keys. `settled` are keys and values that every request of
    this provider carries, as far as the file says so: its audience.
    """

    principal: tuple[tuple[str, tuple[str, ...]], ...]
    actions: tuple[str, ...]
    condition: Block
    claim_prefix: str = ""
    settled: tuple[tuple[str, str], ...] = ()


WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity"
SAML = "sts:AssumeRoleWithSAML"


def federated(arn_or_host: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A Principal element with one identity provider."""
    return (("Federated", (arn_or_host,)),)


def only(key: str, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`key` as settled when there is a single value for it."""
    return ((key, values[0]),) if len(values) == 1 else ()


def host_of(url: str) -> str:
    """An address as IAM names the provider: without scheme and closing slash."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")
