"""The rule `github-wildcard-repository`: GitHub trust with a pattern of repositories."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="github-wildcard-repository",
    gravity=Gravity.HIGH,
    title=N_("GitHub trust with a pattern of repositories"),
    what=N_("A pattern stands where the name of a repository should."),
    why=N_("Every repository that fits gets in, also one that somebody creates tomorrow."),
    fix=N_("Name each repository, and the branch or environment."),
    bad="""\
providers:
  github:
    kind: oidc
    url: https://token.actions.githubusercontent.com
    audiences: [sts.amazonaws.com]
    accounts: [dev]
    github: { org: example, org_id: "123" }
roles:
  ci: { policies: [ReadOnlyAccess], accounts: [dev], trust: [{ provider: github, repo: "shop-*" }] }
""",
    good="""\
providers:
  github:
    kind: oidc
    url: https://token.actions.githubusercontent.com
    audiences: [sts.amazonaws.com]
    accounts: [dev]
    github: { org: example, org_id: "123" }
roles:
  ci:
    policies: [ReadOnlyAccess]
    accounts: [dev]
    trust: [{ provider: github, repo: shop, repo_id: "456", branch: main }]
""",
    sources=('IAM User Guide, "Create a role for OpenID Connect federation"',),
)
