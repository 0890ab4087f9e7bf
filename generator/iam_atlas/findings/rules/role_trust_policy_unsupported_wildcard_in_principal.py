"""The rule `role-trust-policy-unsupported-wildcard-in-principal`: principal of no kind in a trust policy."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="role-trust-policy-unsupported-wildcard-in-principal",
    gravity=Gravity.MEDIUM,
    title=N_("Principal of no kind in a trust policy"),
    what=N_('The trust policy says `Principal: "*"`, without the kind of principal.'),
    why=N_("AWS's own validation takes it for an error in a role trust policy."),
    fix=N_("Name whom you mean; if everyone is meant, write the kind: AWS."),
    bad="""\
roles:
  open:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: "*"
          Action: sts:AssumeRole
          Condition: { StringEquals: { "aws:PrincipalOrgID": o-a1b2c3d4e5 } }
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
    sources=('IAM User Guide, "IAM policy validation check reference", unsupported wildcard in principal',),
)
