"""The rule `too-many-policies`: more managed policies than IAM attaches."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="too-many-policies",
    gravity=Gravity.MEDIUM,
    title=N_("More managed policies than IAM attaches"),
    what=N_("More than ten managed policies are attached to one user, group or role."),
    why=N_("IAM refuses the eleventh unless the quota was raised."),
    fix=N_("Merge some of them into one customer managed policy, or ask for a higher quota."),
    bad="""\
roles:
  viewer:
    - AmazonS3ReadOnlyAccess
    - AmazonEC2ReadOnlyAccess
    - AmazonRDSReadOnlyAccess
    - AmazonSQSReadOnlyAccess
    - AmazonSNSReadOnlyAccess
    - AmazonVPCReadOnlyAccess
    - AmazonRoute53ReadOnlyAccess
    - AmazonDynamoDBReadOnlyAccess
    - CloudWatchReadOnlyAccess
    - IAMReadOnlyAccess
    - AmazonKinesisReadOnlyAccess
""",
    good="""\
roles: { viewer: ReadOnlyAccess }
""",
    sources=('IAM User Guide, "IAM and AWS STS quotas"',),
)
