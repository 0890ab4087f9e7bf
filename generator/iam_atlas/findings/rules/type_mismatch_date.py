"""The rule `type-mismatch-date`: value that is no date."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="type-mismatch-date",
    gravity=Gravity.MEDIUM,
    title=N_("Value that is no date"),
    what=N_("A date operator is given a value that is no date."),
    why=N_("The test can match nothing; a bare time such as `09:00:00Z` is the usual case."),
    fix=N_("Write a full date and time, such as `2027-03-31T23:59:59Z`."),
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
            Condition: { DateLessThan: { "aws:CurrentTime": "09:00:00Z" } }
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
            Condition: { DateLessThan: { "aws:CurrentTime": "2027-03-31T23:59:59Z" } }
""",
    sources=('IAM User Guide, "IAM JSON policy elements: Condition operators", date condition operators',),
)
