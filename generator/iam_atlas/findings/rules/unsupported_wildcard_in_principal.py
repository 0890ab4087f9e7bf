"""The rule `unsupported-wildcard-in-principal`: wildcard inside a principal."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="unsupported-wildcard-in-principal",
    gravity=Gravity.HIGH,
    title=N_("Wildcard inside a principal"),
    what=N_("A wildcard stands for part of the name of a principal."),
    why=N_("IAM does not match principals by pattern: AWS refuses it or it lets nobody in."),
    fix=N_("Trust the account, and narrow it by a condition on `aws:PrincipalArn`."),
    bad="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws:iam::333333333333:role/view*" }
          Action: sts:AssumeRole
""",
    good="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws:iam::333333333333:root" }
          Action: sts:AssumeRole
          Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::333333333333:role/view*" } }
""",
    sources=('IAM User Guide, "AWS JSON policy elements: Principal"',),
)
