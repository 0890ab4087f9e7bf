"""The rule `empty-group`: group without members."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="empty-group",
    gravity=Gravity.INFO,
    title=N_("Group without members"),
    what=N_("Nobody is in the group."),
    why=N_("Its grants reach nobody today, and whoever is added later gets them unnoticed."),
    fix=N_("Add the people who need it, or remove the group with its grants."),
    bad="""\
groups: { testers: {} }
grants: { testers: { dev: viewer } }
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
