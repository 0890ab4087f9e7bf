"""The rule `unknown-aws-policy`: AWS managed policy that is not in our list."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="unknown-aws-policy",
    gravity=Gravity.MEDIUM,
    title=N_("AWS managed policy that is not in our list"),
    what=N_("The name looks like an AWS managed policy, but the bundled list has none of it."),
    why=N_("What it allows is not known here: nothing that depends on it can be decided."),
    fix=N_("Check the spelling; where the policy is new, give its document under `policies`."),
    bad="""\
roles:
  viewer: { policies: [AmazonTotallyUnknownReadOnlyAccess] }
""",
    good="""\
roles: { viewer: { policies: [ReadOnlyAccess] } }
""",
    sources=("AWS Managed Policy Reference Guide",),
)
