"""The shapes of `policies`, `roles`, `permission_sets` and `grants`: what may be done, and by whom."""

from iam_atlas.errors import Said, said
from iam_atlas.load.shape.common import (
    ANNOTATIONS,
    BREAK_GLASS,
    COLOR,
    DATE,
    DESCRIPTION,
    DOCUMENT,
    DURATION,
    FLAG,
    IAM_PATH,
    PERMISSIONS,
    PROSE,
    REGION,
    REQUEST,
    REQUIRE,
    SELECTORS,
    TEXT,
    TRUST_STYLE,
    one_or_more,
    texts,
    words_of,
)
from iam_atlas.load.shape.kinds import ByForm, Choice, Field, ListOf, MapOf, Record, Text
from iam_atlas.model.grants import Effect
from iam_atlas.model.roles import RoleKind

POLICIES = MapOf(
    ByForm(
        scalar=Text(said("a path to a policy document")),
        mapping=Record(
            said("a map about the policy"),
            (
                Field("document", DOCUMENT, "The policy document: a path, or the document itself.", required=True),
                Field("name", TEXT, "The name in AWS.", default="the key"),
                Field("path", IAM_PATH, "The IAM path.", default="/"),
                Field("accounts", SELECTORS, "The accounts that have the policy.", default="wherever it is used"),
                *ANNOTATIONS,
            ),
        ),
    ),
    said("policy"),
    said("a map from policy name to policy"),
)

_TRUSTED = (
    Field("account", TEXT, "An account: every identity in it with the right policy gets in."),
    Field("role", TEXT, "A role, `name@account` for one copy."),
    Field("user", TEXT, "A user."),
    Field("group", TEXT, "A group. IAM cannot trust a group: becomes its account plus the group's own policy."),
    Field("permission_set", TEXT, "A permission set, `name@account`."),
    Field(
        "service",
        one_or_more(said("a service principal"), said("service principals")),
        "A service, such as lambda.amazonaws.com.",
    ),
    Field("provider", TEXT, "A provider."),
    Field("vendor", TEXT, "A vendor."),
    Field("organization", FLAG, "Everybody in the organization."),
    Field("principal", one_or_more(said("an ARN"), said("ARNs")), "Any principal, by ARN."),
)


def _claim(name: str, what: Said, several: Said, description: str) -> Field:
    return Field(name, one_or_more(what, several), description, needs="provider")


_TRUST = Record(
    said("a map that names whom the role trusts"),
    (
        *_TRUSTED,
        Field("require", REQUIRE, "Conditions of this statement."),
        Field("actions", texts(said("actions")), "The actions allowed.", default="the usual ones for the kind"),
        _claim("repo", said("a repository"), said("repositories"), "GitHub: the repository, without the organization."),
        _claim(
            "repo_id", said("a repository number"), said("repository numbers"), "GitHub: the number of the repository."
        ),
        _claim("branch", said("a branch"), said("branches"), "GitHub: the branch."),
        _claim("tag", said("a tag"), said("tags"), "GitHub: the tag."),
        _claim("environment", said("an environment"), said("environments"), "GitHub: the deployment environment."),
        Field("pull_request", FLAG, "GitHub: runs for pull requests.", needs="provider"),
        _claim("workflow", said("a workflow"), said("workflows"), "GitHub: the reusable workflow."),
        Field("subjects", texts(said("subjects")), "Values of the `sub` claim.", needs="provider"),
        Field("audiences", texts(said("audiences")), "Values of the `aud` claim.", needs="provider"),
        Field("authenticated", FLAG, "Cognito: signed-in users, or guests.", needs="provider"),
        DESCRIPTION,
        Field("expires", DATE, "When the entry should be gone. Documents only."),
    ),
    exactly_one=tuple(field.name for field in _TRUSTED),
    definition="trust",
)

