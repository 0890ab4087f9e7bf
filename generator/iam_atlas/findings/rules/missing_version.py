"""The rule `missing-version`: policy without Version."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="missing-version",
    gravity=Gravity.LOW,
    title=N_("Policy without Version"),
    what=N_("The document has no `Version`."),
    why=N_("AWS then takes the version of 2008, and variables such as `aws:username` stay literal text."),
    fix=N_("Write `Version: 2012-10-17`."),
    bad="""\
roles:
  viewer:
    inline: { look: { Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: "*" }] } }
""",
    good="""\
roles:
  viewer:
    inline:
      look:
        Version: "2012-10-17"
        Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: "*" }]
""",
    sources=('IAM User Guide, "IAM JSON policy elements: Version"',),
)
