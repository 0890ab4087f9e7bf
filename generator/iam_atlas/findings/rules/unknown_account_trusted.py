"""The rule `unknown-account-trusted`: trust in an account that the file does not know."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="unknown-account-trusted",
    gravity=Gravity.LOW,
    title=N_("Trust in an account that the file does not know"),
    what=N_("A role lets in a whole account, by an ExternalId, and nothing in the file says whose account it is."),
    why=N_("Nobody can judge who gets in, or notice when the account has changed hands."),
    fix=N_("Declare the account under `vendors`, or under `accounts` as `kind: external`."),
    bad="""\
roles:
  viewer:
    policies: [ReadOnlyAccess]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "999999999999" }
          Action: "sts:AssumeRole"
          Condition: { StringEquals: { "sts:ExternalId": shop-1 } }
""",
    good="""\
vendors: { watchful: { account_ids: ["999999999999"], external_id: shop-1 } }
roles:
  viewer:
    policies: [ReadOnlyAccess]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "999999999999" }
          Action: "sts:AssumeRole"
          Condition: { StringEquals: { "sts:ExternalId": shop-1 } }
""",
    sources=('IAM User Guide, "Access to AWS accounts owned by third parties"',),
)
