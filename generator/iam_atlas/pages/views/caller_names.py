"""Callers to how a page calls them: with a link or without, with their kind or by name alone."""

from iam_atlas.graph.access import Access, Means
from iam_atlas.model.grants import ANYBODY, Ref, RefKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_ref
from iam_atlas.wording.decision import Parties
from iam_atlas.wording.translate import N_


def to_caller(context: Context, ref: Ref) -> Md:
    """The caller's page, or its name; a trusted `*` is said to be what it is."""
    return context.say("anybody (`*`)") if ref == ANYBODY else to_ref(context, ref)


def to_caller_of_kind(context: Context, ref: Ref) -> Md:
    """The same with its kind: `group developers`; a user by name alone."""
    return context.say(_CALLERS[ref.kind], name=to_caller(context, ref))


def parties(context: Context, step: Access) -> Parties:
    """Whom the decision is about, in words."""
    caller = caller_words(context, step.caller)
    return Parties(caller, str(step.role), _ACTIONS.get(step.means, step.means.value))


def caller_words(context: Context, ref: Ref) -> str:
    """The caller with its kind, as text: `group developers`; a user by name alone."""
    name = context.say.t("anybody") if ref == ANYBODY else ref.name
    return context.say.t(_CALLERS[ref.kind], name=name)


_CALLERS = {
    RefKind.USER: "{name}",
    RefKind.GROUP: N_("group {name}"),
    RefKind.ROLE: N_("role {name}"),
    RefKind.ACCOUNT: N_("account {name}"),
    RefKind.PROVIDER: N_("provider {name}"),
    RefKind.VENDOR: N_("vendor {name}"),
    RefKind.SERVICE: N_("service {name}"),
    RefKind.PERMISSION_SET: N_("permission set {name}"),
    RefKind.PRINCIPAL: "{name}",
}


_ACTIONS = {Means.SERVICE: "sts:AssumeRole", Means.IDENTITY_CENTER: "sts:AssumeRole"}
