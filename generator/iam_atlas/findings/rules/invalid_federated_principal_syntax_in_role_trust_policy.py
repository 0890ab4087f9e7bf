"""The rule `invalid-federated-principal-syntax-in-role-trust-policy`: federated principal that is no provider."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="invalid-federated-principal-syntax-in-role-trust-policy",
    gravity=Gravity.HIGH,
    title=N_("Federated principal that is no provider"),
    what=N_("`Federated` names neither a provider of IAM nor a host that needs none."),
    why=N_("AWS refuses the trust policy."),
    fix=N_("Write the ARN of the SAML or OIDC provider."),
    bad="""\
roles:
  app:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement: [{ Effect: Allow, Principal: { Federated: okta }, Action: sts:AssumeRoleWithSAML }]
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
