"""AWS's evaluation flow for one concrete request, written down plainly: what the symbolic engine is held against.

Every condition key is known, so that every policy simply speaks or does not. Shares nothing with the engine but the
value types. Each rule names the AWS page it comes from; UG is the IAM User Guide, OG the AWS Organizations User Guide.
"""

from dataclasses import dataclass
from enum import IntEnum

from iam_oracle_conditions import Request, filled, meets, pattern_matches, with_wildcards

from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.policy import Policy, PolicyKind, Principal, Statement
from iam_atlas.iam.question import Caller, CallerKind, Question, Target
from iam_atlas.model.grants import Effect

_PROVIDERS = (CallerKind.SAML, CallerKind.WEB_IDENTITY)
_OUTSIDE_ACCOUNTS = (*_PROVIDERS, CallerKind.SERVICE, CallerKind.ANONYMOUS)
_FEDERATED_ACTIONS = {
    "sts:assumerolewithsaml": CallerKind.SAML,
    "sts:assumerolewithwebidentity": CallerKind.WEB_IDENTITY,
}
_WITHOUT_ROLES = (CallerKind.ROOT, CallerKind.ANONYMOUS)


class Naming(IntEnum):
    """How a resource-based policy names the caller: the later, the fewer other policies must allow beside it."""

    NOT = 0
    ACCOUNT = 1
    ROLE = 2
    ITSELF = 3


@dataclass(frozen=True, slots=True)
class _Case:
    """One request to decide."""

    question: Question
    request: Request


def verdict_of(question: Question, request: Request) -> Verdict:
    """What AWS answers: Allowed, ExplicitlyDenied where some Deny applies, else ImplicitlyDenied."""
    case = _Case(question, request)
    if _is_denied(case):
        return Verdict.EXPLICITLY_DENIED
    return Verdict.ALLOWED if is_possible(question) and _is_granted(case) else Verdict.IMPLICITLY_DENIED


def is_allowed(question: Question, request: Request) -> bool:
    """Whether AWS lets the request through."""
    return verdict_of(question, request) is Verdict.ALLOWED


def is_possible(question: Question) -> bool:
    """Whether such a caller can send such a request at all, whatever the policies say.

    Credentials are good for their own partition only, and a provider for the roles of its own account (UG, "IAM
    identifiers", "Identity providers and federation"); the root user cannot assume a role (STS API, "AssumeRole"); each
    federated action belongs to one kind of provider, whose users have no other way in (UG, "Compare AWS STS
    credentials"); a service-linked role is for its service (UG, "Create a service-linked role").
    """
    caller, target, action = question.caller, question.target, question.action.lower()
    if caller.account_id is not None and caller.partition != target.partition:
        return False
    if caller.kind in _PROVIDERS and not (target.is_role and _provider_of(caller, target)):
        return False
    if target.service_linked and caller.kind is not CallerKind.SERVICE:
        return False
    if action in _FEDERATED_ACTIONS:
        return caller.kind is _FEDERATED_ACTIONS[action]
    unable = {"sts:assumerole": (*_PROVIDERS, *_WITHOUT_ROLES), "sts:tagsession": _WITHOUT_ROLES}
    return caller.kind not in unable.get(action, ())


def _provider_of(caller: Caller, target: Target) -> bool:
    """A provider's ARN names the account that holds it; elsewhere it is nobody. A host or a service has no account."""
    fields = caller.arn.split(":")
    return fields[0] != "arn" or (fields[1], fields[4]) == (target.partition, target.account_id)


def _is_denied(case: _Case) -> bool:
    """An explicit deny in any policy that takes part wins (UG, "How AWS enforcement code logic evaluates requests")."""
    own = [*_identity(case), *_ceilings(case), *(policy for level in _scps(case) for policy in level)]
    if any(_speaks(policy, Effect.DENY, case) for policy in own):
        return True
    return any(_naming(policy, Effect.DENY, case) for policy in [*_resource(case), *_rcps(case)])


