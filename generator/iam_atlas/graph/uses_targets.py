"""Shared resources become targets: what is asked about, on which ARN, and which actions can work on it at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from iam_atlas.derive.halves import Halves
from iam_atlas.graph.surroundings import Reader, Surroundings
from iam_atlas.graph.targets import shut_account
from iam_atlas.graph.uses_limits import beyond_key_policies
from iam_atlas.iam.actions import ActionSet, set_of
from iam_atlas.iam.arn import parse_arn
from iam_atlas.iam.catalogue import resource_arns, services
from iam_atlas.iam.decision import Unknown
from iam_atlas.iam.policy import Policy, PolicyKind
from iam_atlas.iam.question import Target
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.resources import Resource

_GAP = re.compile(r"\\\$\\\{[^}]*\\\}")
_SUFFIX = "-??????"  # Secrets Manager adds a hyphen and six characters to the name of a secret


@dataclass(frozen=True, slots=True)
class Asked:
    """A resource as a target. `policy` is None where the file gives none.

    `own` are the actions that work on the thing itself; `shape` is its ARN, with wildcards where the file does not know
    it whole. `under` are those that work on what lies in it, whose ARNs all begin with `inside`. `shut` says that the
    account is closed or suspended.
    """

    resource: Resource
    policy: Policy | None
    target: Target
    rcps: tuple[tuple[Policy, ...], ...]
    own: ActionSet
    shape: str
    under: ActionSet = 0
    inside: str = ""
    shut: Unknown | None = None
    beside: str = ""

    @property
    def key(self) -> str:
        """Tells it from every other, and from itself with something put `beside` its policy."""
        return f"{self.resource.name} {self.beside}"

    @property
    def service(self) -> str:
        """The service prefix of the resource's actions."""
        arn = parse_arn(self.resource.arn)
        return arn.service if arn is not None else self.resource.kind

    @property
    def actions(self) -> ActionSet:
        """Everything that can be done on it or on what lies in it."""
        return self.own | self.under

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies on the resource's side."""
        return (*((self.policy,) if self.policy else ()), *(policy for level in self.rcps for policy in level))


def asked_resources(
    landscape: Landscape, halves: Halves, reader: Reader, around: Mapping[str, Surroundings]
) -> Mapping[str, Asked]:
    """Every resource of the landscape as a target, by name."""
    return {
        resource.name: _asked(landscape, resource, _policy(halves, resource, reader), around[resource.account])
        for resource in landscape.resources.values()
    }


def _policy(halves: Halves, resource: Resource, reader: Reader) -> Policy | None:
    document = halves.resource.get(resource.name)
    return None if document is None else reader.read(document, resource.name, PolicyKind.RESOURCE)


def _asked(landscape: Landscape, resource: Resource, policy: Policy | None, around: Surroundings) -> Asked:
    account = landscape.accounts[resource.account]
    shape = _shape(resource)
    own, under = _actions(shape)
    target = Target(
        arn=shape,
        account_id=account.id,
        partition=account.partition,
        is_role=False,
        in_management=around.in_management,
        organization_id=around.organization_id,
    )
    inside = f"{resource.arn}/" if under else ""
    return Asked(resource, policy, target, around.rcps, own, shape, under, inside, shut_account(account))


def _shape(resource: Resource) -> str:
    """The ARN that policies must match.

    An alias ARN names no key in a policy, so that for a key known by its alias every key id is possible. A secret's
    ARN ends in characters that AWS makes up.
    Source: KMS Developer Guide, "Specifying KMS keys in IAM policy statements"; Secrets Manager User Guide, "Secret".
    """
    arn = parse_arn(resource.arn)
    if arn is not None and arn.service == "kms" and arn.resource.startswith("alias/"):
        return f"{resource.arn.removesuffix(arn.resource)}key/*"
    if arn is not None and arn.resource == f"secret:{resource.aws_name}":
        return resource.arn + _SUFFIX
    return resource.arn


def _actions(shape: str) -> tuple[ActionSet, ActionSet]:
    """The actions on the thing itself, and those on the objects of a bucket."""
    arn = parse_arn(shape)
    service = services().get(arn.service) if arn is not None else None
    if arn is None or service is None:
        return 0, 0
    kinds = {name for name, template in resource_arns(arn.service).items() if _fits(template, shape)}
    own = set_of(action.name for action in service.actions if kinds & set(action.resource_types))
    if arn.service == "kms":
        return own & ~beyond_key_policies(), 0
    if arn.service == "s3" and kinds == {"bucket"}:
        return own, set_of(action.name for action in service.actions if "object" in action.resource_types)
    return own, 0


def _fits(template: str, shape: str) -> bool:
    """Whether an ARN is of the kind that AWS writes as `template`."""
    return re.fullmatch(_GAP.sub("[^:]*", re.escape(template)), shape) is not None
