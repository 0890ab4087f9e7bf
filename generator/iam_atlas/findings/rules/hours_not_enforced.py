"""The rule `hours-not-enforced`: hours of the day, which IAM does not know."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="hours-not-enforced",
    gravity=Gravity.INFO,
    title=N_("Hours of the day, which IAM does not know"),
    what=N_("`hours` stands in `require`, where everything else becomes a condition."),
    why=N_("IAM compares dates, not hours of the day: access holds at night too."),
    fix=N_(
        "Keep it as an agreement, or enforce it elsewhere: in the identity provider, or by a job that "
        "changes the grant."
    ),
    bad="""\
roles:
  viewer: { policies: [ReadOnlyAccess], require: { mfa: true, hours: weekdays 09:00-18:00 JST } }
""",
    good="""\
roles:
  viewer: { policies: [ReadOnlyAccess], require: { mfa: true } }
""",
    sources=('IAM User Guide, "AWS global condition context keys", aws:CurrentTime',),
)
