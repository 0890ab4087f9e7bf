"""Where an account is in its life, and whether it is ours, to words that stand beside its name."""

from iam_atlas.exporters.planned import copy_waits_for, is_planned_account, waits_of
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.annotations import Declared, Status
from iam_atlas.model.grants import Ref
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, text
from iam_atlas.pages.links import to_account
from iam_atlas.wording.translate import N_

_STATUSES = {
    Status.PLANNED: N_("planned"),
    Status.ACTIVE: N_("active"),
    Status.DEPRECATED: N_("deprecated"),
    Status.SUSPENDED: N_("suspended"),
    Status.CLOSED: N_("closed"),
}
_STANDINGS = {
    Status.SUSPENDED: N_("**Suspended.** By the file the account is out of use, and no role should be granted there."),
    Status.CLOSED: N_("**Closed.** By the file the account is gone: nothing in it can be used."),
    Status.DEPRECATED: N_("**Being retired.** Do not build anything new here."),
}


_PLANNED_ACCOUNT = N_("**Planned.** The account is not there yet: what stands here will hold once it is made.")
_PLANNED = N_("**Planned.** It is not there yet: what stands here will hold once it is made.")


def status_word(context: Context, status: Status) -> Md:
    """Where something is in its life, in one word."""
    return context.say(_STATUSES[status])


def standing(context: Context, account: Account, lead: Md) -> Md:
    """The lead, behind a sentence for an account that is not simply in use."""
    if account.about.status is Status.PLANNED:
        return _once_made(context, context.say(_PLANNED_ACCOUNT), lead)
    sentence = _STANDINGS.get(account.about.status)
    return context.say.in_a_row((context.say(sentence) if sentence else Md(""), lead))


def planned_first(context: Context, declared: Declared, lead: Md) -> Md:
    """The lead of a role or a permission set, as what will hold where it is planned."""
    if declared.about.status is not Status.PLANNED:
        return lead
    return _once_made(context, context.say(_PLANNED), lead)


def _once_made(context: Context, planned: Md, lead: Md) -> Md:
    return context.say.in_a_row((planned, context.say("From then on: {lead}", lead=lead)))


def account_cell(context: Context, name: str) -> Md:
    """The account's page, with its status where it is not simply in use: `load (planned)`."""
    say, account = context.say, context.landscape.accounts.get(name)
    linked = to_account(context, name)
    if account is None or account.about.status is Status.ACTIVE:
        return linked
    return say("{account} ({status})", account=linked, status=status_word(context, account.about.status))


def account_name(context: Context, name: str) -> Md:
    """The account by its name alone, marked where it is still to be made."""
    return marked(context, text(name), name)


def marked(context: Context, shown: Md, account: str) -> Md:
    """What stands for something in the account, marked where the account is still to be made."""
    return _as_planned(context, shown) if is_planned_account(context.landscape, account) else shown


def marked_copy(context: Context, shown: Md, key: RoleKey, *, is_set: bool = False) -> Md:
    """What stands for a role copy, marked where the role or its account is still to be made."""
    return _as_planned(context, shown) if copy_waits_for(context.landscape, key, is_set=is_set) else shown


def marked_role(context: Context, shown: Md, name: str, *, is_set: bool = False) -> Md:
    """What stands for a role beside its account, marked where the role itself is still to be made."""
    return marked_copy(context, shown, RoleKey(name, ""), is_set=is_set)


def marked_caller(context: Context, shown: Md, caller: Ref) -> Md:
    """What stands for a caller, marked where it is, or lives in, something that is still to be made."""
    return _as_planned(context, shown) if waits_of(context.landscape, caller) else shown


def _as_planned(context: Context, shown: Md) -> Md:
    return context.say("{account} ({status})", account=shown, status=status_word(context, Status.PLANNED))


def is_foreign(context: Context, name: str) -> bool:
    """Whether the account belongs to somebody else, so that the file holds our half only."""
    account = context.landscape.accounts.get(name)
    return account is not None and account.kind is AccountKind.EXTERNAL
