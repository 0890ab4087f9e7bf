"""The rule `expectation-failed`: access that the file says must not be, or must be."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="expectation-failed",
    gravity=Gravity.CRITICAL,
    title=N_("Expectation that fails"),
    what=N_("An entry of `expect` says what access must or must not follow from the file, and something else follows."),
    why=N_("Whoever wrote it wanted to be told of exactly this change."),
    fix=N_("Take back what opened or closed the way that is named, or change the expectation with good reason."),
    bad="""\
expect:
  - { who: developers, cannot: viewer@dev }
""",
    good="""\
expect:
  - { who: developers, can: viewer@dev, if: mfa }
""",
    sources=("docs/write-expectations.md",),
)
