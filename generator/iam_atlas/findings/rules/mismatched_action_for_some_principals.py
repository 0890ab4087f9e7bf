"""The rule `mismatched-action-for-some-principals`: action that some principals cannot use."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="mismatched-action-for-some-principals",
    gravity=Gravity.MEDIUM,
    title=N_("Action that some principals cannot use"),
    what=N_("Some principals of the statement come by an action that it does not allow, or the other way round."),
    why=N_("Part of what is written there does nothing."),
    fix=N_("Give each kind of principal a statement of its own."),
    bad="""\
roles:
  app:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal:
            Federated: "arn:aws:iam::444444444444:saml-provider/okta"
            AWS: "222222222222"
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
    sources=('IAM User Guide, "IAM policy validation check reference", mismatched action for principal',),
)
