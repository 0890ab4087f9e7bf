"""Where an account is in its life, and whether it is ours, to words that stand beside its name."""

from iam_atlas.exporters.planned import is_planned_account
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.annotations import Status
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
    Status.PLANNED: N_("**Planned.** The account is not there yet: what stands here will hold once it is made."),
    Status.SUSPENDED: N_("**Suspended.** By the file the account is out of use, and no role should be granted there."),
    Status.CLOSED: N_("**Closed.** By the file the account is gone: nothing in it can be used."),
    Status.DEPRECATED: N_("**Being retired.** Do not build anything new here."),
}


def status_word(context: Context, status: Status) -> Md:
    """Where something is in its life, in one word."""
    return context.say(_STATUSES[status])


def standing(context: Context, account: Account) -> Md:
    """A sentence for an account that is not simply in use; empty for all others."""
    sentence = _STANDINGS.get(account.about.status)
    return context.say(sentence) if sentence else Md("")


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
    if not is_planned_account(context.landscape, account):
        return shown
    return context.say("{account} ({status})", account=shown, status=status_word(context, Status.PLANNED))


def is_foreign(context: Context, name: str) -> bool:
    """Whether the account belongs to somebody else, so that the file holds our half only."""
    account = context.landscape.accounts.get(name)
    return account is not None and account.kind is AccountKind.EXTERNAL
