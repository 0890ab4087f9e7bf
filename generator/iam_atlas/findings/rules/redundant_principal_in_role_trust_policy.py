"""The rule `redundant-principal-in-role-trust-policy`: session trusted beside its role."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="redundant-principal-in-role-trust-policy",
    gravity=Gravity.LOW,
    title=N_("Session trusted beside its role"),
    what=N_("The trust policy names a session together with the role that it belongs to."),
    why=N_("The role stands for every session of it, so the session's name narrows nothing."),
    fix=N_("Keep the role, or only the session where that is meant."),
    bad="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal:
            AWS:
              - "arn:aws:iam::333333333333:role/viewer"
              - "arn:aws:sts::333333333333:assumed-role/viewer/job"
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
          Principal: { AWS: ["arn:aws:iam::333333333333:role/viewer"] }
          Action: sts:AssumeRole
""",
    sources=('IAM User Guide, "IAM policy validation check reference", redundant principal in role trust policy',),
)
