"""The rule `unreachable-role`: role that nobody can assume."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="unreachable-role",
    gravity=Gravity.LOW,
    title=N_("Role that nobody can assume"),
    what=N_("Nothing grants the role or trusts anybody into it, or no way to it opens."),
    why=N_("It is either dead weight, or somebody will find out too late that it does not open."),
    fix=N_("Grant it, mend the half that is missing, or remove the role."),
    bad="""\
roles:
  forgotten: { policies: [ReadOnlyAccess], accounts: [prod] }
""",
    good="""\
roles:
  forgotten: { policies: [ReadOnlyAccess], accounts: [prod] }
grants: { developers: { dev: viewer, prod: forgotten } }
""",
    sources=(
        'IAM User Guide, "Security best practices in IAM", regularly review and remove unused users, roles, '
        "permissions",
    ),
)
