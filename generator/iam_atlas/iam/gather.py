"""A question becomes the sides that take part in its answer, each held against the request on its own."""

from dataclasses import dataclass

from iam_atlas.iam.arn import parse_arn
from iam_atlas.iam.ask import Ask
from iam_atlas.iam.bars import WITH_IDENTITY, bar_of, is_assume_question
from iam_atlas.iam.decision import Half
from iam_atlas.iam.doubts import Doubts
from iam_atlas.iam.formula import ALWAYS, NEVER
from iam_atlas.iam.known_facts import knowledge_of, never_present, principal_shapes
from iam_atlas.iam.possible import World
from iam_atlas.iam.question import CallerKind, PolicySet, Question
from iam_atlas.iam.sides import OPEN, ResourceSide, Side, joined, policies_side, resource_side
from iam_atlas.iam.simplify import conjunction, disjunction

_RCP_SERVICES = frozenset(
    {
        "aoss",
        "appconfig",
        "appstream",
        "autoscaling",
        "autoscaling-plans",
        "budgets",
        "clouddirectory",
        "cloudfront",
        "cloudsearch",
        "cloudtrail-data",
        "codeartifact",
        "codebuild",
        "codecommit",
        "codepipeline",
        "cognito-identity",
        "cognito-idp",
        "comprehend",
        "comprehendmedical",
        "compute-optimizer",
        "cost-optimization-hub",
        "dax",
        "dsql",
        "dynamodb",
        "ecr",
        "ecr-public",
        "events",
        "firehose",
        "fis",
        "fms",
        "gamelift",
        "health",
        "inspector-scan",
        "kendra",
        "kinesisvideo",
        "kms",
        "logs",
        "memorydb",
        "networkmonitor",
        "notifications",
        "opensearch",
        "pca-connector-ad",
        "personalize",
        "polly",
        "pricing",
        "resource-groups",
        "rolesanywhere",
        "s3",
        "secretsmanager",
        "servicediscovery",
        "signin",
        "sqs",
        "sts",
        "support",
        "swf",
        "textract",
        "timestream-influxdb",
        "transcribe",
        "transfer",
        "translate",
        "wafv2",
        "workspaces",
        "xray",
    }
)
"""Service prefixes. Source: AWS Organizations User Guide, "Resource control policies (RCPs)", as of September 2026."""
_BEYOND_RCPS = ("kms:retiregrant",)


@dataclass(frozen=True, slots=True)
class Sides:
    """Every side of one question; `ask` holds what they were held against."""

    question: Question
    ask: Ask
    resource: ResourceSide
    identity: Side
    boundary: Side
    session: Side
    scp: Side
    rcp: Side


def scps_bind(question: Question) -> bool:
    """Whether SCPs bind the caller: never the management account, service-linked roles, or outsiders.

    Source: AWS Organizations User Guide, "Service control policies", "Tasks and entities not restricted by SCPs".
    """
    caller = question.caller
    return not caller.in_management and not caller.service_linked and caller.kind in WITH_IDENTITY


def rcps_bind(question: Question) -> bool:
    """Whether RCPs bind the target: never in the management account, nor service-linked roles on either side.

    Nor an action that works on no resource, nor kms:RetireGrant.
    Source: AWS Organizations User Guide, "Resources and entities not restricted by RCPs".
    """
    target = question.target
    outside = target.in_management or target.service_linked or target.arn == "*"
    return not outside and not question.caller.service_linked and question.action.lower() not in _BEYOND_RCPS


def ask_of(question: Question) -> Ask:
    """What the statements of this question are held against; doubts start empty."""
    policies = question.policies
    bounded = policies.boundary is not None or policies.unknown_boundary is not None
    return Ask(
        action=question.action,
        resource=question.target.arn,
        knowledge=knowledge_of(question),
        doubts=Doubts(),
        world=_world(question),
        bounded=bounded,
        settle_disputes=question.settle_disputes,
    )


