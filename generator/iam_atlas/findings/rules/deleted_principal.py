"""The rule `deleted-principal`: id of a deleted principal."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="deleted-principal",
    gravity=Gravity.MEDIUM,
    title=N_("Id of a deleted principal"),
    what=N_("The policy names a principal by a unique id."),
    why=N_("AWS shows such an id where the principal was deleted: the entry lets nobody in."),
    fix=N_("Name the principal that is meant now, or take the entry out."),
    bad="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - { Effect: Allow, Principal: { AWS: ANPACKCEVSQ6C2EXAMPLE }, Action: sts:AssumeRole }
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