_OF_EACH_COPY = (
    *PERMISSIONS,
    Field("max_session", DURATION, "The longest session, 1h to 12h.", default="`defaults.max_session`"),
    Field(
        "require",
        REQUIRE,
        "Conditions on every group and user that is granted the role; they stand in the trust policy. Roles, "
        "providers, vendors and services are not bound.",
    ),
    Field(
        "trust",
        ListOf(_TRUST, said("a list of trust entries"), said("trust entry")),
        "Whom else the role trusts; one statement an entry.",
    ),
    Field("trust_policy", DOCUMENT, "The role trust policy as it really is; replaces the derived one and is compared."),
    Field(
        "trust_style",
        TRUST_STYLE,
        "Whether the trust policy names accounts or principals.",
        default="`defaults.trust_style`",
    ),
    Field("name", TEXT, "The name in AWS.", default="`defaults.role_name`, else the key"),
    Field("path", IAM_PATH, "The IAM path.", default="`defaults.role_path`"),
    Field("color", COLOR, "The color in the console and on pages.", default="the color of the account"),
    Field("region", REGION, "The region the console opens in.", default="the region of the account"),
)
_VARIANT = Record(said("a map of the keys that differ"), (*_OF_EACH_COPY, DESCRIPTION), definition="variant")

ROLES = MapOf(
    ByForm(
        scalar=Text(said("a policy name")),
        sequence=texts(said("policy names")),
        mapping=Record(
            said("a map about the role"),
            (
                *_OF_EACH_COPY,
                Field("accounts", SELECTORS, "The accounts that have the role.", default="wherever it is granted"),
                Field(
                    "kind",
                    words_of(RoleKind),
                    "Who made the role and what for.",
                    default="normal",
                ),
                Field("instance_profile", FLAG, "Whether EC2 instances carry it.", default="false"),
                Field(
                    "can_pass", texts(said("roles, groups or users")), "Who may pass it to a service (`iam:PassRole`)."
                ),
                Field("break_glass", BREAK_GLASS, "How emergency access is used and kept working."),
                Field(
                    "variants",
                    MapOf(_VARIANT, said("variant"), said("a map from account selector to the keys that differ")),
                    "What is different in some accounts; a key replaces the role's own.",
                ),
                *ANNOTATIONS,
            ),
        ),
    ),
    said("role"),
    said("a map from role name to role"),
)

PERMISSION_SETS = MapOf(
    ByForm(
        sequence=texts(said("policy names")),
        mapping=Record(
            said("a map about the permission set"),
            (
                *PERMISSIONS,
                Field("max_session", DURATION, "The longest session.", default="`defaults.max_session`"),
                Field("relay_state", TEXT, "The page that opens after signing in."),
                Field("accounts", SELECTORS, "The accounts it is used in.", default="wherever it is granted"),
                *ANNOTATIONS,
            ),
        ),
    ),
    said("permission set"),
    said("a map from permission set name to permission set"),
)

_GRANT = Record(
    said("a map with roles and accounts"),
    (
        Field("roles", texts(said("roles"), least=1), "The roles granted."),
        Field("permission_sets", texts(said("permission sets"), least=1), "The permission sets granted."),
        Field("accounts", SELECTORS, "Where.", required=True),
        Field("require", REQUIRE, "Conditions on the caller's side: they stand in the caller's own policy."),
        Field(
            "via",
            Choice(("assume_role", "permission_set", "account_access", "saml")),
            "The way in, when it is not the usual one.",
        ),
        Field("effect", words_of(Effect), "Give, or take away.", default="allow"),
        Field("expires", DATE, "When the grant should be gone. Documents only; `require.until` is enforced."),
        Field("request", REQUEST, "How to get this access."),
        Field("reason", PROSE, "Why it is granted."),
        Field("ticket", TEXT, "The ticket that asked for it."),
        DESCRIPTION,
    ),
    at_least_one=("roles", "permission_sets"),
)
GRANTS = MapOf(
    ByForm(
        mapping=MapOf(
            one_or_more(said("a role"), said("roles")),
            said("account selector"),
            said("a map from account selector to role or roles"),
        ),
        sequence=ListOf(_GRANT, said("a list of grants"), said("grant")),
    ),
    said("grantee"),
    said("a map from grantee to what is granted"),
)
