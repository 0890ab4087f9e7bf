"""The rule `principal-in-other-case`: principal written in another case."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="principal-in-other-case",
    gravity=Gravity.HIGH,
    title=N_("Principal written in another case"),
    what=N_("A trust policy names a user or role of the file in another case."),
    why=N_("IAM compares with case: nobody is meant, or somebody else is."),
    fix=N_("Write the name exactly as it is."),
    bad="""\
roles:
  viewer:
    policies: [ReadOnlyAccess]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws:iam::222222222222:user/Alice" }
          Action: sts:AssumeRole
""",
    good="""\
roles:
  viewer:
    policies: [ReadOnlyAccess]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws:iam::222222222222:user/alice" }
          Action: sts:AssumeRole
""",
    sources=('IAM User Guide, "AWS JSON policy elements: Principal"',),
)
