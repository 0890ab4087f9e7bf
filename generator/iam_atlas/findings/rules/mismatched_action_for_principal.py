"""The rule `mismatched-action-for-principal`: action that the principal cannot use."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="mismatched-action-for-principal",
    gravity=Gravity.HIGH,
    title=N_("Action that the principal cannot use"),
    what=N_("No principal of the statement comes by the action that it allows."),
    why=N_("The statement lets nobody in."),
    fix=N_(
        "Use `sts:AssumeRoleWithSAML` or `sts:AssumeRoleWithWebIdentity` for providers, `sts:AssumeRole` for "
        "all others."
    ),
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
          Action: sts:AssumeRole
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
    sources=('IAM User Guide, "IAM policy validation check reference", mismatched action for principal',),
)
