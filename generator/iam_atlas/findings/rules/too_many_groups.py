"""The rule `too-many-groups`: user in more groups than IAM allows."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="too-many-groups",
    gravity=Gravity.HIGH,
    title=N_("User in more groups than IAM allows"),
    what=N_("The user is in more than ten groups."),
    why=N_("IAM refuses the eleventh, so some of this access does not exist."),
    fix=N_("Merge groups, or take the user out of some."),
    bad="""\
groups:
  g1: {}
  g2: {}
  g3: {}
  g4: {}
  g5: {}
  g6: {}
  g7: {}
  g8: {}
  g9: {}
  g10: {}
users:
  alice: [developers, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10]
""",
    good="""\
groups: { g1: {} }
users: { alice: [developers, g1] }
""",
    sources=('IAM User Guide, "IAM and AWS STS quotas"',),
)
