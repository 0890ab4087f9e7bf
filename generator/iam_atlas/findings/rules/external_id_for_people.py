"""The rule `external-id-for-people`: ExternalId on a role for people."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="external-id-for-people",
    gravity=Gravity.MEDIUM,
    title=N_("ExternalId on a role for people"),
    what=N_("A role that people are granted, or the grant to them, requires an ExternalId."),
    why=N_("The console cannot send an ExternalId, so people cannot switch to the role there."),
    fix=N_("Give people a role of their own, and keep the ExternalId for the third party."),
    bad="""\
roles:
  partner: { policies: [ReadOnlyAccess], require: { external_id: x-1234 } }
grants: { developers: { dev: viewer, prod: partner } }
""",
    good="""\
roles: { partner: { policies: [ReadOnlyAccess] } }
grants: { developers: { dev: viewer, prod: partner } }
""",
    sources=('IAM User Guide, "Access to AWS accounts owned by third parties"',),
)
