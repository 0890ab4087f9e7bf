"""`require`: conditions in the file's own words, before they become IAM conditions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from iam_atlas.errors import Position
from iam_atlas.model.annotations import Moment
from iam_atlas.model.policies import Json


@dataclass(frozen=True, slots=True)
class Require:
    """What must hold for a grant, a trust entry or a role. Absent keys are None or empty: nothing is required.

    `mfa_max_age` is in seconds. `org` is True for the declared organization, else an organization id.
    `source_identity` True means the caller's own user name; `session_name` is `username` or a literal.
    `source_account` is `self` or an account id (names are resolved). `hours` is an agreement between people: IAM
    cannot enforce it. `conditions` is an IAM Condition block, taken as written. `position` is None only when
    nothing was written. `defaulted` names the keys that came from `defaults.require`.
    """

    mfa: bool | None = None
    mfa_max_age: int | None = None
    external_id: str | None = None
    org: bool | str | None = None
    org_paths: tuple[str, ...] = ()
    source_ip: tuple[str, ...] = ()
    source_vpc: tuple[str, ...] = ()
    source_vpce: tuple[str, ...] = ()
    principal_tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    session_tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    transitive_tags: tuple[str, ...] = ()
    source_identity: bool | str | None = None
    session_name: str | None = None
    starts: Moment | None = None
    until: Moment | None = None
    hours: str | None = None
    source_account: str | None = None
    source_arn: tuple[str, ...] = ()
    source_org: bool = False
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conditions: Mapping[str, Json] = field(default_factory=dict)
    position: Position | None = None
    defaulted: tuple[str, ...] = ()


NOTHING_REQUIRED = Require()
