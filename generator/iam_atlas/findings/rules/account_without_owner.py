"""The rule `account-without-owner`: account without an owner."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="account-without-owner",
    gravity=Gravity.LOW,
    title=N_("Account without an owner"),
    what=N_("The file names owners elsewhere, but not for this account."),
    why=N_("Nobody is asked when access to it is requested, and nobody notices when it is misused."),
    fix=N_("Write `owner`: a team of `teams`, or a name."),
    bad="""\
teams: { platform: {} }
accounts: { dev: { id: "333333333333", environment: dev } }
""",
    good="""\
teams: { platform: {} }
accounts:
  management: { id: "111111111111", kind: management, owner: platform }
  jump: { id: "222222222222", kind: jump, owner: platform }
  dev: { id: "333333333333", environment: dev, owner: platform }
  prod: { id: "444444444444", environment: prod, owner: platform }
""",
    sources=("AWS Well-Architected Framework, Security Pillar, SEC01-BP01",),
)
