"""The rule `github-subject-by-name`: GitHub repository known by name only."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="github-subject-by-name",
    gravity=Gravity.MEDIUM,
    title=N_("GitHub repository known by name only"),
    what=N_("The trust names the repository, but not its number."),
    why=N_(
        "Whoever takes the name after a rename or a deletion may get in. And a repository that is made, renamed or "
        "moved since 15 July 2026 says its number by default, so that it does not get in by its name."
    ),
    fix=N_("Add `repo_id` to the trust entry, and `org_id` to the provider."),
    bad="""\
providers:
  github:
    kind: oidc
    url: https://token.actions.githubusercontent.com
    audiences: [sts.amazonaws.com]
    accounts: [dev]
    github: { org: example }
roles:
  ci:
    policies: [ReadOnlyAccess]
    accounts: [dev]
    trust: [{ provider: github, repo: shop, branch: main }]
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
    sources=('GitHub Docs, "OpenID Connect reference", immutable subject claims',),
)
