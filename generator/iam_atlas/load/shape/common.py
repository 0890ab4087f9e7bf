"""Shapes that many sections share: prose, annotations, requests, conditions, permissions."""

from enum import Enum

from iam_atlas.errors import Said, said
from iam_atlas.load.shape.kinds import (
    AccountId,
    ByForm,
    Choice,
    Date,
    Duration,
    Field,
    Flag,
    FreeMap,
    ListOf,
    MapOf,
    Record,
    TagValue,
    Text,
)
from iam_atlas.model.annotations import Status

TEXT = Text()
NAME = Text(said("a name"))
URL = Text(said("an address"))
COLOR = Text(said("a color of six hex digits without #, such as F2B0A9"), r"^[0-9A-Fa-f]{6}$")
REGION = Text(said("a region such as ap-northeast-1"), r"^[a-z]{2,}(-[a-z]+)+-[0-9]+$")
IAM_PATH = Text(said('an IAM path that begins and ends with "/"'), r"^/([!-~]+/)?$")
ACCOUNT_ID = AccountId()
DURATION = Duration()
DATE = Date()
FLAG = Flag()
PARTITION = Choice(
    ("aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"),
)
TRUST_STYLE = Choice(("account", "principal"))


def words_of(kinds: type[Enum]) -> Choice:
    """The words of an enumeration of the model, in its order."""
    return Choice(tuple(str(kind.value) for kind in kinds))


def texts(what: Said, least: int = 0) -> ListOf:
    """A list of texts; `what` are they called, in the plural."""
    return ListOf(TEXT, said("a list of {things}", things=what), least=least)


def one_or_more(what: Said, several: Said) -> ByForm:
    """A text or a list of texts, with what they are called."""
    return ByForm(scalar=Text(what), sequence=texts(several, least=1))


PROSE = ByForm(
    scalar=TEXT,
    mapping=MapOf(
        TEXT,
        said("language"),
        said("a map from language to text, such as {{en: ..., ja: ...}}"),
        r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$",
        said("languages are written as codes such as en, ja or pt-BR"),
        least=1,
    ),
    definition="prose",
)
SELECTORS = one_or_more(said("an account selector"), said("account selectors"))

REQUEST = Record(
    said("a map that says how to get access"),
    (
        Field("how", PROSE, "How to get access, in a sentence or two."),
        Field("url", URL, "Where to ask: a form, a repository, a ticket queue."),
        Field("approvers", texts(said("teams or users")), "Teams or users who approve a request."),
        Field("sla", TEXT, "How long an answer takes, in words."),
        Field("max_duration", DURATION, "The longest time for which access is given."),
    ),
    definition="request",
)

_LINK = Record(
    said("a link with url and title"),
    (
        Field("title", TEXT, "The text of the link.", default="the address"),
        Field("url", URL, "The address.", required=True),
    ),
)

DESCRIPTION = Field("description", PROSE, "What it is for, in a sentence; one text, or one text a language.")
OWNER = Field("owner", TEXT, "The team that answers for it: a name in `teams`, or free text.")

ANNOTATIONS = (
    Field("title", PROSE, "The name that pages show instead of the key.", default="the key"),
    DESCRIPTION,
    Field("notes", PROSE, "Longer remarks; shown below everything else."),
    OWNER,
    Field("links", ListOf(_LINK, said("a list of links"), said("link")), "Related pages."),
    Field("runbook", TEXT, "Path or address of the runbook."),
    Field(
        "tags",
        MapOf(TagValue(), said("tag"), said("a map of tags")),
        "Free keys and values, as written; on accounts, selectors can use them.",
    ),
    Field("request", REQUEST, "How to get access.", default="`request` of the next wider thing, then of `defaults`"),
    Field(
        "status",
        words_of(Status),
        "Where it is in its life.",
        default="active",
    ),
    Field("expires", DATE, "When it should be gone. Documents only: no policy changes."),
    Field("review_by", DATE, "When somebody should look at it again. Documents only."),
    Field(
        "redact",
        ByForm(scalar=FLAG, sequence=texts(said("keys"))),
        "What a public site leaves out: a list of keys that say nothing about access; or `true`: its name, too, and "
        "all it says of itself, while its access is told under a stand-in.",
        default="false",
    ),
)

