"""The rule `invalid-service-principal-format`: service principal that cannot exist."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="invalid-service-principal-format",
    gravity=Gravity.HIGH,
    title=N_("Service principal that cannot exist"),
    what=N_("The name is not that of a service, such as `lambda.amazonaws.com`."),
    why=N_("AWS refuses the policy, or no service can use the role."),
    fix=N_("Write the service principal as the documentation of the service has it."),
    bad="""\
roles:
  worker:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement: [{ Effect: Allow, Principal: { Service: lambda }, Action: sts:AssumeRole }]
""",
    good="""\
roles:
  worker:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
""",
    sources=('IAM User Guide, "AWS JSON policy elements: Principal", AWS service principals',),
)
