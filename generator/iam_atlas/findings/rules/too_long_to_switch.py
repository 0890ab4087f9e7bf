"""The rule `too-long-to-switch`: role name too long for the console."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="too-long-to-switch",
    gravity=Gravity.MEDIUM,
    title=N_("Role name too long for the console"),
    what=N_("Path and name of the role have more than 64 characters together."),
    why=N_("The console cannot switch to such a role, though the CLI can."),
    fix=N_("Shorten `path` or `name`."),
    bad="""\
roles:
  viewer:
    policies: [ReadOnlyAccess]
    path: /a-path-that-is-really-very-long/and-goes-on-and-on-and-on-for-ever/
""",
    good="""\
roles: { viewer: { policies: [ReadOnlyAccess], path: /people/ } }
""",
    sources=('IAM User Guide, "IAM and AWS STS quotas", name length of roles used with Switch Role',),
)
