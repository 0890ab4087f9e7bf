"""The rule `private-not-ip-address`: private addresses left out, which are never seen."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="private-not-ip-address",
    gravity=Gravity.HIGH,
    title=N_("Private addresses left out, which are never seen"),
    what=N_("`aws:SourceIp` must not be a private address, which it never is."),
    why=N_("The condition holds from everywhere: an Allow is not narrowed by it, and a Deny stops everybody."),
    fix=N_("Name your public ranges."),
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
            Condition: { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }
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
            Condition: { NotIpAddress: { "aws:SourceIp": "198.51.100.0/24" } }
""",
    sources=('IAM User Guide, "AWS global condition context keys", aws:SourceIp',),
)
