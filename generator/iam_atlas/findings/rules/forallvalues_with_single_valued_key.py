"""The rule `forallvalues-with-single-valued-key`: forAllValues on a key with one value."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="forallvalues-with-single-valued-key",
    gravity=Gravity.HIGH,
    title=N_("ForAllValues on a key with one value"),
    what=N_("An Allow uses `ForAllValues` on a key that has one value at most."),
    why=N_("The test also holds when the key is absent, so the condition protects nothing."),
    fix=N_("Use the operator without `ForAllValues`."),
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
            Condition: { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": o-a1b2c3d4e5 } }
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
            Condition: { StringEquals: { "aws:PrincipalOrgID": o-a1b2c3d4e5 } }
""",
    sources=('IAM User Guide, "Multivalued context keys"',),
)
