"""The shapes of `guardrails` and `resources`: what caps access, and what others may use."""

from iam_atlas.errors import said
from iam_atlas.load.shape.common import ANNOTATIONS, DATE, DOCUMENT, PROSE, REGION, REQUIRE, TEXT, texts, words_of
from iam_atlas.load.shape.kinds import ByForm, Field, FreeMap, ListOf, MapOf, Record, Text
from iam_atlas.model.guardrails import GuardrailKind

_ANY_DOCUMENT = ByForm(scalar=Text(said("a path to a policy document")), mapping=FreeMap(said("the document itself")))

GUARDRAILS = MapOf(
    Record(
        said("a map about the guardrail"),
        (
            Field(
                "kind",
                words_of(GuardrailKind),
                "The kind of organization policy; only scp and rcp decide access.",
                required=True,
            ),
            Field("document", _ANY_DOCUMENT, "The document: a path, or the document itself.", required=True),
            Field(
                "attach",
                texts(said("`root`, `ou:...` and account names"), least=1),
                "Where it is attached: `root`, `ou:PATH`, account names.",
                required=True,
            ),
            Field("exempt", texts(said("account selectors")), "Accounts that the document leaves out."),
            *ANNOTATIONS,
        ),
    ),
    said("guardrail"),
    said("a map from guardrail name to guardrail"),
)

_ALLOW = Record(
    said("a map with to and actions"),
    (
        Field(
            "to",
            texts(said("principals"), least=1),
            "Who may: `account:`, `role:`, `service:` and so on.",
            required=True,
        ),
        Field("actions", texts(said("actions"), least=1), "The actions allowed.", required=True),
        Field("require", REQUIRE, "Conditions of this statement."),
        Field("reason", PROSE, "Why it is allowed."),
    ),
)
_KMS_GRANT = Record(
    said("a map with to and operations"),
    (
        Field("to", Text(said("a principal")), "Who may.", required=True),
        Field("operations", texts(said("KMS operations"), least=1), "The operations allowed.", required=True),
        Field("expires", DATE, "When it should be gone. Documents only."),
        Field("reason", PROSE, "Why it is granted."),
    ),
)

RESOURCES = MapOf(
    Record(
        said("a map about the resource"),
        (
            Field("kind", TEXT, "The kind of resource: s3, kms, sqs and so on.", required=True),
            Field("account", Text(said("an account name")), "The account that owns it.", required=True),
            Field("name", TEXT, "The name in AWS."),
            Field("arn", TEXT, "The ARN, when it does not follow from kind, account and name."),
            Field("region", REGION, "The region.", default="the region of the account"),
            Field("policy", DOCUMENT, "The resource-based policy as it really is; replaces `allow`."),
            Field(
                "allow",
                ListOf(_ALLOW, said("a list of statements"), said("statement")),
                "Who may do what; one statement an entry.",
            ),
            Field(
                "kms_grants",
                ListOf(_KMS_GRANT, said("a list of KMS grants"), said("KMS grant")),
                "Grants beside the key policy.",
            ),
            Field("encrypted_by", Text(said("a resource name")), "The key that encrypts it: another resource."),
            *ANNOTATIONS,
        ),
        at_least_one=("name", "arn"),
    ),
    said("resource"),
    said("a map from resource name to resource"),
)
