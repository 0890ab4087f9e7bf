"""The accounts that a role is in to a remark on why it is there and not elsewhere."""

from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.annotations import Status
from iam_atlas.model.roles import Role
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.links import to_account
from iam_atlas.wording.translate import N_

_EVERYWHERE = N_(
    "It is in every account of the file that is in use, the management account, the jump account and the log archive "
    "included where there are such. Accounts of others (external) are left out. Where a grant says `all`, a new "
    "account is covered as soon as it stands in the file, but the role must be made there too."
)
_EVERYWHERE_THERE = N_(
    "It is in every account of partition {partitions} that is in use and in the file. No role reaches into another "
    "partition, and accounts of others (external) are left out. Where a grant says `all`, a new account is covered as "
    "soon as it stands in the file, but the role must be made there too."
)
_MANAGEMENT = N_(
    "It is only in the management account {account}, where the bills and the organization of all accounts are kept. A "
    "role is made nowhere but where it is granted or declared."
)


def spread(context: Context, role: Role) -> tuple[Md, ...]:
    """A sentence for a role that is everywhere, or in the management account alone; empty for all others."""
    accounts, organization = context.landscape.accounts, context.landscape.organization
    held = set(role.copies)
    if told := _everywhere(context, held):
        return (told,)
    managing = {account.name for account in accounts.values() if account.kind is AccountKind.MANAGEMENT}
    if organization is not None and organization.management is not None:
        managing = {organization.management}
    if held and held == managing:
        return (context.say(_MANAGEMENT, account=to_account(context, min(held))),)
    return ()


def _everywhere(context: Context, held: set[str]) -> Md:
    """That the role is in every account of ours, or in all of its partitions; empty where it is not."""
    accounts = context.landscape.accounts
    in_use = {account.name: account.partition for account in accounts.values() if _in_use(account)}
    partitions = {accounts[name].partition for name in held}
    own = {name for name, partition in in_use.items() if partition in partitions}
    foreign = any(accounts[name].kind is AccountKind.EXTERNAL for name in held)
    if len(own) <= _SEVERAL or not own <= held or foreign:
        return Md("")
    if len(own) == len(in_use):
        return context.say(_EVERYWHERE)
    return context.say(_EVERYWHERE_THERE, partitions=context.say.all_of(map(code, sorted(partitions))))


_SEVERAL = 2  # accounts from which on it is worth a word that a role is in all of them


def _in_use(account: Account) -> bool:
    return account.kind is not AccountKind.EXTERNAL and account.about.status in (Status.ACTIVE, Status.DEPRECATED)
