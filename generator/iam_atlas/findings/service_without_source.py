"""AWS services that say for whom they act, and are let into a role without being asked."""

from collections.abc import Iterator

from iam_atlas.errors import Position, Problem, counted
from iam_atlas.findings.analysis import Analysis, quoted, some, trusting, warning
from iam_atlas.findings.narrowing import is_bound
from iam_atlas.graph.access import Access
from iam_atlas.model.grants import RefKind
from iam_atlas.model.roles import RoleKind

RULE = "service-without-source"
_OF_THE_CONSOLE = "/service-role/"
_OTHERS = {
    "aws:sourceaccount": "000000000000",
    "aws:sourcearn": "arn:aws:none:none:000000000000:none",
    "aws:sourceorgid": "o-none",
    "aws:sourceorgpaths": "o-none/",
}

SENDS_SOURCE = {
    "bedrock": 'Amazon Bedrock User Guide, "Create a service role for Amazon Bedrock Agents"',
    "config": 'AWS Config Developer Guide, "Permissions for the IAM role assigned to AWS Config"',
    "ecs-tasks": 'Amazon ECS Developer Guide, "Amazon ECS task IAM role"',
    "fis": 'AWS Resilience Hub User Guide, "Single-account execution role"',
    "frauddetector": 'Amazon Fraud Detector User Guide, "Confused deputy prevention"',
    "iot": 'AWS IoT Core Developer Guide, "Cross-service confused deputy prevention"',
    "personalize": 'Amazon Personalize Developer Guide, "Cross-service confused deputy prevention"',
    "scheduler": 'EventBridge Scheduler User Guide, "Confused deputy prevention"',
    "ssm": 'AWS Systems Manager User Guide, "Create a service role for Automation"',
    "ssm-incidents": 'IAM User Guide, "The confused deputy problem"',
    "states": 'AWS Step Functions Developer Guide, "Prevent cross-service confused deputy issue"',
    "transfer": 'AWS Transfer Family User Guide, "Create an IAM role and policy"',
    "vpc-flow-logs": 'Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs"',
}
"""Services whose documentation shows aws:SourceAccount or aws:SourceArn in the trust policy of the role they take.

A service that does not send them could not take the role any more; EC2 and Lambda, whose documentation shows neither,
are the reason that this is a list of those that do.
"""


def service_without_source(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each statement and service of `SENDS_SOURCE`: somebody else could have it use the role.

    Service-linked roles are AWS's own affair, and so are those that its consoles make under /service-role/.
    Source: IAM User Guide, "The confused deputy problem", cross-service confused deputy prevention.
    """
    found: dict[tuple[str, Position], list[Access]] = {}
    for step in analysis.graph.made_by(RefKind.SERVICE):
        if _is_meant(analysis, step) and not is_bound(step.decision.residue, _OTHERS):
            for position in sorted(trusting(step)):
                found.setdefault((step.caller.name, position), []).append(step)
    for (service, position), steps in found.items():
        roles = {step.role for step in steps}
        message = counted(
            "{roles} trusts {service} without saying for whom it acts; it says so itself, so ask for it: "
            "aws:SourceAccount, which is require: {{ source_account: self }}",
            "{roles} trust {service} without saying for whom it acts; it says so itself, so ask for it: "
            "aws:SourceAccount, which is require: {{ source_account: self }}",
            len(roles),
            roles=some(roles),
            service=quoted(service),
        )
        yield warning(position, RULE, message, steps)


def _is_meant(analysis: Analysis, step: Access) -> bool:
    if not step.decision.verdict.opens:
        return False
    role, copy = analysis.landscape.roles[step.role.role], analysis.landscape.copy_of(step.role)
    own = role.kind is not RoleKind.SERVICE_LINKED and not copy.path.startswith(_OF_THE_CONSOLE)
    # `states.amazonaws.com`, `states.eu-west-1.amazonaws.com`, `states.amazonaws.com.cn`
    return own and step.caller.name.partition(".")[0] in SENDS_SOURCE
