"""The account a derived policy stands in, with what its conditions and ARNs need to know of the organization."""

from dataclasses import dataclass

from iam_atlas.model.accounts import Account
from iam_atlas.model.landscape import Landscape


@dataclass(frozen=True, slots=True)
class Place:
    """Where a policy stands. `organization_id` is None when the file does not give it."""

    account: Account
    organization_id: str | None

    @property
    def partition(self) -> str:
        """The partition that every ARN in the policy belongs to."""
        return self.account.partition


def place_in(landscape: Landscape, account: str) -> Place:
    """The place that is the account of this name."""
    organization = landscape.organization
    return Place(landscape.accounts[account], organization.id if organization else None)
