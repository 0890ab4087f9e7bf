"""A principal's policies, boundary and SCPs become the known ways in which it can make itself stronger."""

import re
from dataclasses import dataclass, replace

from iam_atlas.iam.actions import matching
from iam_atlas.iam.catalogue import find
from iam_atlas.iam.formula import ALWAYS, And, Formula, Test
from iam_atlas.iam.glob import covers, parse_glob
from iam_atlas.iam.permitted import Cutter, Held, kinds_of, permitted


@dataclass(frozen=True, slots=True)
class Escalation:
    """A known way: whoever may take all the actions becomes stronger. `id` is its name at pathfinding.cloud."""

    id: str
    actions: tuple[str, ...]


_PASS = "iam:PassRole"
_OF_IAM = (
    Escalation("iam-001", ("iam:CreatePolicyVersion",)),
    Escalation("iam-002", ("iam:CreateAccessKey",)),
    Escalation("iam-004", ("iam:CreateLoginProfile",)),
    Escalation("iam-005", ("iam:PutRolePolicy",)),
    Escalation("iam-006", ("iam:UpdateLoginProfile",)),
    Escalation("iam-007", ("iam:PutUserPolicy",)),
    Escalation("iam-008", ("iam:AttachUserPolicy",)),
    Escalation("iam-009", ("iam:AttachRolePolicy",)),
    Escalation("iam-010", ("iam:AttachGroupPolicy",)),
    Escalation("iam-011", ("iam:PutGroupPolicy",)),
    Escalation("iam-012", ("iam:UpdateAssumeRolePolicy",)),
    Escalation("iam-013", ("iam:AddUserToGroup",)),
)
_BY_A_SERVICE = (
    Escalation("apprunner-001", (_PASS, "apprunner:CreateService")),
    Escalation(
        "bedrock-001",
        (
            _PASS,
            "bedrock-agentcore:CreateCodeInterpreter",
            "bedrock-agentcore:StartCodeInterpreterSession",
            "bedrock-agentcore:InvokeCodeInterpreter",
        ),
    ),
    Escalation("cloudformation-001", (_PASS, "cloudformation:CreateStack")),
    Escalation("cloudformation-003", (_PASS, "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances")),
    Escalation("codebuild-001", (_PASS, "codebuild:CreateProject", "codebuild:StartBuild")),
    Escalation("codebuild-004", (_PASS, "codebuild:CreateProject", "codebuild:StartBuildBatch")),
    Escalation(
        "datapipeline-001",
        (
            _PASS,
            "datapipeline:CreatePipeline",
            "datapipeline:PutPipelineDefinition",
            "datapipeline:ActivatePipeline",
        ),
    ),
    Escalation("ec2-001", (_PASS, "ec2:RunInstances")),
    Escalation("ec2-003", (_PASS, "ec2:RequestSpotInstances")),
    Escalation("ecs-003", (_PASS, "ecs:RegisterTaskDefinition", "ecs:CreateService")),
    Escalation("ecs-004", (_PASS, "ecs:RegisterTaskDefinition", "ecs:RunTask")),
    Escalation("glue-001", (_PASS, "glue:CreateDevEndpoint")),
    Escalation("glue-003", (_PASS, "glue:CreateJob", "glue:StartJobRun")),
    Escalation("glue-004", (_PASS, "glue:CreateJob", "glue:CreateTrigger")),
    Escalation("lambda-001", (_PASS, "lambda:CreateFunction", "lambda:InvokeFunction")),
    Escalation("lambda-002", (_PASS, "lambda:CreateFunction", "lambda:CreateEventSourceMapping")),
    Escalation("lambda-006", (_PASS, "lambda:CreateFunction", "lambda:AddPermission")),
    Escalation("sagemaker-001", (_PASS, "sagemaker:CreateNotebookInstance")),
    Escalation("sagemaker-002", (_PASS, "sagemaker:CreateTrainingJob")),
    Escalation("sagemaker-003", (_PASS, "sagemaker:CreateProcessingJob")),
)
ESCALATIONS = (*_OF_IAM, *_BY_A_SERVICE)
"""Ways that need nothing but these actions, so that their combinations with others are left out.

Ways over a machine or function that has a strong role already are in `takeover`.
Source: pathfinding.cloud (https://github.com/DataDog/pathfinding.cloud, Apache-2.0), December 2025: ids and actions.
"""

