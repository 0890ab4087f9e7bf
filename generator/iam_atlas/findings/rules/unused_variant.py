"""The rule `unused-variant`: variant that applies nowhere."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="unused-variant",
    gravity=Gravity.INFO,
    title=N_("Variant that applies nowhere"),
    what=N_("The selector of a variant matches no account that the role exists in."),
    why=N_("Whoever wrote it believes that the role is narrower or wider there."),
    fix=N_("Mend the selector, grant the role there, or remove the variant."),
    bad="""\
roles:
  viewer: { policies: [ReadOnlyAccess], variants: { prod: { policies: [SecurityAudit] } } }
""",
    good="""\
roles:
  viewer: { policies: [ReadOnlyAccess], variants: { dev: { policies: [SecurityAudit] } } }
""",
    sources=("accounts.yaml, variants",),
)
