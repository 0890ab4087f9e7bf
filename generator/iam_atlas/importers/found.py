"""What was found in AWS: accounts with their users, groups, roles and policies, whichever tool told of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from iam_atlas.errors import Said
from iam_atlas.model.grants import RefKind
from iam_atlas.model.policies import Json

Doc: TypeAlias = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class FoundPolicy:
    """A policy of the customer's own; `arn` is whole, with the path."""

    name: str
    path: str
    arn: str
    document: Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPrincipal:
    """A user, group or role. `managed` and `boundary` are ARNs; `trust` is None for all but roles.

    `max_session` is in seconds, None where the tool does not tell. `groups` are those of a user, by name.
    `on_instances` is whether a role has an instance profile.
    """

    kind: RefKind
    name: str
    path: str
    arn: str
    inline: Mapping[str, Doc] = field(default_factory=dict)
    managed: tuple[str, ...] = ()
    boundary: str | None = None
    groups: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    trust: Doc | None = None
    max_session: int | None = None
    on_instances: bool = False

    @property
    def declarable_arn(self) -> str:
        """The ARN that the file would give it: groups have no path there."""
        return self.arn.partition(":group")[0] + f":group/{self.name}" if self.kind is RefKind.GROUP else self.arn

    @property
    def is_service_linked(self) -> bool:
        """Whether AWS made the role for a service, which alone may change it."""
        return self.kind is RefKind.ROLE and self.path.startswith("/aws-service-role/")


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """One account. `source` is the file that tells of it; `policies` are by ARN, the customer's own only."""

    id: str
    partition: str
    source: str
    principals: tuple[FoundPrincipal, ...]
    policies: Mapping[str, FoundPolicy]

    def of(self, kind: RefKind) -> Iterator[FoundPrincipal]:
        """The principals of one kind, in the order of the file."""
        return (one for one in self.principals if one.kind is kind)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the imported file does not say, or says in another way: `about` is an ARN or a file."""

    about: str
    said: Said
