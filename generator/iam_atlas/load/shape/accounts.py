"""The shapes of `accounts` and `workloads`."""

from iam_atlas.errors import said
from iam_atlas.load.shape.common import ACCOUNT_ID, ANNOTATIONS, COLOR, PARTITION, REGION, TEXT, URL, texts
from iam_atlas.load.shape.kinds import ByForm, Field, ListOf, MapOf, Record
from iam_atlas.load.shape.organization import ACCOUNT_KINDS

_ROOT_USER = Record(
    said("a map about the root user"),
    (
        Field("mfa", TEXT, "How the root user signs in a second time, such as `hardware`."),
        Field("custodian", TEXT, "Who keeps the credentials."),
        Field("note", TEXT, "Anything else to know."),
    ),
)

_ACCOUNT = ByForm(
    scalar=ACCOUNT_ID,
    mapping=Record(
        said("a map about the account"),
        (
            Field("id", ACCOUNT_ID, "The account id: 12 digits in quotes.", required=True),
            Field("name", TEXT, "The name in AWS.", default="the key"),
            Field(
                "kind", ACCOUNT_KINDS, "What the account is for. Only a jump account holds people.", default="workload"
            ),
            Field("ou", TEXT, "The path of its OU, such as `Workloads/Prod`.", default="directly under the root"),
            Field("environment", TEXT, "The environment, such as `dev` or `prod`."),
            Field("partition", PARTITION, "The partition.", default="`defaults.partition`"),
            Field("region", REGION, "The region it is used in.", default="`defaults.region`"),
            Field("regions", ListOf(REGION, said("a list of regions")), "The regions it is used in."),
            Field("alias", TEXT, "The account alias of the sign-in address."),
            Field("email", TEXT, "The mail address of the account."),
            Field("color", COLOR, "The color in the console and on pages.", default="the color of the environment"),
            Field(
                "contacts", MapOf(TEXT, said("contact"), said("a map of contacts")), "Whom AWS writes to, by subject."
            ),
            Field(
                "delegated_admin",
                texts(said("service principals")),
                "Services that this account administers for the whole organization.",
            ),
            Field("root", _ROOT_USER, "How the root user is kept."),
            Field("signin_url", URL, "Where people sign in to this account."),
            *ANNOTATIONS,
        ),
    ),
    definition="account",
)

ACCOUNTS = MapOf(_ACCOUNT, said("account"), said("a map from account name to account"))

WORKLOADS = MapOf(
    Record(
        said("a map about the workload"),
        (
            Field(
                "accounts",
                MapOf(_ACCOUNT, said("account"), said("a map from environment to account"), least=1),
                "Its accounts by environment; each becomes an account named by `defaults.workloads.name`.",
                required=True,
            ),
            Field("ou", TEXT, "The pattern of its OUs.", default="`defaults.workloads.ou`"),
            Field("region", REGION, "The region of its accounts.", default="`defaults.workloads.region`"),
            *ANNOTATIONS,
        ),
    ),
    said("workload"),
    said("a map from workload name to workload"),
)
