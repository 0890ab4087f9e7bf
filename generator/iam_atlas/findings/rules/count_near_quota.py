"""The rule `count-near-quota`: nearly as many as AWS allows."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="count-near-quota",
    gravity=Gravity.LOW,
    title=N_("Nearly as many as AWS allows"),
    what=N_(
        "Users, groups, roles or policies of an account, groups or managed policies of one principal, or guardrails of "
        "one place reach nine tenths of their default quota."
    ),
    why=N_("AWS refuses what comes after the last one, often in the middle of a deployment."),
    fix=N_("Merge or remove some of them, or ask for a higher quota where AWS gives one."),
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
users:
  alice: [developers, g1, g2, g3, g4, g5, g6, g7, g8]
""",
    good="""\
groups: { g1: {} }
users: { alice: [developers, g1] }
""",
    sources=(
        'IAM User Guide, "IAM and AWS STS quotas"',
        'AWS Organizations User Guide, "Quotas and service limits"',
    ),
)
