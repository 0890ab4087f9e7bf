"""The rule `invalid-user-reference`: id of a deleted user."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="invalid-user-reference",
    gravity=Gravity.MEDIUM,
    title=N_("Id of a deleted user"),
    what=N_("The policy names a principal by an id that begins with AIDA."),
    why=N_("AWS shows this id where the user was deleted; a new user of the same name does not get in."),
    fix=N_("Name the user that is meant now, or take the entry out."),
    bad="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - { Effect: Allow, Principal: { AWS: AIDACKCEVSQ6C2EXAMPLE }, Action: sts:AssumeRole }
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
          Principal: { AWS: "arn:aws:iam::222222222222:user/alice" }
          Action: sts:AssumeRole
""",
    sources=('IAM User Guide, "IAM identifiers", unique identifiers',),
)
