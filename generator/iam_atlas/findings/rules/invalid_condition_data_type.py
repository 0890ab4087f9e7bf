"""The rule `invalid-condition-data-type`: value that the operator cannot match."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="invalid-condition-data-type",
    gravity=Gravity.MEDIUM,
    title=N_("Value that the operator cannot match"),
    what=N_("The value is not of the kind that the operator compares."),
    why=N_("The test can match nothing."),
    fix=N_("Write a value of that kind: an ARN for `ArnLike`, base64 for `BinaryEquals`."),
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
            Condition: { ArnLike: { "aws:PrincipalArn": viewer } }
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
            Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::333333333333:role/viewer" } }
""",
    sources=('IAM User Guide, "IAM JSON policy elements: Condition operators"',),
)
