"""Resources that other accounts may use: buckets, keys, queues, with their resource-based policies."""

from dataclasses import dataclass

from iam_atlas.errors import Position
from iam_atlas.model.annotations import Declared, Moment
from iam_atlas.model.grants import Ref
from iam_atlas.model.policies import Document
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.text import Text


@dataclass(frozen=True, slots=True)
class ResourceAllow:
    """One entry of `allow:`: one statement of the resource-based policy."""

    to: tuple[Ref, ...]
    actions: tuple[str, ...]
    position: Position
    require: Require = NOTHING_REQUIRED
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class KmsGrant:
    """A KMS grant beside the key policy."""

    to: Ref
    operations: tuple[str, ...]
    position: Position
    expires: Moment | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Declared):
    """A shared resource. `policy` is raw and then replaces `allow`. `encrypted_by` names another resource."""

    kind: str
    account: str
    arn: str
    aws_name: str
    region: str | None = None
    allow: tuple[ResourceAllow, ...] = ()
    policy: Document | None = None
    kms_grants: tuple[KmsGrant, ...] = ()
    encrypted_by: str | None = None
