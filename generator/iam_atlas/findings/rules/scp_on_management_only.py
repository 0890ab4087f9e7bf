"""The rule `scp-on-management-only`: SCP or RCP on the management account only."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="scp-on-management-only",
    gravity=Gravity.HIGH,
    title=N_("SCP or RCP on the management account only"),
    what=N_("The guardrail is attached to nothing but the management account."),
    why=N_(
        "SCPs do not affect users and roles of the management account, nor RCPs its resources: this one limits nobody."
    ),
    fix=N_(
        "Attach it to the root or to the OUs that it is meant for; keep people and workloads out of the "
        "management account."
    ),
    bad="""\
guardrails:
  no-leaving:
    kind: scp
    attach: [management]
    document:
      Version: "2012-10-17"
      Statement: [{ Effect: Deny, Action: organizations:LeaveOrganization, Resource: "*" }]
""",
    good="""\
guardrails:
  no-leaving:
    kind: scp
    attach: [root]
    document:
      Version: "2012-10-17"
      Statement: [{ Effect: Deny, Action: organizations:LeaveOrganization, Resource: "*" }]
""",
    sources=(
        'AWS Organizations User Guide, "Service control policies (SCPs)", tasks and entities not restricted by SCPs',
    ),
)
