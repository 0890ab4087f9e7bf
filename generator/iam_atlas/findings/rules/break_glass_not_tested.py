"""The rule `break-glass-not-tested`: emergency access not tested in time."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="break-glass-not-tested",
    gravity=Gravity.MEDIUM,
    title=N_("Emergency access not tested in time"),
    what=N_("The time that `test_every` allows since `last_tested` is over, or no test is written down."),
    why=N_("A way in that nobody has tried is often broken on the day that it is needed."),
    fix=N_("Sign in that way, check that the alarm goes off, and write the day into `last_tested`."),
    bad="""\
roles:
  rescue:
    policies: [AdministratorAccess]
    break_glass: { test_every: "90d", last_tested: 2026-01-15 }
grants: { developers: { dev: viewer, prod: rescue } }
""",
    good="""\
roles:
  rescue:
    policies: [AdministratorAccess]
    break_glass: { test_every: "90d", last_tested: 2026-11-15 }
grants: { developers: { dev: viewer, prod: rescue } }
""",
    sources=("AWS Well-Architected Framework, Security Pillar, SEC03-BP03",),
)
