"""The rule `people-without-mfa`: people can assume a role without MFA."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="people-without-mfa",
    gravity=Gravity.HIGH,
    title=N_("People can assume a role without MFA"),
    what=N_("The way from people into the role does not ask for MFA."),
    why=N_("A stolen access key or password is enough to become this role."),
    fix=N_(
        "Require MFA on the role, or in `defaults.require`; where a trust entry or a written trust policy lets people "
        "in, ask for it there."
    ),
    bad="""\
roles:
  viewer: { policies: [ReadOnlyAccess], require: { mfa: false } }
""",
    good="""\
roles:
  viewer: { policies: [ReadOnlyAccess], require: { mfa: true } }
""",
    sources=('IAM User Guide, "Security best practices in IAM", require multi-factor authentication',),
)
