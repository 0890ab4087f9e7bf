"""The rule `resource-open-to-everyone`: resource open to everyone."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="resource-open-to-everyone",
    gravity=Gravity.HIGH,
    title=N_("Resource open to everyone"),
    what=N_(
        "The policy of a shared resource allows something to every principal of every account, and neither a condition "
        "nor a Deny nor an RCP of the file keeps strangers out. What else stops them, such as S3 Block Public Access, "
        "is not in the file."
    ),
    why=N_("Whoever finds the name of the resource may use it, with an account of its own."),
    fix=N_("Name the accounts or roles that are meant, or ask for `aws:PrincipalOrgID`."),
    bad="""\
resources:
  jobs:
    kind: sqs
    account: prod
    name: jobs
    region: eu-west-1
    policy:
      Version: "2012-10-17"
      Statement:
        - { Effect: Allow, Principal: "*", Action: sqs:SendMessage, Resource: "*" }
""",
    good="""\
resources:
  jobs:
    kind: sqs
    account: prod
    name: jobs
    region: eu-west-1
    policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: "*"
          Action: sqs:SendMessage
          Resource: "*"
          Condition: { StringEquals: { "aws:PrincipalOrgID": o-a1b2c3d4e5 } }
""",
    sources=(
        'IAM User Guide, "AWS JSON policy elements: Principal", all principals',
        'Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage", the meaning of "public"',
    ),
)
