"""The rule `group-as-principal`: group as a principal."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="group-as-principal",
    gravity=Gravity.HIGH,
    title=N_("Group as a principal"),
    what=N_("A policy names a group of IAM users as its principal."),
    why=N_("A group is not an identity that makes requests; AWS refuses it."),
    fix=N_("Trust the group's account, and let the group's own policy allow `sts:AssumeRole`; a grant does both."),
    bad="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws:iam::222222222222:group/developers" }
          Action: sts:AssumeRole
""",
    good="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "arn:aws:iam::222222222222:root" }
          Action: sts:AssumeRole
""",
    sources=('IAM User Guide, "AWS JSON policy elements: Principal"',),
)
