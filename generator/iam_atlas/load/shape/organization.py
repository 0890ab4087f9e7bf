"""The shapes of `organization`, `site`, `teams`, `defaults` and `ous`."""

from iam_atlas.errors import said
from iam_atlas.load.shape.common import (
    ANNOTATIONS,
    COLOR,
    DESCRIPTION,
    DURATION,
    FLAG,
    IAM_PATH,
    PARTITION,
    PROSE,
    REGION,
    REQUEST,
    REQUIRE,
    TEXT,
    TRUST_STYLE,
    URL,
    texts,
    words_of,
)
from iam_atlas.load.shape.kinds import ByForm, Choice, Field, MapOf, Record, Text
from iam_atlas.model.accounts import AccountKind

ACCOUNT_KINDS = words_of(AccountKind)

ORGANIZATION = Record(
    said("a map about the organization"),
    (
        Field(
            "id",
            Text(said("an organization id such as o-a1b2c3d4e5"), r"^o-[a-z0-9]{10,32}$"),
            "The id of the organization.",
        ),
        Field("name", TEXT, "The name that pages show."),
        Field("management", Text(said("an account name")), "The management account, by name."),
        Field(
            "root", Text(said("a root id such as r-a1b2"), r"^r-[0-9a-z]{4,32}$"), "The id of the organization's root."
        ),
        *ANNOTATIONS,
    ),
)

_SHOWN = Choice(("show", "mask", "hide"))
_WHEN_PUBLIC = "show; mask when public"
SITE = Record(
    said("a map about the site"),
    (
        Field("title", PROSE, "The title of the site.", default="the name of the organization"),
        Field(
            "languages",
            texts(said("language codes"), least=1),
            "Languages of the site; each has pages of its own: en and ja. The first is the one that the site opens in.",
        ),
        Field(
            "audience",
            Choice(("internal", "public")),
            "Who will read the site. A `public` one shows stand-ins for what `redact` names, and neither the lines of "
            "the file nor links to its repository.",
            default="internal",
        ),
        Field(
            "people_pages",
            FLAG,
            "Whether people have pages of their own. Without, they are named, and not linked.",
            default="true",
        ),
        Field(
            "history",
            FLAG,
            "Whether the built site tells what the last versions of the file changed, where git has them.",
            default="true",
        ),
        Field("signin_url", URL, "Where people sign in."),
        Field(
            "help",
            Record(
                said("a map with slack, email and hours"),
                (
                    Field("slack", TEXT, "The Slack channel."),
                    Field("email", TEXT, "The mail address."),
                    Field("hours", TEXT, "When somebody answers."),
                ),
            ),
            "Where people ask when something does not work.",
        ),
        Field(
            "onboarding",
            Record(
                said("a map with page and tools"),
                (
                    Field("page", TEXT, "A hand-written page for the first day."),
                    Field("tools", texts(said("tools")), "Tools to explain, such as aws-cli, aws-vault, granted."),
                ),
            ),
            "What newcomers read and install.",
        ),
        Field(
            "glossary",
            MapOf(PROSE, said("word"), said("a map from word to explanation")),
            "Words of your own, explained.",
        ),
        Field(
            "redact",
            Record(
                said("a map from kind of value to show, mask or hide"),
                (
                    Field(
                        "account_ids",
                        _SHOWN,
                        "Account ids, aliases, and AWS's addresses for signing in. `mask` keeps the last four digits "
                        "of an id, `hide` none.",
                        default=_WHEN_PUBLIC,
                    ),
                    Field("emails", _SHOWN, "Mail addresses; `mask` and `hide` do the same.", default=_WHEN_PUBLIC),
                    Field("external_ids", _SHOWN, "ExternalIds; `mask` and `hide` do the same.", default=_WHEN_PUBLIC),
                    Field(
                        "source_ips",
                        _SHOWN,
                        "IP addresses and ranges; `mask` and `hide` do the same.",
                        default=_WHEN_PUBLIC,
                    ),
                    Field(
                        "user_names",
                        _SHOWN,
                        "Names of users, also in full. `mask` puts `person-1` in their place; `hide` also leaves out "
                        "the pages of people, and people in atlas.json and in the search for ways.",
                        default=_WHEN_PUBLIC,
                    ),
                ),
            ),
            "What a public site shows of values that not everybody should read.",
        ),
    ),
)

TEAMS = MapOf(
    Record(
        said("a map about the team"),
        (
            Field("slack", TEXT, "The team's Slack channel."),
            Field("email", TEXT, "The team's mail address."),
            Field("oncall", TEXT, "Where to find who is on call."),
            Field("backstage", TEXT, "The team in Backstage."),
            *ANNOTATIONS,
        ),
    ),
    said("team"),
    said("a map from team name to team"),
)

_ENVIRONMENT = Record(
    said("a map about the environment"),
    (
        Field("title", PROSE, "The name that pages show."),
        DESCRIPTION,
        Field("color", COLOR, "The color of its accounts in the console and on pages."),
        Field("request", REQUEST, "How to get access in this environment."),
    ),
)
DEFAULTS = Record(
    said("a map of default values"),
    (
        Field("partition", PARTITION, "The partition of accounts.", default="aws"),
        Field("region", REGION, "The usual region."),
        Field("max_session", DURATION, "The longest session of a role.", default="1h"),
        Field("role_name", TEXT, "The pattern of role names in AWS, with `{{role}}`.", default="the key of the role"),
        Field("role_path", IAM_PATH, "The IAM path of roles.", default="/"),
        Field(
            "trust_style",
            TRUST_STYLE,
            "Whether trust policies name accounts or principals.",
            default="users by their account, roles by their ARN",
        ),
        Field("require", REQUIRE, "Conditions of every grant to groups and users; never of roles, CI or vendors."),
        Field("request", REQUEST, "How to get access where nothing nearer says so."),
        Field(
            "groups",
            Record(
                said("a map with policies"),
                (Field("policies", texts(said("policy names")), "Managed policies that every group has."),),
            ),
            "What every group has.",
        ),
        Field(
            "workloads",
            Record(
                said("a map of patterns"),
                (
                    Field("name", TEXT, "The pattern of account names.", default="{{workload}}-{{environment}}"),
                    Field("ou", TEXT, "The pattern of OUs."),
                    Field("kind", ACCOUNT_KINDS, "The kind of the accounts.", default="workload"),
                    Field("region", REGION, "The region of the accounts."),
                ),
            ),
            "What the accounts of every workload have in common.",
        ),
        Field(
            "environments",
            MapOf(_ENVIRONMENT, said("environment"), said("a map from environment to its defaults")),
            "What the accounts of an environment have in common.",
        ),
    ),
)

OUS = MapOf(
    ByForm(
        mapping=Record(
            said("a map about the OU"),
            (
                Field(
                    "id",
                    Text(said("an OU id such as ou-a1b2-c3d4e5f6"), r"^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$"),
                    "The id of the OU.",
                ),
                *ANNOTATIONS,
            ),
        ),
        scalar=Text(said("a description")),
        nothing=True,
    ),
    said("OU"),
    said("a map from OU path to OU"),
    r"^[^\s/]([^/]*[^\s/])?(/[^\s/]([^/]*[^\s/])?)*$",
    said("an OU is written as its path from the root, such as Workloads/Prod"),
)
