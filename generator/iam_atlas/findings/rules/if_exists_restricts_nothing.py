"""The rule `if-exists-restricts-nothing`: ifExists on what must be there."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="if-exists-restricts-nothing",
    gravity=Gravity.HIGH,
    title=N_("IfExists on what must be there"),
    what=N_("An Allow asks for MFA or an ExternalId by an operator that also holds when the key is absent."),
    why=N_("Requests signed with access keys bring no MFA key, and a stranger leaves the ExternalId out: both get in."),
    fix=N_("Leave `IfExists` out. In a Deny it is right: there it stops requests without the key."),
    bad="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "222222222222" }
          Action: sts:AssumeRole
          Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }
""",
    good="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "222222222222" }
          Action: sts:AssumeRole
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } }
""",
    sources=(
        'IAM User Guide, "IAM JSON policy elements: Condition operators", IfExists',
        '"Secure API access with MFA"',
    ),
)
