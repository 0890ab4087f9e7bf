"""The rule `type-mismatch-number`: value that is no number."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="type-mismatch-number",
    gravity=Gravity.MEDIUM,
    title=N_("Value that is no number"),
    what=N_("A numeric operator is given a value that is no number."),
    why=N_("The test can match nothing."),
    fix=N_("Write a plain number; ages and lengths of time are in seconds."),
    bad="""\
roles:
  viewer:
    inline:
      p:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: "*"
            Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": "1h" } }
""",
    good="""\
roles:
  viewer:
    inline:
      p:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: "*"
            Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }
""",
    sources=('IAM User Guide, "IAM JSON policy elements: Condition operators", numeric condition operators',),
)
