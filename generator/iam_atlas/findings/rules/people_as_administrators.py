"""The rule `people-as-administrators`: administrators every day."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="people-as-administrators",
    gravity=Gravity.MEDIUM,
    title=N_("Administrators every day"),
    what=N_(
        "People can have the level ADMIN outside emergencies: by a role that is not marked as break-glass, by a "
        "permission set, or by policies of their own."
    ),
    why=N_("A mistake, or a stolen session, in daily work then costs the whole account."),
    fix=N_(
        "Give daily work a narrower role; mark the strong one with `break_glass`, and have it alarmed and tested. A "
        "permission set belongs to a group that people join only in an emergency: accept that one assignment."
    ),
    bad="""\
roles: { boss: { policies: [AdministratorAccess] } }
grants: { developers: { dev: viewer, prod: boss } }
""",
    good="""\
roles:
  boss: { policies: [AdministratorAccess], break_glass: { when: "An incident is open." } }
grants: { developers: { dev: viewer, prod: boss } }
""",
    sources=('IAM User Guide, "Security best practices in IAM", apply least-privilege permissions',),
)
