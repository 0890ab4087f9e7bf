"""The rule `missing-condition-key-for-oidc-principal`: shared provider without the claim that tells customers apart."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="missing-condition-key-for-oidc-principal",
    gravity=Gravity.CRITICAL,
    title=N_("Shared provider without the claim that tells customers apart"),
    what=N_("The trust does not test the claim that says whose token it is."),
    why=N_("Other users or customers of the same provider get in."),
    fix=N_("Add a condition on the subject or audience that is yours."),
    bad="""\
roles:
  ci:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { Federated: "arn:aws:iam::444444444444:oidc-provider/gitlab.com" }
          Action: sts:AssumeRoleWithWebIdentity
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
          Principal: { Federated: "arn:aws:iam::444444444444:oidc-provider/gitlab.com" }
          Action: sts:AssumeRoleWithWebIdentity
          Condition:
            StringEquals: { "gitlab.com:sub": "project_path:example/shop:ref_type:branch:ref:main" }
""",
    sources=('IAM User Guide, "Identity-provider controls for shared OIDC providers"',),
)
