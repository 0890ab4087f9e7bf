"""The rule `invalid-role-reference`: id of a deleted role."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="invalid-role-reference",
    gravity=Gravity.MEDIUM,
    title=N_("Id of a deleted role"),
    what=N_("The policy names a principal by an id that begins with AROA."),
    why=N_("AWS shows this id where the role was deleted; a new role of the same name does not get in."),
    fix=N_("Name the role that is meant now, or take the entry out."),
    bad="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - { Effect: Allow, Principal: { AWS: AROACKCEVSQ6C2EXAMPLE }, Action: sts:AssumeRole }
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
          Principal: { AWS: "arn:aws:iam::333333333333:role/viewer" }
          Action: sts:AssumeRole
""",
    sources=('IAM User Guide, "IAM identifiers", unique identifiers',),
)
