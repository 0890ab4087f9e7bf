"""What every long form may say about itself besides what it is: prose, owner, links, life cycle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from iam_atlas.errors import Position
from iam_atlas.model.text import Text


class Status(Enum):
    """Where a thing is in its life; `ACTIVE` when the file says nothing."""

    PLANNED = "planned"
    ACTIVE = "active"
    DEPRECATED = "deprecated"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Link:
    """An address with a title; the address is the user's and not yet judged safe to print."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """How to get access (`request:`). `max_duration` is in seconds, None when not said."""

    how: Text | None = None
    url: str | None = None
    approvers: tuple[str, ...] = ()
    sla: str | None = None
    max_duration: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or time: `written` as in the file, `at` in UTC; a bare date is the end of that day (23:59:59).

    Under `from:` a bare date is the start of the day, so that the whole day belongs to the period.
    """

    written: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Annotations:
    """The keys that any long form accepts. `owner` names a team, or is free text where no team has that name.

    `redact` is True for the whole thing, or the keys to leave out of a public build.
    """

    title: Text | None = None
    description: Text | None = None
    notes: Text | None = None
    owner: str | None = None
    links: tuple[Link, ...] = ()
    runbook: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    request: AccessRequest | None = None
    status: Status = Status.ACTIVE
    expires: Moment | None = None
    review_by: Moment | None = None
    redact: bool | tuple[str, ...] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Anything declared under a name: the key, where it stands, and what it says about itself."""

    name: str
    position: Position
    about: Annotations = Annotations()
