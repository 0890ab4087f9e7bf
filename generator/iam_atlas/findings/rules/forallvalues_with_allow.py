"""The rule `forallvalues-with-allow`: forAllValues in an Allow."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="forallvalues-with-allow",
    gravity=Gravity.HIGH,
    title=N_("ForAllValues in an Allow"),
    what=N_("An Allow uses `ForAllValues`, which also holds when the key is absent."),
    why=N_("A request that leaves the key out is allowed."),
    fix=N_(
        "Add a `Null` test that the key is there. `ForAnyValue` asks for less: one value that fits is enough for it."
    ),
    bad="""\
roles:
  viewer:
    inline:
      p:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: ec2:CreateTags
            Resource: "*"
            Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": [team] } }
""",
    good="""\
roles:
  viewer:
    inline:
      p:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: ec2:CreateTags
            Resource: "*"
            Condition:
              "ForAllValues:StringEquals": { "aws:TagKeys": [team] }
              "Null": { "aws:TagKeys": "false" }
""",
    sources=('IAM User Guide, "Multivalued context keys"',),
)
