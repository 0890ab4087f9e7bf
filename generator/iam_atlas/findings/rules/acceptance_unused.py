"""The rule `acceptance-unused`: acceptance that silences nothing."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="acceptance-unused",
    gravity=Gravity.LOW,
    title=N_("Acceptance that silences nothing"),
    what=N_("No finding of that name is about the thing, or it is about more things than are accepted."),
    why=N_("The entry would silence the next such finding before anybody has seen it."),
    fix=N_("Remove the entry, or name every thing that the finding is about."),
    bad="""\
accepted:
  - finding: people-without-mfa
    at: group:developers
    reason: Keys come next month
    owner: platform
    until: 2026-12-31
""",
    good="""\
roles:
  viewer: { policies: [ReadOnlyAccess], require: { mfa: false } }
accepted:
  - finding: people-without-mfa
    at: group:developers
    reason: Keys come next month
    owner: platform
    until: 2026-12-31
""",
    sources=("accounts.yaml, accepted",),
)
