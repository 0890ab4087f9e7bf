"""The rule `anyone-may-assume`: role open to everyone."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="anyone-may-assume",
    gravity=Gravity.CRITICAL,
    title=N_("Role open to everyone"),
    what=N_(
        "The trust policy lets in any principal of any account, without a condition that keeps strangers out. MFA, "
        "tags and session names do not: whoever calls brings those along."
    ),
    why=N_("Whoever has an AWS account can become this role."),
    fix=N_("Name the accounts or roles that are meant, or ask for `aws:PrincipalOrgID`."),
    bad="""\
roles:
  open:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement: [{ Effect: Allow, Principal: { AWS: "*" }, Action: sts:AssumeRole }]
""",
    good="""\
roles:
  open:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "*" }
          Action: sts:AssumeRole
          Condition: { StringEquals: { "aws:PrincipalOrgID": o-a1b2c3d4e5 } }
""",
    sources=(
        'IAM User Guide, "IAM role trust policies"',
        "IAM Access Analyzer, external access findings",
    ),
)
