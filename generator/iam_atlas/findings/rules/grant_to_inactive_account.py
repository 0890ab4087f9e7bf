"""The rule `grant-to-inactive-account`: grant in an account that is suspended or closed."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="grant-to-inactive-account",
    gravity=Gravity.LOW,
    title=N_("Grant in an account that is suspended or closed"),
    what=N_("A grant leads into an account whose status is suspended or closed."),
    why=N_("The grant is forgotten, and comes back to life when the account does."),
    fix=N_("Remove the grant, or set the status of the account right."),
    bad="""\
accounts:
  dev: { id: "333333333333", environment: dev, status: suspended }
""",
    good="""\
accounts:
  dev: { id: "333333333333", environment: dev, status: active }
""",
    sources=('AWS Account Management Reference Guide, "Close an account"',),
)
