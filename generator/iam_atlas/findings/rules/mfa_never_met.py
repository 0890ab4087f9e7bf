"""The rule `mfa-never-met`: MFA asked of callers who bring none."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="mfa-never-met",
    gravity=Gravity.HIGH,
    title=N_("MFA asked of callers who bring none"),
    what=N_(
        "The way into the role asks for MFA, and the caller comes by a way that carries no MFA information, or is a "
        "user without an MFA device."
    ),
    why=N_(
        "Sessions of roles and federated people carry none, so the way may never open; nor does it without a device."
    ),
    fix=N_("Ask for MFA where the person signs in, and leave it out on this hop; give a user an MFA device."),
    bad="""\
roles: { next: { policies: [ReadOnlyAccess] } }
grants:
  role:viewer@dev: [{ roles: [next], accounts: [prod], require: { mfa: true } }]
""",
    good="""\
roles: { next: { policies: [ReadOnlyAccess] } }
grants: { role:viewer@dev: { prod: next } }
""",
    sources=('IAM User Guide, "Secure API access with MFA"',),
)
