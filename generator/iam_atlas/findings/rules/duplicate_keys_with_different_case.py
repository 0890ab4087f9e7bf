"""The rule `duplicate-keys-with-different-case`: condition key in two cases."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="duplicate-keys-with-different-case",
    gravity=Gravity.MEDIUM,
    title=N_("Condition key in two cases"),
    what=N_("An operator or condition key stands twice in a statement, in different case."),
    why=N_("IAM takes both for one name; which of them counts is not what the writer thinks."),
    fix=N_("Write the key once, with all its values."),
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
            Condition: { StringEquals: { "aws:PrincipalTag/team": a, "AWS:principaltag/team": b } }
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
            Condition: { StringEquals: { "aws:PrincipalTag/team": [a, b] } }
""",
    sources=('IAM User Guide, "IAM policy validation check reference", duplicate keys',),
)
