"""The rule `policy-over-quota`: policy larger than AWS takes."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="policy-over-quota",
    gravity=Gravity.HIGH,
    title=N_("Policy larger than AWS takes"),
    what=N_("The policy has more characters than the quota, white space not counted."),
    why=N_("AWS refuses it: the access that it stands for cannot be set up."),
    fix=N_(
        "Split it, grant by fewer groups, or ask for a higher quota where AWS gives one. In an SCP or RCP leave out "
        "white space, which counts there unless the console saves it."
    ),
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
              "aws:PrincipalTag/team":
                [*long, *long, *long, *long, *long, *long, *long, *long, *long, *long, *long, *long, *long]
""",
    good="""\
roles:
  viewer:
    policies: [ReadOnlyAccess]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws:iam::222222222222:root" }
          Action: sts:AssumeRole
          Condition: { StringEquals: { "aws:PrincipalTag/team": [shop] } }
""",
    sources=('IAM User Guide, "IAM and AWS STS quotas"', 'AWS Organizations User Guide, "Quotas and service limits"'),
)
