"""What found things are called in the file: accounts, policies and everybody else by names that the file accepts."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from iam_atlas.data import managed_policies
from iam_atlas.importers.documents import Place
from iam_atlas.importers.found import FoundAccount
from iam_atlas.model.grants import RefKind

_ACCOUNT = re.compile(r"[A-Za-z][A-Za-z0-9._-]*\Z")
_AWS_POLICY = re.compile(r"arn:[a-z-]+:iam::aws:policy/(.+)\Z")


@dataclass(frozen=True, slots=True)
class Names:
    """Accounts by id, their ids by name, and where principals are by ARN."""

    accounts: Mapping[str, str]
    roles: Mapping[str, tuple[str, str]]
    users: Mapping[str, str]

    def place(self, account: FoundAccount) -> Place:
        """The account as the place of a document."""
        return Place(account.id, self.accounts[account.id], account.partition)

    def copy(self, arn: str) -> str | None:
        """The role copy as the file writes it, `developer@prod`; None for the ARN of no found role."""
        found = self.roles.get(arn)
        return f"{found[0]}@{found[1]}" if found else None


def names_of(accounts: Iterable[FoundAccount], given: Mapping[str, str]) -> Names:
    """The names of all that was found; `given` are names of accounts by id, and need not be names for the file yet."""
    found = tuple(accounts)
    named = _account_names(found, given)
    roles = {role.arn: (role.name, named[one.id]) for one in found for role in one.of(RefKind.ROLE)}
    users = {user.arn: user.name for one in found for user in one.of(RefKind.USER)}
    return Names(named, roles, users)


def aws_policy(arn: str) -> str | None:
    """The name, with its path, of an AWS managed policy that is bundled; None for all others."""
    match = _AWS_POLICY.match(arn)
    return match[1] if match and match[1] in managed_policies.names() else None


def looks_like_aws(name: str) -> bool:
    """Whether AWS has a policy of this name, which the file does not allow for one's own."""
    return name in {known.rpartition("/")[2] for known in managed_policies.names()}


def names_of_files(accounts: Iterable[FoundAccount]) -> Mapping[str, str]:
    """What the file of each account is called, by the account's id: people name dumps after accounts."""
    return {one.id: PurePath(one.source).stem for one in accounts}


def _account_names(accounts: tuple[FoundAccount, ...], given: Mapping[str, str]) -> Mapping[str, str]:
    wanted = {one.id: _slug(given.get(one.id, "")) for one in accounts}
    often = Counter(wanted.values())
    return {
        id: name if _ACCOUNT.match(name) and name != "all" and often[name] == 1 else f"account-{id}"
        for id, name in wanted.items()
    }


def _slug(name: str) -> str:
    """A display name as a key: what selectors give a meaning of their own is left out."""
    return re.sub(r"[^A-Za-z0-9._]+", "-", name).strip("-.")
