"""The rule `service-without-source`: service trusted without saying for whom."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="service-without-source",
    gravity=Gravity.MEDIUM,
    title=N_("Service trusted without saying for whom"),
    what=N_("The service says for whom it acts, and the trust policy does not ask."),
    why=N_("Somebody in another account could have the service use this role: a confused deputy."),
    fix=N_("Add `source_account: self` to the trust entry, or a condition on `aws:SourceAccount`."),
    bad="""\
roles:
  worker:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust: [{ service: ecs-tasks.amazonaws.com }]
""",
    good="""\
roles:
  worker:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust: [{ service: ecs-tasks.amazonaws.com, require: { source_account: self } }]
""",
    sources=('IAM User Guide, "The confused deputy problem"',),
)