def _is_granted(case: _Case) -> bool:
    """Whether the Allows suffice, once nothing denies.

    Every level of SCPs must allow (OG, "SCP evaluation"). RCPFullAWSAccess cannot be detached, so that an RCP always
    allows (OG, "RCP evaluation").
    """
    if not all(any(_speaks(policy, Effect.ALLOW, case) for policy in level) for level in _scps(case)):
        return False
    named = max((_naming(policy, Effect.ALLOW, case) for policy in _resource(case)), default=Naming.NOT)
    if case.question.caller.kind in _OUTSIDE_ACCOUNTS:
        return named is Naming.ITSELF
    capped = all(_speaks(policy, Effect.ALLOW, case) for policy in _ceilings(case))
    own = _own_policies_allow(case) and capped
    if not _same_account(case):
        return named > Naming.NOT and own
    if named is Naming.ITSELF or (named is Naming.ROLE and capped):
        return True
    return own and (named is Naming.ACCOUNT or not _resource_must_allow(case))


def _same_account(case: _Case) -> bool:
    """Both accounts must allow unless they are one (UG, "Cross-account policy evaluation logic")."""
    return case.question.caller.account_id == case.question.target.account_id


def _resource_must_allow(case: _Case) -> bool:
    """Role trust policies and key policies must allow even in their own account.

    Source: UG, "How AWS enforcement code logic evaluates requests"; KMS Developer Guide, "Key policies in AWS KMS".
    """
    return case.question.target.is_role or case.question.action.lower().startswith("kms:")


def _own_policies_allow(case: _Case) -> bool:
    """The root user has full access of itself and takes no identity policies (UG, "Policies and the root user")."""
    if case.question.caller.kind is CallerKind.ROOT or not case.question.caller.identity_known:
        return True
    return any(_speaks(policy, Effect.ALLOW, case) for policy in _identity(case))


def _identity(case: _Case) -> tuple[Policy, ...]:
    users_and_roles = case.question.caller.kind in (CallerKind.USER, CallerKind.SESSION)
    return case.question.policies.identity if users_and_roles else ()


def _ceilings(case: _Case) -> tuple[Policy, ...]:
    """Permissions boundary and session policy: they cap, and never grant.

    Source: UG, "Permissions boundaries for IAM entities", "Session policies".
    """
    policies, kind = case.question.policies, case.question.caller.kind
    boundary = policies.boundary if kind in (CallerKind.USER, CallerKind.SESSION) else None
    session = policies.session if kind is CallerKind.SESSION else None
    return tuple(policy for policy in (boundary, session) if policy is not None)


def _scps(case: _Case) -> tuple[tuple[Policy, ...], ...]:
    """Levels of SCPs that bind the caller; a level without policies says nothing.

    None binds the management account, service-linked roles, and who has no account.
    Source: OG, "Service control policies (SCPs)".
    """
    caller = case.question.caller
    if caller.in_management or caller.service_linked or caller.kind in _OUTSIDE_ACCOUNTS:
        return ()
    return tuple(level for level in case.question.policies.scps if level)


def _rcps(case: _Case) -> list[Policy]:
    """RCPs that bind the target: none in the management account, none for service-linked roles on either side.

    Nor do they bind kms:RetireGrant. Source: OG, "Resource control policies (RCPs)".
    """
    caller, target, action = case.question.caller, case.question.target, case.question.action.lower()
    if target.in_management or target.service_linked or caller.service_linked or action == "kms:retiregrant":
        return []
    return [policy for level in case.question.policies.rcps for policy in level]


def _resource(case: _Case) -> tuple[Policy, ...]:
    resource = case.question.policies.resource
    return () if resource is None else (resource,)


def _speaks(policy: Policy, effect: Effect, case: _Case) -> bool:
    return any(s.effect is effect and _applies(s, policy, case) for s in policy.statements)


def _naming(policy: Policy, effect: Effect, case: _Case) -> Naming:
    """The most direct way in which a statement of that effect that applies names the caller."""
    found = (
        _names(principal, case)
        for statement in policy.statements
        if statement.effect is effect and _applies(statement, policy, case)
        for principal in statement.principals or ()
    )
    return max(found, default=Naming.NOT)


