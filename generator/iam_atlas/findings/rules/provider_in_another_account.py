"""The rule `provider-in-another-account`: identity provider of another account."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="provider-in-another-account",
    gravity=Gravity.HIGH,
    title=N_("Identity provider of another account"),
    what=N_("The trust policy names a provider that is not in the role's account."),
    why=N_("A role can only trust a provider of its own account: nobody comes in this way."),
    fix=N_("Create the provider in the role's account, or put a role in the provider's account before it."),
    bad="""\
roles:
  app:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { Federated: "arn:aws:iam::333333333333:saml-provider/okta" }
          Action: sts:AssumeRoleWithSAML
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
    sources=('IAM User Guide, "AWS JSON policy elements: Principal", federated principals',),
)
