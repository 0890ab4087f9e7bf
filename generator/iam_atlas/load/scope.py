"""What every section needs to be read: the accounts, the selectors over them, the documents, and where problems go."""

from collections.abc import Mapping
from dataclasses import dataclass

from iam_atlas.errors import Said
from iam_atlas.load.documents import Documents
from iam_atlas.load.node import Findings, Node
from iam_atlas.load.sections import Sections
from iam_atlas.load.selectors import Selectors, Side
from iam_atlas.load.values import scalars
from iam_atlas.model.accounts import Account
from iam_atlas.model.organization import Organization


@dataclass(frozen=True, slots=True)
class Scope:
    """The first results of loading, handed to everything that is loaded later.

    `partition` is the default one. `spoiled_accounts` exist by name but could not be read.
    """

    sections: Sections
    findings: Findings
    organization: Organization | None
    accounts: Mapping[str, Account]
    spoiled_accounts: frozenset[str]
    selectors: Selectors
    documents: Documents
    partition: str

    def select(self, written: Node | None, side: Side | None = None) -> tuple[str, ...]:
        """The accounts meant by a selector or a list of them, sorted; what is wrong is reported."""
        return self.selectors.select(scalars(written), self.findings, side)

    def side_of(self, who: Said, account: str | None) -> Side:
        """The side of somebody at home in `account`; the default partition where the account is not known."""
        home = self.accounts.get(account) if account else None
        return Side(who, home.partition if home else self.partition)
