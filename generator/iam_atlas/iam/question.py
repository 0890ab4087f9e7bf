"""The question an evaluation answers: who asks, for which action, on what, and which policies take part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from iam_atlas.iam.policy import Policy
from iam_atlas.model.identity import Member


class CallerKind(Member):
    """What stands behind a request."""

    USER = "user"
    SESSION = "role session"
    SERVICE = "service"  # an AWS service, Identity Center's account-access.amazonaws.com included
    SAML = "saml"
    WEB_IDENTITY = "web identity"
    ACCOUNT = "account"  # any identity of the account that its own policies let through
    ROOT = "root user"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks.

    `arn` is the user's ARN, the session's ARN (or the role's ARN while no session name is known), the service
    principal, the ARN or host of the identity provider, or the root ARN for ACCOUNT and ROOT; empty for ANONYMOUS.
    `role_arn` is the whole ARN, with path, of the role a session belongs to. `user_name` is set for users only.
    `arn_patterns` are what the ARN of the user or role may look like where it is not known: it fits one of them.
    `account_id` is None where there is none: services, providers, anonymous. `organization_id` None means not
    known, empty that the account is in none.
    `org_path` is the account's path in the organization (`o-a/r-b/ou-c/`), None when not known. `tags` are those
    declared on a user; those of a role settle nothing, a session tag may replace them. `identity_known` is False when
    the caller's own policies lie outside the file (a vendor's): its half is then taken as allowing, marked `outside`.
    `in_management` and `service_linked` put the caller outside SCPs.
    """

    kind: CallerKind
    arn: str = ""
    account_id: str | None = None
    partition: str = "aws"
    role_arn: str | None = None
    arn_patterns: tuple[str, ...] = ()
    session_name: str | None = None
    user_name: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    organization_id: str | None = None
    org_path: str | None = None
    in_management: bool = False
    service_linked: bool = False
    identity_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the action is asked on; `in_management` puts it outside RCPs. `organization_id` None means not known.

    `policy_known` is False where its own policy is somebody else's, and the one that is evaluated is what the file
    declares that it should be: that half is then marked `outside`.
    """

    arn: str
    account_id: str
    partition: str = "aws"
    is_role: bool = True
    service_linked: bool = False
    in_management: bool = False
    organization_id: str | None = None
    policy_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet:
    """The policies that take part.

    `identity` holds the caller's own and its groups' policies. `unknown_identity` names attached policies whose
    document is not at hand. `boundary` None means no ceiling, unless `unknown_boundary` names one whose document is not
    at hand. `session` is a session policy. `scps` (of the caller's account) and `rcps` (of the target's) hold one tuple
    of policies per level, organization root first; every SCP level with policies in it must allow: see
    `policy.scp_level`. An RCP takes part by its Deny statements only, since AWS keeps RCPFullAWSAccess attached
    everywhere. `resource` is the role trust policy for a role, the resource-based policy otherwise.
    """

    identity: tuple[Policy, ...] = ()
    unknown_identity: tuple[str, ...] = ()
    boundary: Policy | None = None
    unknown_boundary: str | None = None
    session: Policy | None = None
    scps: tuple[tuple[Policy, ...], ...] = ()
    rcps: tuple[tuple[Policy, ...], ...] = ()
    resource: Policy | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about the request context beyond what caller and target tell by themselves.

    `known` maps a condition key (any case) to its values; no values means the key is known to be absent. With
    `complete`, every key that is not in `known` is absent, and nothing is concluded from caller and target.
    """

    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    complete: bool = False


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """May `caller` do `action` on `target`?

    `now` (with a time zone) is the moment from which on requests are considered; None means that no date is judged to
    have gone by. Where AWS's own pages disagree the answer is NotEvaluated, unless `settle_disputes` asks for one
    reading: that of the page "Policy evaluation logic", and for conditions that of the operator's own page.
    """

    caller: Caller
    action: str
    target: Target
    policies: PolicySet
    facts: Facts = NO_FACTS
    now: datetime | None = None
    settle_disputes: bool = False
