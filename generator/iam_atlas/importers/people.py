"""Found users and groups -> `users:` and `groups:` of the file, members beside the users."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iam_atlas.importers.documents import Documents
from iam_atlas.importers.found import Doc, FoundAccount, FoundPrincipal
from iam_atlas.importers.names import Names
from iam_atlas.importers.own_policies import OwnPolicies
from iam_atlas.importers.yaml_text import Plain
from iam_atlas.model.grants import RefKind


@dataclass(frozen=True, slots=True)
class PeopleWriter:
    """What users and groups are written with; `home` is the id of the account that needs no mention.

    `usual` are the policies, as ARNs, that `defaults` give every group.
    """

    names: Names
    policies: OwnPolicies
    documents: Documents
    inline: Mapping[str, Mapping[str, Doc]]
    home: str | None
    usual: tuple[str, ...] = ()

    def users(self, accounts: Sequence[FoundAccount]) -> dict[str, Plain]:
        """The section: a list of groups for a user who has nothing of their own."""
        return {user.name: self._user(user, account) for user, account in _by_name(accounts, RefKind.USER)}

    def groups(self, accounts: Sequence[FoundAccount]) -> dict[str, Plain]:
        """The section: nothing behind the name of a group that has no policies of its own."""
        return {group.name: self._group(group, account) for group, account in _by_name(accounts, RefKind.GROUP)}

    def _group(self, group: FoundPrincipal, account: FoundAccount) -> Plain:
        own = self._own(group, account)
        if self.usual and group.managed == self.usual:
            own.pop("policies", None)
        elif self.usual and not group.managed:
            own["policies"] = []
        return own or None

    def _user(self, user: FoundPrincipal, account: FoundAccount) -> Plain:
        groups = list[Plain](user.groups)
        own = {
            **({"path": user.path} if user.path != "/" else {}),
            **({"tags": dict[str, Plain](user.tags)} if user.tags else {}),
            **self._own(user, account),
        }
        return {"groups": groups, **own} if own else groups

    def _own(self, one: FoundPrincipal, account: FoundAccount) -> dict[str, Plain]:
        kind = one.kind.value
        inline = {
            name: self.documents.place("policies/inline", f"{kind}-{one.name}-{name}", document)
            for name, document in self.inline[one.arn].items()
        }
        body: dict[str, Plain] = {
            "account": self.names.accounts[account.id] if account.id != self.home else None,
            "policies": [self.policies.name(arn) for arn in one.managed],
            "inline": dict[str, Plain](inline),
            "boundary": self.policies.name(one.boundary) if one.boundary else None,
        }
        return {key: value for key, value in body.items() if value not in (None, [], {})}


def usual_of_groups(accounts: Sequence[FoundAccount]) -> tuple[str, ...]:
    """The policies that more than half of the groups have, and nothing else; none where there are none."""
    groups = [group for account in accounts for group in account.of(RefKind.GROUP)]
    lists = Counter(group.managed for group in groups if group.managed)
    policies, times = lists.most_common(1)[0] if lists else ((), 0)
    return policies if times > 1 and times * 2 > len(groups) else ()


def _by_name(accounts: Sequence[FoundAccount], kind: RefKind) -> list[tuple[FoundPrincipal, FoundAccount]]:
    found = [(one, account) for account in accounts for one in account.of(kind)]
    return sorted(found, key=lambda pair: pair[0].name)
