"""The rule `missing-action-for-roles-anywhere-trust-policy`: Roles Anywhere without its actions."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="missing-action-for-roles-anywhere-trust-policy",
    gravity=Gravity.HIGH,
    title=N_("Roles Anywhere without its actions"),
    what=N_("The statement trusts IAM Roles Anywhere, but lacks an action that it needs."),
    why=N_("Servers cannot get a session."),
    fix=N_("Allow `sts:AssumeRole`, `sts:SetSourceIdentity` and `sts:TagSession` in one statement."),
    bad="""\
roles:
  server:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { Service: rolesanywhere.amazonaws.com }
          Action: sts:AssumeRole
""",
    good="""\
roles:
  server:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { Service: rolesanywhere.amazonaws.com }
          Action: [sts:AssumeRole, sts:SetSourceIdentity, sts:TagSession]
""",
    sources=('IAM Roles Anywhere User Guide, "The IAM Roles Anywhere trust model"',),
)
