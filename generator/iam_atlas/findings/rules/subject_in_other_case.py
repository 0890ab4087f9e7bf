"""The rule `subject-in-other-case`: GitHub subject in another case."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="subject-in-other-case",
    gravity=Gravity.MEDIUM,
    title=N_("GitHub subject in another case"),
    what=N_("The trust policy writes the organization in another case than the file."),
    why=N_("Claims are compared with case, so the token of the repository does not fit."),
    fix=N_("Write the organization as GitHub does."),
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
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal:
            Federated: "arn:aws:iam::333333333333:oidc-provider/token.actions.githubusercontent.com"
          Action: sts:AssumeRoleWithWebIdentity
          Condition:
            StringEquals:
              "token.actions.githubusercontent.com:sub": "repo:Example/shop:ref:refs/heads/main"
""",
    good="""\
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
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal:
            Federated: "arn:aws:iam::333333333333:oidc-provider/token.actions.githubusercontent.com"
          Action: sts:AssumeRoleWithWebIdentity
          Condition:
            StringEquals:
              "token.actions.githubusercontent.com:sub": "repo:example/shop:ref:refs/heads/main"
""",
    sources=('IAM User Guide, "IAM JSON policy elements: Condition operators"',),
)
