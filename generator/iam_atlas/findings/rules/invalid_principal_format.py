"""The rule `invalid-principal-format`: principal that names nobody."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="invalid-principal-format",
    gravity=Gravity.HIGH,
    title=N_("Principal that names nobody"),
    what=N_("The principal is no account, user, role or session."),
    why=N_("AWS refuses the policy."),
    fix=N_("Write an account id or the ARN of a user, role or session."),
    bad="""\
roles:
  next:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - { Effect: Allow, Principal: { AWS: "333333333333:role/viewer" }, Action: sts:AssumeRole }
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
    sources=('IAM User Guide, "AWS JSON policy elements: Principal"',),
)
