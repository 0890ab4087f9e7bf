"""The rule `grant-does-not-open`: grant that does not open."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="grant-does-not-open",
    gravity=Gravity.HIGH,
    title=N_("Grant that does not open"),
    what=N_("The file grants the role, but one of the policies does not carry it out."),
    why=N_("People believe that they have access which they do not have, and find out in an incident."),
    fix=N_("Mend the half that the message names: the trust policy, the caller's policy, or the guardrail."),
    bad="""\
roles:
  viewer:
    policies: [ReadOnlyAccess]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws:iam::111111111111:root" }
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
          Principal: { AWS: "arn:aws:iam::222222222222:root" }
          Action: sts:AssumeRole
""",
    sources=('IAM User Guide, "Policy evaluation logic"',),
)
