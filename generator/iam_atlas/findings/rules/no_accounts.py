"""The rule `no-accounts`: file without accounts."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="no-accounts",
    gravity=Gravity.INFO,
    title=N_("File without accounts"),
    what=N_("No file that was read declares an account."),
    why=N_("Every page is empty, which looks like a safe organization."),
    fix=N_("Declare the accounts under `accounts`, or include the file that does."),
    bad="""\
organization: null
defaults: null
accounts: null
users: null
groups: null
roles: null
grants: null
""",
    good="""\
roles: { viewer: ReadOnlyAccess }
""",
    sources=("accounts.yaml, sections",),
)
