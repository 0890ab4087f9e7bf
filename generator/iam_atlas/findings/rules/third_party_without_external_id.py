"""The rule `third-party-without-external-id`: third party trusted without an ExternalId."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="third-party-without-external-id",
    gravity=Gravity.HIGH,
    title=N_("Third party trusted without an ExternalId"),
    what=N_("A vendor, or an account that the file does not know, gets in without an ExternalId."),
    why=N_("Another customer of the third party could have it enter here: a confused deputy."),
    fix=N_("Ask the third party for an ExternalId that it makes for you alone, and require it."),
    bad="""\
vendors: { watcher: { account_ids: ["999988887777"] } }
roles:
  watch: { policies: [ReadOnlyAccess], accounts: [prod], trust: [{ vendor: watcher }] }
""",
    good="""\
vendors:
  watcher: { account_ids: ["999988887777"], external_id: x-7c1e52d0 }
roles:
  watch: { policies: [ReadOnlyAccess], accounts: [prod], trust: [{ vendor: watcher }] }
""",
    sources=('IAM User Guide, "The confused deputy problem"',),
)
