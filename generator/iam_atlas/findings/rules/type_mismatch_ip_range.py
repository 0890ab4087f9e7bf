"""The rule `type-mismatch-ip-range`: value that is no address range."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="type-mismatch-ip-range",
    gravity=Gravity.MEDIUM,
    title=N_("Value that is no address range"),
    what=N_("An IP address operator is given a value that is no address and no CIDR range."),
    why=N_("The test can match nothing."),
    fix=N_("Write a range such as `203.0.113.0/24`."),
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
            Condition: { IpAddress: { "aws:SourceIp": office } }
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
            Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }
""",
    sources=('IAM User Guide, "IAM JSON policy elements: Condition operators", IP address condition operators',),
)
