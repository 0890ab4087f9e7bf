"""The rule `expectation-undecided`: expectation of which it is not known whether it holds."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="expectation-undecided",
    gravity=Gravity.MEDIUM,
    title=N_("Expectation that is not decided"),
    what=N_("Whether an entry of `expect` holds hangs on something that is not decided."),
    why=N_("It may be broken, and nobody would be told."),
    fix=N_("Settle what is named as not decided, or expect something that can be decided."),
    bad="""\
roles:
  viewer: { policies: [ReadOnlyAccess], boundary: "arn:aws:iam::999999999999:policy/elsewhere" }
  other: { policies: [ReadOnlyAccess], accounts: [prod] }
grants: { "role:viewer@dev": { prod: other } }
expect:
  - { who: "role:viewer@dev", cannot: other@prod }
""",
    good="""\
roles:
  viewer: ReadOnlyAccess
  other: { policies: [ReadOnlyAccess], accounts: [prod] }
grants: { "role:viewer@dev": { prod: other } }
expect:
  - { who: "role:viewer@dev", can: other@prod }
""",
    sources=("docs/write-expectations.md",),
)
