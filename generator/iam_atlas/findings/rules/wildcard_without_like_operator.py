"""The rule `wildcard-without-like-operator`: wildcard without a Like operator."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="wildcard-without-like-operator",
    gravity=Gravity.HIGH,
    title=N_("Wildcard without a Like operator"),
    what=N_("A value has a wildcard, and the operator compares it as it stands."),
    why=N_(
        "The value fits nothing but itself: with `StringEquals` those whom the pattern was to stand for are left out, "
        "with `StringNotEquals` none of them is."
    ),
    fix=N_("Use `StringLike` or `StringNotLike`."),
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
            Condition: { StringEquals: { "s3:prefix": "home/*" } }
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
            Condition: { StringLike: { "s3:prefix": "home/*" } }
""",
    sources=('IAM User Guide, "IAM JSON policy elements: Condition operators"',),
)
