"""What a principal may do, by service and access level, after its boundary and the SCPs of its account."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from iam_atlas.iam.ceilings import Taker
from iam_atlas.iam.escalation import Escalation
from iam_atlas.iam.level import AccessLevel, Level
from iam_atlas.iam.powers import Power
from iam_atlas.iam.takeover import Takeover

__all__ = ["AccessLevel", "PermissionSummary", "Power", "Reach", "ServicePermissions", "Taken", "Taker"]


class Reach(Enum):
    """How much of a service's actions at one level are allowed."""

    FULL = "full"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Taken:
    """Actions that a policy allows and a ceiling takes away. `where` is the boundary's or guardrail's name.

    With `conditional` the ceiling takes them only for some requests: they are still among the allowed actions, and must
    not be shown as gone. `by_resource` then says that it hangs on the resource alone, otherwise on a condition (and
    perhaps on the resource too). A level of SCPs that is silent is named by its allowing policies, joined by `, `.
    """

    taker: Taker
    where: str
    actions: tuple[str, ...]
    conditional: bool = False
    by_resource: bool = False


@dataclass(frozen=True, slots=True)
class ServicePermissions:
    """One service, e.g. `s3`.

    `title` is AWS's name for it. `levels` says how much of each access level is allowed; `actions` lists what is
    allowed at each level, in AWS's spelling, sorted. `resources` are the ARN patterns allowed on (`*` for all), sorted;
    not every action need be allowed on each, nor does every action work on each kind of resource. `excluded` are the
    patterns that a NotResource leaves out of `*`: where there are any, `*` must not be shown as everything.
    `conditions` is True when some of it holds only under a condition. `taken` is what the ceilings take away.
    `limited` are the allowed actions that nothing allows on every resource and under every condition.
    """

    prefix: str
    title: str
    levels: Mapping[AccessLevel, Reach]
    actions: Mapping[AccessLevel, tuple[str, ...]]
    resources: tuple[str, ...]
    conditions: bool
    taken: tuple[Taken, ...] = ()
    excluded: tuple[str, ...] = ()
    limited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PermissionSummary:
    """What a principal may do. `services` are sorted by prefix and hold only services with anything allowed or taken.

    `everything` is True when every action of every service is allowed on every resource without condition.
    `notable` lists the allowed actions that matter: data reading, deletion, IAM changes, iam:PassRole, key use.
    `unknown` names attached policies whose document is not at hand: the summary then is a lower bound, and must say so.
    `assumes` lists role ARN patterns that sts:AssumeRole is allowed on; `*` also for a statement with NotResource.
    `unknown_boundary` names a boundary whose document is not at hand: the summary then is an upper bound.
    `unknown_actions` are patterns that an identity policy allows and AWS's reference does not list: too new, retired or
    misspelled; no ceiling is applied to them. `invalid` names statements that AWS would refuse, as
    `policy: statement`; they count neither as Allow nor as Deny. `powers` tell the notable actions by what they do,
    with where and when. `escalations` are the known ways to get stronger that are open,
    `takeovers` those to act as the role of something that exists.
    """

    level: Level
    everything: bool
    services: tuple[ServicePermissions, ...]
    notable: tuple[str, ...]
    unknown: tuple[str, ...]
    assumes: tuple[str, ...]
    unknown_boundary: str | None = None
    unknown_actions: tuple[str, ...] = ()
    invalid: tuple[str, ...] = ()
    powers: tuple[Power, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    takeovers: tuple[Takeover, ...] = ()