def gather(question: Question) -> Sides:
    """Every side of the question. A side that does not apply allows always and denies never."""
    ask = ask_of(question)
    policies = question.policies
    own = question.caller.kind in WITH_IDENTITY and question.caller.identity_known
    session = () if policies.session is None or not own else (policies.session,)
    return Sides(
        question=question,
        ask=ask,
        resource=resource_of(question, ask),
        identity=_identity(question, ask) if own else OPEN,
        boundary=_boundary(policies, ask) if own and not question.caller.service_linked else OPEN,
        session=policies_side(session, Half.SESSION, ask) if session else OPEN,
        scp=_scp(question, ask),
        rcp=_rcp(question, ask),
    )


def resource_of(question: Question, ask: Ask) -> ResourceSide:
    """The target's own policy: the role trust policy for AWS STS, no policy at all for other actions on a role."""
    half = Half.TRUST if is_assume_question(question) else Half.RESOURCE
    policy = question.policies.resource
    takes_part = policy is not None and (half is Half.TRUST or not question.target.is_role)
    side = resource_side(
        (policy,) if policy is not None and takes_part else (),
        half,
        question.caller,
        ask,
        ranked=same_account(question),
    )
    if bar_of(question) is not None:
        return ResourceSide(NEVER, NEVER, NEVER, NEVER, side.deny, (), side.denied_by)
    return side


def same_account(question: Question) -> bool:
    """Whether caller and target are in one account; a caller without an account is in none."""
    caller, target = question.caller, question.target
    return (caller.account_id, caller.partition) == (target.account_id, target.partition)


def needs_resource_policy(question: Question) -> bool:
    """Whether an identity policy alone never suffices within an account: roles and KMS keys."""
    arn = parse_arn(question.target.arn)
    is_key = arn is not None and arn.service == "kms" and arn.resource.startswith("key/")
    return is_assume_question(question) or is_key


def _world(question: Question) -> World:
    if question.facts.complete:
        return World(question.now)
    shapes = principal_shapes(question.caller)
    return World(question.now, never_present(question.caller), (("aws:principalarn", shapes),) if shapes else ())


def _identity(question: Question, ask: Ask) -> Side:
    if question.caller.kind is CallerKind.ROOT:
        return OPEN
    side = policies_side(question.policies.identity, Half.IDENTITY, ask)
    return _with_unknown(side, question.policies.unknown_identity, "policy", ask)


def _boundary(policies: PolicySet, ask: Ask) -> Side:
    if policies.unknown_boundary is not None:
        return _with_unknown(Side(NEVER), (policies.unknown_boundary,), "permissions boundary", ask)
    return OPEN if policies.boundary is None else policies_side((policies.boundary,), Half.BOUNDARY, ask)


def _with_unknown(side: Side, names: tuple[str, ...], kind: str, ask: Ask) -> Side:
    """The side where documents that are not at hand may allow, and may deny, anything."""
    sentences = [f'the {kind} "{name}", whose document is not at hand' for name in names]
    return Side(
        disjunction(side.allow, *(ask.doubts.about(text) for text in sentences)),
        disjunction(side.deny, *(ask.doubts.about(text, of="deny") for text in sentences)),
        side.allowed_by,
        side.denied_by,
    )


def _scp(question: Question, ask: Ask) -> Side:
    """What SCPs say, where they bind the caller: every level with policies in it must allow."""
    if not scps_bind(question):
        return OPEN
    return joined(policies_side(level, Half.SCP, ask) for level in question.policies.scps if level)


def _rcp(question: Question, ask: Ask) -> Side:
    """What RCPs deny, where they bind the target; allowing is left to RCPFullAWSAccess, which AWS keeps attached."""
    policies = tuple(policy for level in question.policies.rcps for policy in level)
    if not rcps_bind(question) or not policies:
        return OPEN
    side = resource_side(policies, Half.RCP, question.caller, ask)
    deny = side.deny
    service = question.action.partition(":")[0].lower()
    if deny != NEVER and service not in _RCP_SERVICES:
        deny = conjunction(deny, ask.doubts.about(f'whether RCPs cover the service "{service}"', of="deny"))
    return Side(ALWAYS, deny, side.allowed_by, side.denied_by)
