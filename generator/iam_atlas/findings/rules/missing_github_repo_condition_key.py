"""The rule `missing-github-repo-condition-key`: GitHub trust without a repository."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="missing-github-repo-condition-key",
    gravity=Gravity.CRITICAL,
    title=N_("GitHub trust without a repository"),
    what=N_("The trust does not test whose repository a token of GitHub is from."),
    why=N_("Anybody with a GitHub account can write a workflow that becomes this role."),
    fix=N_(
        "Add a condition on `token.actions.githubusercontent.com:sub` that names the organization and the repository."
    ),
    bad="""\
roles:
  ci:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal:
            Federated: "arn:aws:iam::444444444444:oidc-provider/token.actions.githubusercontent.com"
          Action: sts:AssumeRoleWithWebIdentity
          Condition:
            StringEquals: { "token.actions.githubusercontent.com:aud": sts.amazonaws.com }
""",
    good="""\
roles:
  ci:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal:
            Federated: "arn:aws:iam::444444444444:oidc-provider/token.actions.githubusercontent.com"
          Action: sts:AssumeRoleWithWebIdentity
          Condition:
            StringEquals:
              "token.actions.githubusercontent.com:sub": "repo:example/shop:ref:refs/heads/main"
""",
    sources=(
        'IAM User Guide, "Create a role for OpenID Connect federation"',
        'Datadog Security Labs, "Exploiting insecure OIDC trust for GitHub Actions"',
    ),
)
