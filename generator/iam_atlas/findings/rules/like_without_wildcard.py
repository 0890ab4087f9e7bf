"""The rule `like-without-wildcard`: Like operator without a wildcard."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="like-without-wildcard",
    gravity=Gravity.INFO,
    title=N_("Like operator without a wildcard"),
    what=N_("A `StringLike` or `StringNotLike` compares with values that have neither `*` nor `?`."),
    why=N_("It matches exactly these values, and a reader expects more: perhaps a wildcard was forgotten."),
    fix=N_("Use `StringEquals` or `StringNotEquals`, or add the wildcard that was meant."),
    bad="""\
roles:
  viewer:
    inline:
      p:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: s3:ListBucket
            Resource: "*"
            Condition: { StringLike: { "s3:prefix": "home/" } }
""",
    good="""\
roles:
  viewer:
    inline:
      p:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: s3:ListBucket
            Resource: "*"
            Condition: { StringLike: { "s3:prefix": ["", "home/*"] } }
""",
    sources=('IAM User Guide, "IAM JSON policy elements: Condition operators"',),
)
