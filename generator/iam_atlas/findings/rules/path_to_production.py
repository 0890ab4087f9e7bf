"""The rule `path-to-production`: way into production from below."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="path-to-production",
    gravity=Gravity.HIGH,
    title=N_("Way into production from below"),
    what=N_(
        "Somebody from another environment, or a whole account of it, gets into a role of production that may change "
        "things, that leads on to one that may, or of which the file does not tell what it may do."
    ),
    why=N_("Accounts are apart so that a slip or a break-in in development does not reach production. Here it does."),
    fix=N_("Let people and pipelines come from the jump account or the tools account."),
    bad="""\
roles:
  builder: { policies: [PowerUserAccess] }
  deployer: { policies: [PowerUserAccess] }
grants:
  developers: { dev: [viewer, builder] }
  role:builder@dev: { prod: deployer }
""",
    good="""\
accounts: { tools: { id: "555555555555", kind: deploy } }
roles:
  builder: { policies: [PowerUserAccess] }
  deployer: { policies: [PowerUserAccess] }
grants:
  developers: { dev: viewer, tools: builder }
  role:builder@tools: { prod: deployer }
""",
    sources=("AWS Well-Architected Framework, Security Pillar, SEC01-BP01",),
)
