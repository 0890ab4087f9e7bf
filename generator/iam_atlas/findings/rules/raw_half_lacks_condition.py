"""The rule `raw-half-lacks-condition`: raw policy without a declared condition."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="raw-half-lacks-condition",
    gravity=Gravity.HIGH,
    title=N_("Raw policy without a declared condition"),
    what=N_("Somebody gets in by a raw policy that does not ask for what the file requires."),
    why=N_("The file promises a protection that is not there."),
    fix=N_("Add the condition to the document, or drop the raw policy and let it be derived."),
    bad="""\
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
    sources=("accounts.yaml, trust_policy and assume_policy",),
)
