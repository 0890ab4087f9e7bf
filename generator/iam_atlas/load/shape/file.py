"""The shape of a whole accounts file: the root file, and a file that another one includes."""

from dataclasses import replace

from iam_atlas.errors import said
from iam_atlas.load.shape.accepted import ACCEPTED
from iam_atlas.load.shape.accounts import ACCOUNTS, WORKLOADS
from iam_atlas.load.shape.common import URL, texts
from iam_atlas.load.shape.expectations import EXPECT
from iam_atlas.load.shape.guardrails import GUARDRAILS, RESOURCES
from iam_atlas.load.shape.kinds import Field, Record, Version
from iam_atlas.load.shape.organization import DEFAULTS, ORGANIZATION, OUS, SITE, TEAMS
from iam_atlas.load.shape.people import GROUPS, PROVIDERS, USERS, VENDORS
from iam_atlas.load.shape.roles import GRANTS, PERMISSION_SETS, POLICIES, ROLES

_VERSION = Field("version", Version(), "The version of this schema. The root file must say it.", required=True)
_SECTIONS = (
    Field("$schema", URL, "The address of the JSON Schema, for editors."),
    Field(
        "include",
        texts(said("paths or patterns")),
        "More files, relative to this one; patterns such as `accounts/*.yaml` come sorted. Each file is read once.",
    ),
    Field("organization", ORGANIZATION, "The organization around the accounts."),
    Field("site", SITE, "How the site presents everything."),
    Field("teams", TEAMS, "Teams that own things."),
    Field("defaults", DEFAULTS, "Values that apply only where a key is absent; pages mark them as defaults."),
    Field("ous", OUS, "Organizational units; the key is the whole path, such as `Workloads/Prod`."),
    Field("accounts", ACCOUNTS, "AWS accounts; the short form is the id."),
    Field("workloads", WORKLOADS, "Products, each with accounts of several environments."),
    Field("users", USERS, "IAM users; the short form is the list of their groups."),
    Field("groups", GROUPS, "Groups; the short form is a description, or nothing."),
    Field("providers", PROVIDERS, "Identity providers."),
    Field("vendors", VENDORS, "Third parties with AWS accounts of their own."),
    Field("policies", POLICIES, "Customer managed policies; the short form is the path of the document."),
    Field("roles", ROLES, "Roles: templates that exist where granted; the short form is a policy, or a list of them."),
    Field(
        "permission_sets",
        PERMISSION_SETS,
        "Permission sets of IAM Identity Center; the short form is a list of policies.",
    ),
    Field(
        "grants",
        GRANTS,
        "Who gets what where. The key is a group, or `user:`, `role:NAME@ACCOUNT`; the value a map from account "
        "selector to role, or a list of long forms.",
    ),
    Field("guardrails", GUARDRAILS, "Policies of the organization and where they are attached."),
    Field("resources", RESOURCES, "Resources that other accounts use."),
    Field("expect", EXPECT, "What must follow from the file, and what must not; lists of several files add up."),
    Field("accepted", ACCEPTED, "Findings that somebody lives with for a while; each for one thing, until a day."),
)

ROOT_FILE = Record(said("a map of sections"), (_VERSION, *_SECTIONS))
INCLUDED_FILE = Record(said("a map of sections"), (replace(_VERSION, required=False), *_SECTIONS))
