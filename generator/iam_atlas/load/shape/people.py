"""The shapes of `users`, `groups`, `providers` and `vendors`: who comes in."""

from iam_atlas.errors import said
from iam_atlas.load.shape.common import (
    ACCOUNT_ID,
    ANNOTATIONS,
    BREAK_GLASS,
    FLAG,
    IAM_PATH,
    PERMISSIONS,
    REGION,
    SELECTORS,
    TEXT,
    URL,
    texts,
    words_of,
)
from iam_atlas.load.shape.kinds import ByForm, Choice, Field, ListOf, MapOf, Record, Text
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.people import UserKind

_ACCOUNT_NAME = Text(said("an account name"))

USERS = MapOf(
    ByForm(
        sequence=texts(said("groups")),
        mapping=Record(
            said("a map about the user"),
            (
                Field("name", TEXT, "The person's full name."),
                Field("email", TEXT, "The mail address."),
                Field(
                    "kind",
                    words_of(UserKind),
                    "Who is behind the user.",
                    default="human",
                ),
                Field("groups", texts(said("groups")), "The groups the user is in."),
                Field("team", TEXT, "The team the person belongs to."),
                Field(
                    "account",
                    _ACCOUNT_NAME,
                    "The account that holds the user.",
                    default="the jump account of the partition",
                ),
                Field("mfa", Choice(("required", "hardware", "none")), "Whether the user has MFA.", default="required"),
                Field("access_keys", FLAG, "Whether the user has access keys.", default="false"),
                Field("manager", TEXT, "The person's manager."),
                Field("same_person_as", TEXT, "Another user of the same person, in another partition."),
                Field("path", IAM_PATH, "The IAM path.", default="/"),
                Field("break_glass", BREAK_GLASS, "How emergency access is used and kept working."),
                *PERMISSIONS,
                *ANNOTATIONS,
            ),
        ),
    ),
    said("user"),
    said("a map from user name to user"),
)

GROUPS = MapOf(
    ByForm(
        scalar=Text(said("a description")),
        nothing=True,
        mapping=Record(
            said("a map about the group"),
            (
                Field(
                    "members",
                    ByForm(sequence=texts(said("users")), scalar=Choice(("external",))),
                    "Users in the group, besides those who name it; `external` when membership is kept elsewhere.",
                ),
                Field("source", TEXT, "The provider that keeps the group.", default="IAM"),
                Field(
                    "account",
                    _ACCOUNT_NAME,
                    "The account that holds the group.",
                    default="the jump account of the partition",
                ),
                *PERMISSIONS,
                *ANNOTATIONS,
            ),
        ),
    ),
    said("group"),
    said("a map from group name to group"),
)

_GITHUB = Record(
    said("a map about the GitHub organization"),
    (
        Field("org", TEXT, "The name of the GitHub organization.", required=True),
        Field("org_id", TEXT, "Its number, which stays when it is renamed."),
        Field(
            "subjects",
            Choice(("auto", "names", "ids", "both")),
            "Which form of the `sub` claim trust policies match.",
            default="auto",
        ),
    ),
)
PROVIDERS = MapOf(
    Record(
        said("a map about the provider"),
        (
            Field(
                "kind",
                words_of(ProviderKind),
                "How the provider proves who comes.",
                required=True,
            ),
            Field("accounts", SELECTORS, "The accounts that have the provider's object."),
            Field("url", URL, "The issuer's address."),
            Field("audiences", texts(said("audiences")), "The audiences (`aud`) that are accepted."),
            Field("client_id", TEXT, "The client id that the provider knows us by."),
            Field("identity_pool", TEXT, "The id of the Cognito identity pool."),
            Field("start_url", URL, "The start page of IAM Identity Center."),
            Field("region", REGION, "The region of IAM Identity Center."),
            Field("trust_anchor", TEXT, "The ARN of the IAM Roles Anywhere trust anchor."),
            Field("github", _GITHUB, "The GitHub organization whose workflows come in."),
            *ANNOTATIONS,
        ),
    ),
    said("provider"),
    said("a map from provider name to provider"),
)

VENDORS = MapOf(
    Record(
        said("a map about the vendor"),
        (
            Field(
                "account_ids",
                ListOf(ACCOUNT_ID, said("a list of account ids"), least=1),
                "The vendor's own AWS accounts.",
                required=True,
            ),
            Field("external_id", TEXT, "The ExternalId that the vendor uses for us."),
            Field("contact", TEXT, "Whom to write to."),
            Field("data_access", TEXT, "What the vendor can see, in words."),
            *ANNOTATIONS,
        ),
    ),
    said("vendor"),
    said("a map from vendor name to vendor"),
)
