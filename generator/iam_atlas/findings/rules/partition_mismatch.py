"""The rule `partition-mismatch`: principal of another partition."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="partition-mismatch",
    gravity=Gravity.HIGH,
    title=N_("Principal of another partition"),
    what=N_("The principal is in one partition and the role in another."),
    why=N_("No principal can assume a role across partitions: AWS refuses the policy."),
    fix=N_("Name a principal of the role's own partition."),
    bad="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws-cn:iam::333333333333:role/viewer" }
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
          Principal: { AWS: "arn:aws:iam::333333333333:role/viewer" }
          Action: sts:AssumeRole
""",
    sources=('IAM User Guide, "IAM policy validation check reference"',),
)
