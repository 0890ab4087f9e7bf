"""The rule `private-ip-address`: private address asked for."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="private-ip-address",
    gravity=Gravity.MEDIUM,
    title=N_("Private address asked for"),
    what=N_("`aws:SourceIp` is compared with private addresses only."),
    why=N_(
        "The key holds the public address of the request, so the condition never holds: an Allow opens for nobody, a "
        "Deny stops nobody."
    ),
    fix=N_("Name your public ranges, or use `aws:VpcSourceIp` for traffic through a VPC endpoint."),
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
            Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }
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
    sources=('IAM User Guide, "AWS global condition context keys", aws:SourceIp',),
)
