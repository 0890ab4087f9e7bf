"""The rule `long-session-after-role`: long sessions on a role reached only from roles."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="long-session-after-role",
    gravity=Gravity.LOW,
    title=N_("Long sessions on a role reached only from roles"),
    what=N_("`max_session` is over one hour, and every way in comes from another role."),
    why=N_("A session that comes from a session lasts one hour at most, so the setting does nothing."),
    fix=N_("Set `max_session` to one hour, or let the callers in without the first role."),
    bad="""\
roles: { work: { policies: [ReadOnlyAccess], max_session: "4h" } }
grants: { role:viewer@dev: { prod: work } }
""",
    good="""\
roles: { work: { policies: [ReadOnlyAccess], max_session: "1h" } }
grants: { role:viewer@dev: { prod: work } }
""",
    sources=('IAM User Guide, "Roles terms and concepts", role chaining',),
)
