"""The rule `needless-exemption`: exemption from a guardrail that is not attached."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="needless-exemption",
    gravity=Gravity.LOW,
    title=N_("Exemption from a guardrail that is not attached"),
    what=N_("`exempt` names an account to which the guardrail is not attached."),
    why=N_("The list says that somebody is left out on purpose, which is not so; after the next change it may be."),
    fix=N_("Remove the account from `exempt`."),
    bad="""\
guardrails:
  only-tokyo:
    kind: scp
    attach: [prod]
    exempt: [dev]
    document:
      Version: "2012-10-17"
      Statement: [{ Effect: Deny, Action: "ec2:*", Resource: "*" }]
""",
    good="""\
guardrails:
  only-tokyo:
    kind: scp
    attach: [prod, dev]
    exempt: [dev]
    document:
      Version: "2012-10-17"
      Statement: [{ Effect: Deny, Action: "ec2:*", Resource: "*" }]
""",
    sources=('AWS Organizations User Guide, "Service control policies (SCPs)"',),
)
