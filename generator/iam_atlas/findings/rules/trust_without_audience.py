"""The rule `trust-without-audience`: web identity trust without an audience."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="trust-without-audience",
    gravity=Gravity.HIGH,
    title=N_("Web identity trust without an audience"),
    what=N_("Neither the trust entry nor the provider names an audience."),
    why=N_(
        "Nothing in the policy tells applications apart: a token for any audience that the provider in AWS is "
        "registered with gets in, and of a provider that is built into AWS one for any application."
    ),
    fix=N_("Name the audience: `audiences`, or `client_id` on the provider."),
    bad="""\
providers:
  login: { kind: oidc, url: https://login.example.com, accounts: [dev] }
roles:
  app:
    policies: [ReadOnlyAccess]
    accounts: [dev]
    trust: [{ provider: login, subjects: [app-1] }]
""",
    good="""\
providers:
  login: { kind: oidc, url: https://login.example.com, audiences: [atlas], accounts: [dev] }
roles:
  app:
    policies: [ReadOnlyAccess]
    accounts: [dev]
    trust: [{ provider: login, subjects: [app-1] }]
""",
    sources=('IAM User Guide, "Create a role for OpenID Connect federation"',),
)
