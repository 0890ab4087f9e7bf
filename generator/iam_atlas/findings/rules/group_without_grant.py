"""The rule `group-without-grant`: group that is granted nothing."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="group-without-grant",
    gravity=Gravity.INFO,
    title=N_("Group that is granted nothing"),
    what=N_("The group has neither a grant nor a policy of its own."),
    why=N_("People take membership for access that is not there, and the next grant reaches all of them unnoticed."),
    fix=N_("Grant it something, or remove it."),
    bad="""\
groups: { testers: { members: [alice] } }
""",
    good="""\
groups: { testers: { members: [alice] } }
grants: { testers: { dev: viewer } }
""",
    sources=(
        'IAM User Guide, "Security best practices in IAM", regularly review and remove unused users, roles, '
        "permissions",
    ),
)
