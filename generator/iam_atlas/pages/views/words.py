"""The page that explains the words: AWS's own, each in two languages, and those of the organisation.

Each is a heading of its own: so the search puts it before pages that only use the word, and it can be linked to.
"""

from dataclasses import dataclass, replace

from iam_atlas.model.addresses import slug
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md, text
from iam_atlas.pages.views.frame import Frame, frame
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import C_, ENGLISH, N_


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what it means; `id` is its anchor."""

    id: str
    heading: Md
    meaning: Md


@dataclass(frozen=True, slots=True)
class WordsView:
    """The page, the words in its order."""

    frame: Frame
    words: tuple[Word, ...]


_BOOST = Md("8")  # what a word means comes before the pages that use it

_WORDS = (
    (C_("word", "account"), N_("A place that holds resources, roles and policies. It is not a person.")),
    (C_("word", "user"), N_("A login for one person or one machine, kept in the jump account.")),
    (
        C_("word", "jump account"),
        N_(
            "The one account that holds the users; people sign in there and switch into the others. Also called "
            "bastion, identity, hub or security account."
        ),
    ),
    (C_("word", "member account"), N_("Every account of the organization except the management account.")),
    (
        C_("word", "management account"),
        N_("The account that owns the organization and pays for it. SCPs and RCPs do not bind it."),
    ),
    (C_("word", "organization"), N_("All accounts under one management account.")),
    (C_("word", "OU"), N_("Organizational unit: a folder of accounts, to which guardrails can be attached.")),
    (C_("word", "role"), N_("A set of permissions that is taken for a while and then given back. It has no password.")),
    (C_("word", "trust policy"), N_("The half on the role: whom it lets in. Both halves must agree.")),
    (C_("word", "permissions policy"), N_("What a user, group or role may do. For a switch it is the caller's half.")),
    (
        C_("word", "switch role"),
        N_(
            "To take a role in the console; the same as to assume a role. It replaces your permissions, it does not "
            "add to them."
        ),
    ),
    (
        C_("word", "assume role"),
        N_("To take a role, by the console, the command line or a program (`sts:AssumeRole`)."),
    ),
    (C_("word", "session"), N_("The time for which a role is taken. When it ends, take the role again.")),
    (C_("word", "MFA"), N_("Multi-factor authentication: a device proves who you are, besides the password.")),
    (
        C_("word", "group"),
        N_("Users with the same policies. A role cannot trust a group, only an account, user or role."),
    ),
    (C_("word", "permissions boundary"), N_("A ceiling on a user or role. It grants nothing.")),
    (
        C_("word", "SCP"),
        N_("Service control policy: caps what the users and roles of accounts may do. It grants nothing."),
    ),
    (C_("word", "RCP"), N_("Resource control policy: caps who may use the resources in accounts. It grants nothing.")),
    (
        C_("word", "ExternalId"),
        N_(
            "A value that a vendor sends along, so that no other customer of the vendor can have it use our role. Not "
            "a secret."
        ),
    ),
    (C_("word", "identity provider"), N_("Somebody else who proves who comes: a company login, GitHub, Google.")),
    (C_("word", "federation"), N_("Coming in through an identity provider instead of an IAM user.")),
    (C_("word", "permission set"), N_("A template of IAM Identity Center; AWS makes a role of it in each account.")),
    (C_("word", "role chaining"), N_("Taking a role from within a role. The session then lasts one hour at most.")),
    (C_("word", "break-glass"), N_("Access for emergencies, alarmed and reviewed afterwards.")),
    (
        C_("word", "partition"),
        N_("A separate AWS: the usual one, China, GovCloud. Roles and policies never cross between them."),
    ),
    (C_("word", "service role"), N_("A role that an AWS service takes to act for you. Nobody switches into it.")),
    (C_("word", "level"), N_("How strong a role is, in one word: ADMIN, WRITE, READ, NONE or UNKNOWN.")),
    (C_("word", "ADMIN"), N_("A level: can change who may do what, without a ceiling that stops it.")),
    (C_("word", "WRITE"), N_("A level: can change something.")),
    (C_("word", "READ"), N_("A level: can only look.")),
    (C_("word", "NONE"), N_("A level: can do nothing itself, at most move on to other roles.")),
    (
        C_("word", "UNKNOWN"),
        N_("A level: a policy is not at hand, and what is known is not ADMIN already. It may be any of them."),
    ),
    (
        C_("word", "condition"),
        N_(
            "What must be true of a request, besides who asks: MFA, an address, a time, a tag. A statement counts only "
            "when all its conditions hold."
        ),
    ),
    (C_("word", "guardrail"), N_("A policy of the organization that caps whole accounts: an SCP or RCP, for example.")),
    (C_("word", "vendor"), N_("Another company that comes into our accounts from an AWS account of its own.")),
    (
        C_("word", "confused deputy"),
        N_(
            "Somebody trusted who is tricked into using our trust for a stranger; an ExternalId or a source account in "
            "the condition prevents it."
        ),
    ),
    (C_("word", "ARN"), N_("Amazon Resource Name: the full name of anything in AWS, with its account.")),
)


def words_view(context: Context) -> WordsView:
    """The glossary; the organisation's own words come first."""
    say = context.say
    own = (
        Word(f"own-{slug(word)}", text(word), prose(context, meaning))
        for word, meaning in sorted(context.landscape.site.glossary.items())
    )
    ours = (
        Word(f"word-{'-'.join(ENGLISH(word).lower().split())}", _heading(context, word), say(meaning))
        for word, meaning in _WORDS
    )
    lead = say("What the words on these pages mean.")
    return WordsView(replace(frame(context, say.t("Words"), lead, ()), boost=_BOOST), (*own, *ours))


def _other(context: Context) -> str:
    """The language that stands beside the page's own: English beside every other, and Japanese beside English."""
    return "ja" if context.language == ENGLISH.language else ENGLISH.language


def _heading(context: Context, word: str) -> Md:
    """The word, with its name in the other language where that adds one; MFA adds none to 多要素認証 (MFA)."""
    own, beside = context.say.t(word), translator(_other(context))(word)
    if beside == own or own.endswith(f" ({beside})"):
        return context.say(word)
    return Md(f"{context.say(word)} ({text(beside.removesuffix(f' ({own})'))})")
