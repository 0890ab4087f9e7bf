"""The rule `owner-not-a-team`: owner that is almost the name of a team."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="owner-not-a-team",
    gravity=Gravity.LOW,
    title=N_("Owner that is almost the name of a team"),
    what=N_("The owner is no team of the file, but looks like one."),
    why=N_("Pages cannot lead to the team, and the reader does not know whom to ask."),
    fix=N_("Write the name as it stands in `teams`."),
    bad="""\
teams: { platform: {} }
groups: { developers: { owner: platfrom } }
""",
    good="""\
teams: { platform: {} }
groups: { developers: { owner: platform } }
""",
    sources=("accounts.yaml, teams",),
)
