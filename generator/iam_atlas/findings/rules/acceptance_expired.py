"""The rule `acceptance-expired`: acceptance past its day."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="acceptance-expired",
    gravity=Gravity.MEDIUM,
    title=N_("Acceptance past its day"),
    what=N_("An entry of `accepted` has reached its `until`."),
    why=N_("The finding counts again; nobody has decided anew that it may stay."),
    fix=N_("Mend the finding, or give the entry a new reason and a new day; remove it where the finding is gone."),
    bad="""\
roles:
  viewer: { policies: [ReadOnlyAccess], require: { mfa: false } }
accepted:
  - finding: people-without-mfa
    at: group:developers
    reason: Keys come next month
    owner: platform
    until: 2026-10-31
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
