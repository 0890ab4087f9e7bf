"""The rule `review-due`: review that is due."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="review-due",
    gravity=Gravity.LOW,
    title=N_("Review that is due"),
    what=N_("The day of `review_by` is over."),
    why=N_("Whoever wrote it wanted somebody to ask again whether this is still needed."),
    fix=N_("Review it, and write the next day; remove what is no longer needed."),
    bad="""\
groups: { developers: { review_by: 2026-06-30 } }
""",
    good="""\
groups: { developers: { review_by: 2027-06-30 } }
""",
    sources=("accounts.yaml, review_by",),
)
