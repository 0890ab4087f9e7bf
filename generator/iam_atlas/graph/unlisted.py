"""Ids of accounts and ARNs that the file does not list become actors, under the names that the file has for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from iam_atlas.graph.actors import Actor, Cast
from iam_atlas.graph.strangers import unknown_identity, vendor
from iam_atlas.model.grants import Ref, RefKind


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What the file calls accounts, by their ids: those that it declares, and those of its vendors."""

    cast: Cast
    accounts: Mapping[str, str]
    vendors: Mapping[str, str]

    def account(self, account_id: str, partition: str) -> Actor:
        """Any identity of the account; it goes by its id where the file has no name for it."""
        if account_id in self.vendors:
            return vendor(self.vendors[account_id], account_id, partition)
        return self.cast.account(self.accounts.get(account_id, account_id), partition)

    def identity(self, arn: str, account_id: str, partition: str) -> Actor:
        """A user or role under the name of its vendor, or under the guardrails of its account, as far as known."""
        actor = unknown_identity(arn, account_id, partition)
        if account_id in self.vendors:
            return replace(actor, ref=Ref(RefKind.VENDOR, self.vendors[account_id]))
        return self.cast.at_home(actor, self.accounts[account_id]) if account_id in self.accounts else actor


def unlisted_by(cast: Cast) -> Unlisted:
    """Ready to name what the landscape of `cast` does not list."""
    landscape = cast.landscape
    return Unlisted(
        cast=cast,
        accounts={account.id: account.name for account in landscape.accounts.values()},
        vendors={id: vendor.name for vendor in landscape.vendors.values() for id in vendor.account_ids},
    )
