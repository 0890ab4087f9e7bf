"""The rule `names-differ-only-in-case`: names that differ only in case."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="names-differ-only-in-case",
    gravity=Gravity.MEDIUM,
    title=N_("Names that differ only in case"),
    what=N_("Two things of one kind have the same name but for upper and lower case."),
    why=N_("IAM refuses the second one, and compares with case when a policy names it."),
    fix=N_("Rename one of them."),
    bad="""\
groups:
  developers: {}
  Developers: { members: [alice] }
""",
    good="""\
groups:
  developers: {}
  testers: { members: [alice] }
""",
    sources=('IAM User Guide, "IAM and AWS STS quotas", name requirements',),
)
