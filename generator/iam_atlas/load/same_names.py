"""Names that IAM keeps apart worse than the file does -> problems: two roles of one name, names that differ in case."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from iam_atlas.errors import Position, Said, said
from iam_atlas.load.node import Findings
from iam_atlas.load.words import quoted
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleCopy


def check_role_names(landscape: Landscape, findings: Findings) -> None:
    """Report two declared roles with one name in one account, which has room for one, whatever their paths."""
    names = Counter((copy.key.account, copy.aws_name) for copy in landscape.role_copies())
    taken: dict[tuple[str, str], RoleCopy] = {}
    for copy in landscape.role_copies():
        place = (copy.key.account, copy.aws_name)
        if names[place] < 2:
            continue
        first = taken.setdefault(place, copy)
        if first is not copy:
            message = said(
                "roles {first} and {second} are both called {name} in account {account}; an account has one role "
                "of a name",
                first=quoted(first.key.role),
                second=quoted(copy.key.role),
                name=quoted(copy.aws_name),
                account=quoted(copy.key.account),
            )
            findings.error(copy.position, "duplicate-role-name", message)


def check_case(landscape: Landscape, findings: Findings) -> None:
    """Warn of names in one account that differ only in case, by which IAM does not tell them apart.

    It compares them with case when they are used.
    Source: IAM User Guide, "IAM and AWS STS quotas", name requirements.
    """
    seen: dict[tuple[Said, str, str], _Named] = {}
    for thing in sorted(_named_in_iam(landscape), key=lambda thing: thing.position):
        places = [(thing.what, account, thing.name.casefold()) for account in sorted(thing.accounts)]
        alike = [first for place in places if (first := seen.setdefault(place, thing)).name != thing.name]
        if alike:
            message = said(
                "{what} {first} and {second} differ only in case, which IAM takes for one name; the first is at "
                "{place}",
                what=thing.what,
                first=quoted(alike[0].name),
                second=quoted(thing.name),
                place=str(alike[0].position),
            )
            findings.warning(thing.position, "names-differ-only-in-case", message)


@dataclass(frozen=True, slots=True)
class _Named:
    """Something with a name in IAM, and the accounts in which it has it."""

    what: Said
    name: str
    position: Position
    accounts: frozenset[str]


def _named_in_iam(landscape: Landscape) -> Iterator[_Named]:
    for user in landscape.users.values():
        yield _Named(said("users"), user.name, user.position, frozenset((user.account,)))
    for group in landscape.groups.values():
        homes = frozenset((group.account,)) if group.account else frozenset[str]()
        yield _Named(said("groups"), group.name, group.position, homes)
    for role in landscape.roles.values():
        for name in sorted({copy.aws_name for copy in role.copies.values()}):
            there = frozenset(place for place, copy in role.copies.items() if copy.aws_name == name)
            yield _Named(said("roles"), name, role.position, there)
    for policy in landscape.policies.values():
        yield _Named(said("policies"), policy.aws_name, policy.position, frozenset(policy.documents))
