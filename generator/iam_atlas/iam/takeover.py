"""A principal's policies, boundary and SCPs become the known ways to run code as the role of something that exists."""

from dataclasses import dataclass

from iam_atlas.iam.actions import matching
from iam_atlas.iam.escalation import Escalation, is_open
from iam_atlas.iam.permitted import Held


@dataclass(frozen=True, slots=True)
class Takeover:
    """A known way: whoever may take all the actions acts as the role that `service` runs something with.

    `kind` is AWS's name for that something, the kind of resource on which the actions must be allowed.
    """

    service: str
    kind: str
    way: Escalation


_SESSION = ("bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter")
_CHANGE_SET = ("cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet")
_RESTART = ("ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances")
_WAYS = (
    ("bedrock-agentcore.amazonaws.com", "code-interpreter-custom", "bedrock-002", _SESSION),
    ("cloudformation.amazonaws.com", "stack", "cloudformation-002", ("cloudformation:UpdateStack",)),
    ("cloudformation.amazonaws.com", "stack", "cloudformation-005", _CHANGE_SET),
    ("codebuild.amazonaws.com", "project", "codebuild-002", ("codebuild:StartBuild",)),
    ("codebuild.amazonaws.com", "project", "codebuild-003", ("codebuild:StartBuildBatch",)),
    ("ec2.amazonaws.com", "instance", "ec2-002", _RESTART),
    ("ec2.amazonaws.com", "instance", "ec2instanceconnect-003", ("ec2-instance-connect:SendSSHPublicKey",)),
    ("ec2.amazonaws.com", "instance", "ssm-001", ("ssm:StartSession",)),
    ("ec2.amazonaws.com", "instance", "ssm-002", ("ssm:SendCommand",)),
    ("glue.amazonaws.com", "devendpoint", "glue-002", ("glue:UpdateDevEndpoint",)),
    ("lambda.amazonaws.com", "function", "lambda-003", ("lambda:UpdateFunctionCode",)),
    (
        "sagemaker.amazonaws.com",
        "notebook-instance",
        "sagemaker-004",
        ("sagemaker:CreatePresignedNotebookInstanceUrl",),
    ),
    ("tasks.apprunner.amazonaws.com", "service", "apprunner-002", ("apprunner:UpdateService",)),
)
TAKEOVERS = tuple(Takeover(service, kind, Escalation(id, actions)) for service, kind, id, actions in _WAYS)
"""Ways that need nothing but these actions, once something of the kind runs with the role.

Left out are those that wait for somebody else (a launch template) or take several kinds of resources to be open.
Source: pathfinding.cloud (https://github.com/DataDog/pathfinding.cloud, Apache-2.0), December 2025: ids and actions.
"""


def takeovers(policies: Held) -> tuple[Takeover, ...]:
    """The ways that are open on all resources of their kind, in the order of `TAKEOVERS`."""
    allowed = policies.outcome.allowed
    return tuple(
        one
        for one in TAKEOVERS
        if all(matching(action) & allowed for action in one.way.actions)
        and all(is_open(action, policies, one.kind) for action in one.way.actions)
    )
