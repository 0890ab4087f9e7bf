"""The rule `privilege-escalation`: permissions that can get stronger by themselves."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="privilege-escalation",
    gravity=Gravity.HIGH,
    title=N_("Permissions that can get stronger by themselves"),
    what=N_(
        "After its boundary and the SCPs, a role, permission set, group or user may take actions by which it gets "
        "permissions that nobody gave it."
    ),
    why=N_("Whoever has them may have, a few calls later, whatever the strongest role or user of the account has."),
    fix=N_("Name the roles that may be passed and the services; keep changes of IAM inside a permissions boundary."),
    bad="""\
roles:
  viewer:
    inline:
      p:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: [iam:PassRole, lambda:CreateFunction, lambda:InvokeFunction]
            Resource: "*"
""",
    good="""\
roles:
  viewer:
    inline:
      p:
        Version: "2012-10-17"
        Statement:
          - { Effect: Allow, Action: [lambda:CreateFunction, lambda:InvokeFunction], Resource: "*" }
          - Effect: Allow
            Action: iam:PassRole
            Resource: "arn:aws:iam::333333333333:role/worker"
""",
    sources=(
        "pathfinding.cloud (the ids in the message are its own)",
        'IAM User Guide, "Permissions boundaries for IAM entities"',
    ),
)
