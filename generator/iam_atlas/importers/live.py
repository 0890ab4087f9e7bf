"""AWS itself, asked by boto3 for what its command line would print -> the same files, in memory.

Only what reads: iam:GetAccountAuthorizationDetails and, for the organization, organizations:DescribeOrganization,
ListRoots, ListOrganizationalUnitsForParent, ListAccountsForParent, ListPolicies, DescribePolicy, ListTargetsForPolicy.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeAlias, TypeVar

from iam_atlas.errors import AtlasError, UsageError, said

Files: TypeAlias = Mapping[str, bytes]
_Answer = TypeVar("_Answer")


class Client(Protocol):
    """As much of a client of boto3 as is used."""

    def get_paginator(self, operation_name: str, /) -> Any:
        """The pages of an operation."""

    def describe_organization(self) -> Mapping[str, Any]:
        """The organization that the account is in."""

    def describe_policy(self, *, PolicyId: str) -> Mapping[str, Any]:  # noqa: N803 - so boto3 calls it
        """One policy with its content."""


Connect: TypeAlias = Callable[[str, str], Client]
"""A profile of the AWS CLI (empty for the usual credentials) and a service to a client."""

_OWN = ["User", "Group", "Role", "LocalManagedPolicy"]


def connect(profile: str, service: str) -> Client:
    """A client of boto3. Raises UsageError where that is not installed."""
    try:
        import boto3  # noqa: PLC0415 - an extra, which only this needs
    except ImportError:
        raise UsageError(said('reading from AWS needs boto3: pip install "iam-atlas[live]"')) from None
    client: Client = boto3.Session(profile_name=profile or None).client(service)
    return client


def fetch_details(profiles: Sequence[str], connecting: Connect = connect) -> Files:
    """The authorization details of the account of each profile, as `auth-details` reads them.

    Raises AtlasError with AWS's own words where it refuses.
    """
    return {f"{profile or 'aws'}.json": _asked(partial(_details, profile, connecting)) for profile in profiles}


def fetch_organization(profile: str, connecting: Connect = connect) -> Files:
    """The organization, as `organizations` reads it, by a profile of the management account or a delegated one."""
    return _asked(lambda: dict(_organization(connecting(profile, "organizations"))))


def _asked(ask: Callable[[], _Answer]) -> _Answer:
    """What AWS answers; whatever goes wrong on the way there is told in the words of AWS or boto3."""
    try:
        return ask()
    except AtlasError:
        raise
    except Exception as error:
        # boto3 may not be there, so that its errors cannot be named; all of them come from the same package.
        if not type(error).__module__.startswith(("botocore", "boto3")):
            raise
        raise AtlasError(said("AWS was not read: {reason}", reason=str(error))) from error


def _details(profile: str, connecting: Connect) -> bytes:
    return _pages(connecting(profile, "iam"), "get_account_authorization_details", Filter=_OWN)


def _organization(client: Client) -> Iterator[tuple[str, bytes]]:
    yield "organization.json", _json(client.describe_organization())
    roots = _listed(client, "list_roots", "Roots")
    for root in roots:
        yield from _below(client, root["Id"])
        for type_ in (one["Type"] for one in root.get("PolicyTypes", ()) if one["Status"] == "ENABLED"):
            for policy in _listed(client, "list_policies", "Policies", Filter=type_):
                yield f"policy-{policy['Id']}.json", _json(client.describe_policy(PolicyId=policy["Id"]))
                targets = _pages(client, "list_targets_for_policy", PolicyId=policy["Id"])
                yield f"targets-{policy['Id']}.json", targets


def _below(client: Client, parent: str) -> Iterator[tuple[str, bytes]]:
    yield f"accounts-{parent}.json", _pages(client, "list_accounts_for_parent", ParentId=parent)
    yield f"units-{parent}.json", _pages(client, "list_organizational_units_for_parent", ParentId=parent)
    for unit in _listed(client, "list_organizational_units_for_parent", "OrganizationalUnits", ParentId=parent):
        yield from _below(client, unit["Id"])


def _pages(client: Client, operation: str, **words: object) -> bytes:
    return b"\n".join(_json(page) for page in client.get_paginator(operation).paginate(**words))


def _listed(client: Client, operation: str, key: str, **words: object) -> list[Mapping[str, Any]]:
    return [one for page in client.get_paginator(operation).paginate(**words) for one in page[key]]


def _json(value: Mapping[str, Any]) -> bytes:
    """As the command line prints it: dates as text."""
    return json.dumps(value, default=str).encode()
