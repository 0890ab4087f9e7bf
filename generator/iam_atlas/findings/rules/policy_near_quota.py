"""The rule `policy-near-quota`: policy nearly as large as AWS takes."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="policy-near-quota",
    gravity=Gravity.LOW,
    title=N_("Policy nearly as large as AWS takes"),
    what=N_("The policy has nine tenths of the characters that AWS takes, or more, white space not counted."),
    why=N_("The next grant or statement may not fit, and then AWS refuses the whole policy."),
    fix=N_("Split it, grant by fewer groups, or ask for a higher quota where AWS gives one."),
    bad="""\
x-long: &long >-
  a tag value that is much longer than anybody would write, and that is compared with
  again and again, so that the whole document gets longer than AWS takes: a waste of space
roles:
  viewer:
    policies: [ReadOnlyAccess]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws:iam::222222222222:root" }
          Action: "sts:AssumeRole"
          Condition:
            StringEquals:
              "aws:PrincipalTag/team": [*long, *long, *long, *long, *long, *long, *long, *long, *long, *long]
""",
    good="""\
x-long: &long >-
  a tag value that is much longer than anybody would write, and that is compared with
  again and again, so that the whole document gets longer than AWS takes: a waste of space
roles:
  viewer:
    policies: [ReadOnlyAccess]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws:iam::222222222222:root" }
          Action: "sts:AssumeRole"
          Condition:
            StringEquals:
              "aws:PrincipalTag/team": [*long, *long]
""",
    sources=(
        'IAM User Guide, "IAM and AWS STS quotas"',
        'AWS Organizations User Guide, "Quotas and service limits"',
    ),
)