_TAG_RULES = MapOf(one_or_more(said("a value"), said("values")), said("tag"), said("a map from tag to value or values"))
REQUIRE = Record(
    said("a map of conditions"),
    (
        Field("mfa", FLAG, "The caller signed in with MFA (`aws:MultiFactorAuthPresent`). Only IAM users carry it."),
        Field("mfa_max_age", DURATION, "MFA is not older than this (`aws:MultiFactorAuthAge`)."),
        Field("external_id", TEXT, "The ExternalId that the caller must give (`sts:ExternalId`). Not a secret."),
        Field(
            "org",
            Flag(said("an organization id")),
            "The caller belongs to the declared organization, or to the one given (`aws:PrincipalOrgID`).",
        ),
        Field(
            "org_paths",
            one_or_more(said("a path"), said("paths")),
            "Paths of the caller's OU (`aws:PrincipalOrgPaths`).",
        ),
        Field(
            "source_ip",
            one_or_more(said("a CIDR range"), said("CIDR ranges")),
            "Where calls come from (`aws:SourceIp`).",
        ),
        Field(
            "source_vpc", one_or_more(said("a VPC id"), said("VPC ids")), "The VPC calls come from (`aws:SourceVpc`)."
        ),
        Field(
            "source_vpce",
            one_or_more(said("a VPC endpoint id"), said("VPC endpoint ids")),
            "The VPC endpoint calls come through (`aws:SourceVpce`).",
        ),
        Field("principal_tags", _TAG_RULES, "Tags that the caller must have (`aws:PrincipalTag/...`)."),
        Field("session_tags", _TAG_RULES, "Tags that the session must be given (`aws:RequestTag/...`)."),
        Field(
            "transitive_tags",
            one_or_more(said("a tag key"), said("tag keys")),
            "Session tags that go on along a role chain (`sts:TransitiveTagKeys`).",
        ),
        Field(
            "source_identity",
            Flag(said("a text")),
            "The source identity that must be set (`sts:SourceIdentity`); `true` is the caller's user name.",
        ),
        Field(
            "session_name",
            TEXT,
            "The session name (`sts:RoleSessionName`); `username` is the caller's own user name.",
        ),
        Field("from", DATE, "Not before this moment (`aws:CurrentTime`); a bare date is the start of that day."),
        Field("until", DATE, "Not after this moment (`aws:CurrentTime`); a date means the end of that day, UTC."),
        Field("hours", TEXT, "Hours by agreement, such as `weekdays 09:00-18:00 JST`. IAM cannot enforce them."),
        Field("source_account", TEXT, "For services: the account they act for (`aws:SourceAccount`), or `self`."),
        Field(
            "source_arn",
            one_or_more(said("an ARN"), said("ARNs")),
            "For services: the resource they act for (`aws:SourceArn`).",
        ),
        Field("source_org", FLAG, "For services: they act for our organization (`aws:SourceOrgID`)."),
        Field("claims", _TAG_RULES, "Claims of the identity provider's token (`<provider>:<claim>`)."),
        Field("conditions", FreeMap(said("an IAM Condition block")), "An IAM Condition block, taken as written."),
    ),
    definition="require",
)

DOCUMENT = ByForm(
    scalar=Text(said("a path to a policy document")),
    mapping=FreeMap(said("a policy document with Statement"), "Statement"),
    definition="document",
)
PERMISSIONS = (
    Field(
        "policies",
        texts(said("policy names")),
        "Managed policies: names in `policies`, names of AWS managed policies, or ARNs.",
    ),
    Field(
        "inline",
        MapOf(DOCUMENT, said("inline policy"), said("a map from name to policy document")),
        "Inline policies by name; each a path, or the document itself.",
    ),
    Field("boundary", Text(said("a policy name")), "The permissions boundary: a ceiling, not a grant."),
    Field(
        "assume_policy",
        DOCUMENT,
        "The policy with `sts:AssumeRole` as it really is; replaces the derived one and is compared with the grants.",
    ),
)

BREAK_GLASS = ByForm(
    scalar=FLAG,
    mapping=Record(
        said("a map about emergency access"),
        (
            Field("when", PROSE, "When it may be used."),
            Field("alert", PROSE, "Who is told when it is used."),
            Field("after", PROSE, "What to do afterwards."),
            Field("credentials", PROSE, "Where the credentials are kept, and who may open them."),
            Field("test_every", DURATION, "How often it should be tested."),
            Field("last_tested", DATE, "When it was last tested."),
        ),
    ),
    definition="break_glass",
)
