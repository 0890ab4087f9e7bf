"""The rule `type-mismatch-boolean`: value that is neither true nor false."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="type-mismatch-boolean",
    gravity=Gravity.MEDIUM,
    title=N_("Value that is neither true nor false"),
    what=N_("A Bool operator is given a value that is neither true nor false."),
    why=N_("The test can match nothing."),
    fix=N_("Write true or false."),
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
            Condition: { Bool: { "aws:SecureTransport": "on" } }
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
            Condition: { Bool: { "aws:SecureTransport": "true" } }
""",
    sources=('IAM User Guide, "IAM policy validation check reference", type mismatch Boolean',),
)