_TAKES_OVER = frozenset(
    ("iam:AddUserToGroup", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile")
)
"""Actions that give no more than what another user or group has: a Deny on the strongest of them closes the way."""

_CIRCUMSTANCES = frozenset(
    {
        "aws:currenttime",
        "aws:epochtime",
        "aws:multifactorauthage",
        "aws:multifactorauthpresent",
        "aws:requestedregion",
        "aws:securetransport",
        "aws:sourceip",
        "aws:sourcevpc",
        "aws:sourcevpce",
    }
)
"""Keys that say when and from where, not what: a condition on them stops nobody who is entitled to anything."""

_ARN = re.compile(r"arn:(?P<partition>[^:]*):[^:]*:[^:]*:(?P<account>[^:]*):")


def escalations(policies: Held) -> tuple[Escalation, ...]:
    """The ways that are open on all resources of their kind, in the order of `ESCALATIONS`.

    Empty for an administrator of IAM, to whom every way by IAM is open: that is what such a principal is for. A Deny
    or a ceiling closes a way unless it leaves the rest open: one role that nobody may touch does not close it.
    """
    allowed = policies.outcome.allowed
    judged: dict[str, bool] = {}

    def judge(name: str) -> bool:
        if name not in judged:
            judged[name] = bool(matching(name) & allowed) and is_open(name, policies)
        return judged[name]

    found = tuple(way for way in ESCALATIONS if all(judge(action) for action in way.actions))
    return () if set(_OF_IAM) <= set(found) else found


def is_open(name: str, policies: Held, kind: str | None = None) -> bool:
    """Whether the action is left on every resource of a kind on which it works; False for an unknown action.

    `kind` is AWS's name for the one kind that counts. A way over what exists leads through one resource of it, perhaps
    just that which a Deny names: there any Deny closes, which is not so of ways that need nothing.
    """
    action = find(name)
    if action is None:
        return False
    judged = action if kind is None else replace(action, resource_types=(kind,))
    found = permitted(action, "*", policies)

    def whole(resource: str, excluded: tuple[str, ...]) -> bool:
        arn = _ARN.match(resource)
        partition, account = (arn["partition"], arn["account"]) if arn else ("*", "*")
        wanted = kinds_of(judged, partition, account)
        return not excluded and any(covers(parse_glob(resource), parse_glob(one)) for one in wanted)

    def closes(cutter: Cutter) -> bool:
        strict = [one for one in cutter.denies if not _is_deniable(one.when)]
        takes_over = kind is not None or name in _TAKES_OVER
        denied = any(takes_over or whole(one.resource, one.excluded) for one in strict)
        allowed = any(whole(one.resource, one.excluded) and _is_circumstance(one.when) for one in cutter.allows)
        return denied or (cutter.silent and not allowed)

    granted = any(whole(one.resource, one.excluded) and _is_circumstance(one.when) for one in found.on)
    return granted and not any(closes(cutter) for cutter in found.cutters)


def _is_deniable(when: Formula) -> bool:
    """Whether a Deny under this condition leaves a way open: in another region, with MFA, from somewhere else."""
    return when != ALWAYS and _is_circumstance(when)


def _is_circumstance(when: Formula) -> bool:
    """Whether the condition asks only when and from where; no condition asks nothing."""
    if isinstance(when, And):
        return all(_is_circumstance(part) for part in when.parts)
    return when == ALWAYS or (isinstance(when, Test) and when.key.lower() in _CIRCUMSTANCES)