def _names(principal: Principal, case: _Case) -> Naming:
    """How one entry of a Principal element names the caller.

    `*` is everyone. A role's ARN names its sessions, a session's ARN only that session. A user's name counts by case;
    wildcards inside an ARN, ids left behind by a deletion and providers of another account name nobody. The types of
    entries do not mix.
    Source: UG, "AWS JSON policy elements: Principal".
    """
    caller, value = case.question.caller, principal.value
    if value == "*" and principal.type in ("AWS", "*"):
        return Naming.ITSELF
    if caller.kind in _PROVIDERS or caller.kind is CallerKind.SERVICE:
        wanted = "Service" if caller.kind is CallerKind.SERVICE else "Federated"
        itself = (principal.type, value) == (wanted, caller.arn) and _provider_of(caller, case.question.target)
        return Naming.ITSELF if itself else Naming.NOT
    if principal.type != "AWS" or caller.account_id is None:
        return Naming.NOT
    if value in (caller.account_id, f"arn:{caller.partition}:iam::{caller.account_id}:root"):
        return Naming.ITSELF if caller.kind is CallerKind.ROOT else Naming.ACCOUNT
    if caller.kind is CallerKind.SESSION:
        return _names_session(value, case)
    return Naming.ITSELF if caller.kind is CallerKind.USER and value == caller.arn else Naming.NOT


def _names_session(value: str, case: _Case) -> Naming:
    """A session is named by its role's whole ARN, or by its own ARN, which has no path in it.

    aws:PrincipalArn is the role's ARN (UG, "AWS global condition context keys").
    """
    caller, name = case.question.caller, _session_name(case)
    role = caller.role_arn or next(iter(case.request.get("aws:principalarn", ())), "")
    if role and value == role:
        return Naming.ROLE
    own = f"arn:{caller.partition}:sts::{caller.account_id}:assumed-role/{role.rpartition('/')[2]}/{name}"
    return Naming.ITSELF if name and value == own else Naming.NOT


def _session_name(case: _Case) -> str:
    """What the session is called; the request brings it as the part of aws:userid behind the role's id.

    Source: UG, "Variables and tags", "Principal key values".
    """
    caller = case.question.caller
    if caller.session_name is not None:
        return caller.session_name
    if ":assumed-role/" in caller.arn:
        return caller.arn.rpartition("/")[2]
    return next(iter(case.request.get("aws:userid", ())), "").partition(":")[2]


def _applies(statement: Statement, policy: Policy, case: _Case) -> bool:
    """Whether action, resource and every condition match (UG, "IAM JSON policy elements reference")."""
    return (
        not statement.invalid
        and _covers_action(statement, case.question.action)
        and _covers_resource(statement, policy, case)
        and all(meets(test, case.request) for test in statement.tests)
    )


def _covers_action(statement: Statement, action: str) -> bool:
    """Actions are compared without regard to case (UG, "Action", "NotAction")."""

    def listed(patterns: tuple[str, ...]) -> bool:
        return any(pattern_matches(with_wildcards(pattern.lower()), action.lower()) for pattern in patterns)

    return not listed(statement.not_actions) if statement.not_actions else listed(statement.actions)


def _covers_resource(statement: Statement, policy: Policy, case: _Case) -> bool:
    """A trust policy speaks of its role. A variable without a value matches no resource.

    Source: UG, "Resource", "NotResource", "Variables and tags".
    """

    def listed(patterns: tuple[str, ...]) -> bool:
        written = (
            with_wildcards(pattern) if policy.literal else filled(pattern, case.request, wildcards=True)
            for pattern in patterns
        )
        return any(text is not None and pattern_matches(text, case.question.target.arn) for text in written)

    if policy.kind is PolicyKind.TRUST:
        return True
    return not listed(statement.not_resources) if statement.not_resources else listed(statement.resources)
