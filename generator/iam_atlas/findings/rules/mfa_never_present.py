"""The rule `mfa-never-present`: MFA asked of federated people."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="mfa-never-present",
    gravity=Gravity.HIGH,
    title=N_("MFA asked of federated people"),
    what=N_("A statement that trusts an identity provider asks for MFA in AWS."),
    why=N_("Federated people bring no MFA information, so the way does not open."),
    fix=N_("Ask for MFA in the identity provider, and leave the condition out."),
    bad="""\
roles:
  app:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { Federated: "arn:aws:iam::444444444444:saml-provider/okta" }
          Action: sts:AssumeRoleWithSAML
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } }
""",
    good="""\
roles:
  app:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { Federated: "arn:aws:iam::444444444444:saml-provider/okta" }
          Action: sts:AssumeRoleWithSAML
""",
    sources=('IAM User Guide, "Secure API access with MFA"',),
)
