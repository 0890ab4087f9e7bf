"""The rule `broad-assume-role`: policy that reaches roles beyond the grants."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="broad-assume-role",
    gravity=Gravity.MEDIUM,
    title=N_("Policy that reaches roles beyond the grants"),
    what=N_(
        "A policy allows `sts:AssumeRole` on roles that no grant gives to its holder, and their trust policies agree."
    ),
    why=N_("The matrix of grants no longer says who may go where."),
    fix=N_("Narrow the policy, deny the roles with `effect: deny`, or trust named principals."),
    bad="""\
users:
  alice: { groups: [developers], policies: [AdministratorAccess] }
  ben: [operators]
groups: { operators: {} }
roles: { operator: ReadOnlyAccess }
grants: { operators: { prod: operator } }
""",
    good="""\
users:
  alice: { groups: [developers], policies: [ReadOnlyAccess] }
  ben: [operators]
groups: { operators: {} }
roles: { operator: ReadOnlyAccess }
grants: { operators: { prod: operator } }
""",
    sources=('IAM User Guide, "Grant a user permissions to switch roles"',),
)
