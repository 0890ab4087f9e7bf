"""The page that explains the words: AWS's own, with their Japanese, and those of the organisation."""

from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md, text
from iam_atlas.pages.views.frame import Table, frame
from iam_atlas.pages.views.indexes import IndexView

# (English, Japanese, meaning)
_WORDS = (
    ("account", "アカウント", "A place that holds resources, roles and policies. It is not a person."),
    ("user", "IAMユーザー", "A login for one person or one machine, kept in the jump account."),
    (
        "jump account",
        "ジャンプアカウント, 踏み台アカウント",
        "The one account that holds the users; people sign in there and switch into the others. Also called bastion, "
        "identity, hub or security account.",
    ),
    ("member account", "メンバーアカウント", "Every account of the organization except the management account."),
    (
        "management account",
        "管理アカウント",
        "The account that owns the organization and pays for it. SCPs and RCPs do not bind it.",
    ),
    ("organization", "組織", "All accounts under one management account."),
    ("OU", "組織単位", "Organizational unit: a folder of accounts, to which guardrails can be attached."),
    ("role", "ロール", "A set of permissions that is taken for a while and then given back. It has no password."),
    ("trust policy", "信頼ポリシー", "The half on the role: whom it lets in. Both halves must agree."),
    ("permissions policy", "許可ポリシー", "What a user, group or role may do. For a switch it is the caller's half."),
    (
        "switch role",
        "スイッチロール",
        "To take a role in the console; the same as to assume a role. It "
        "replaces your permissions, it does not add to them.",
    ),
    ("assume role", "引き受ける", "To take a role, by the console, the command line or a program (`sts:AssumeRole`)."),
    ("session", "セッション", "The time for which a role is taken. When it ends, take the role again."),
    ("MFA", "多要素認証", "Multi-factor authentication: a device proves who you are, besides the password."),
    ("group", "グループ", "Users with the same policies. A role cannot trust a group, only an account, user or role."),
    ("permissions boundary", "アクセス許可の境界", "A ceiling on a user or role. It grants nothing."),
    (
        "SCP",
        "サービスコントロールポリシー",
        "Service control policy: caps what the users and roles of accounts may do. It grants nothing.",
    ),
    (
        "RCP",
        "リソースコントロールポリシー",
        "Resource control policy: caps who may use the resources in accounts. It grants nothing.",
    ),
    (
        "ExternalId",
        "外部ID",
        "A value that a vendor sends along, so that no other customer of "
        "the vendor can have it use our role. Not a secret.",
    ),
    ("identity provider", "IDプロバイダー", "Somebody else who proves who comes: a company login, GitHub, Google."),
    ("federation", "フェデレーション", "Coming in through an identity provider instead of an IAM user."),
    ("permission set", "許可セット", "A template of IAM Identity Center; AWS makes a role of it in each account."),
    ("role chaining", "ロールの連鎖", "Taking a role from within a role. The session then lasts one hour at most."),
    ("break-glass", "緊急アクセス", "Access for emergencies, alarmed and reviewed afterwards."),
    (
        "partition",
        "パーティション",
        "A separate AWS: the usual one, China, GovCloud. Roles and policies never cross between them.",
    ),
    ("service role", "サービスロール", "A role that an AWS service takes to act for you. Nobody switches into it."),
    (
        "level",
        "レベル",
        "How strong a role is, in one word: ADMIN, WRITE, READ, NONE or UNKNOWN.",
    ),
    ("ADMIN", "", "A level: can change who may do what, without a ceiling that stops it."),
    ("WRITE", "", "A level: can change something."),
    ("READ", "", "A level: can only look."),
    ("NONE", "", "A level: can do nothing itself, at most move on to other roles."),
    ("UNKNOWN", "", "A level: a policy is not at hand, and what is known is not ADMIN already. It may be any of them."),
    (
        "condition",
        "条件",
        "What must be true of a request, besides who asks: MFA, an address, a time, a tag. A statement counts only "
        "when all its conditions hold.",
    ),
    ("guardrail", "ガードレール", "A policy of the organization that caps whole accounts: an SCP or RCP, for example."),
    ("vendor", "ベンダー", "Another company that comes into our accounts from an AWS account of its own."),
    (
        "confused deputy",
        "混乱した代理",
        "Somebody trusted who is tricked into using our trust for a stranger; an ExternalId or a source account in the "
        "condition prevents it.",
    ),
    ("ARN", "ARN", "Amazon Resource Name: the full name of anything in AWS, with its account."),
)


def words_view(context: Context) -> IndexView:
    """The glossary; the organisation's own words come first."""
    say = context.say
    own = tuple(
        (text(word), Md(""), prose(context, meaning))
        for word, meaning in sorted(context.landscape.site.glossary.items())
    )
    ours = tuple((say(word), text(japanese), say(meaning)) for word, japanese, meaning in _WORDS)
    heads = (say("Word"), say("In Japanese"), say("Meaning"))
    lead = say("What the words on these pages mean.")
    return IndexView(frame(context, say.t("Words"), lead, ()), Table(heads, (*own, *ours)))
