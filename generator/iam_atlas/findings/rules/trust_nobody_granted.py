"""The rule `trust-nobody-granted`: trust that no grant stands for."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="trust-nobody-granted",
    gravity=Gravity.MEDIUM,
    title=N_("Trust that no grant stands for"),
    what=N_("A trust policy names somebody to whom nothing grants the role, who does not get in, or who is not there."),
    why=N_("What is left over in a trust policy is a door that nobody watches."),
    fix=N_("Grant the role, or take the principal out."),
    bad="""\
roles:
  viewer:
    policies: [ReadOnlyAccess]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: ["arn:aws:iam::222222222222:root", "arn:aws:iam::444444444444:root"] }
          Action: sts:AssumeRole
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } }
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
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } }
""",
    sources=("accounts.yaml, trust_policy",),
)
