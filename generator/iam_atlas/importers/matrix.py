"""Found grants -> the rows of `grants:`, one a grantee: account, then role."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from iam_atlas.importers.halves import FoundGrant
from iam_atlas.importers.names import Names
from iam_atlas.importers.requirements import Requirement
from iam_atlas.importers.yaml_text import Plain


def grant_rows(
    grants: Iterable[FoundGrant], grantees: Mapping[str, str], names: Names, everywhere: frozenset[str]
) -> dict[str, Plain]:
    """The section. `grantees` says how each is written, by ARN; `everywhere` are the accounts that `all` means."""
    rows: dict[str, list[FoundGrant]] = defaultdict(list)
    for grant in grants:
        rows[grantees[grant.grantee]].append(grant)
    return {grantee: _row(rows[grantee], names, everywhere) for grantee in sorted(rows, key=_people_first)}


def _people_first(grantee: str) -> tuple[bool, str]:
    return ":" in grantee, grantee


def _row(grants: list[FoundGrant], names: Names, everywhere: frozenset[str]) -> Plain:
    asked: list[Requirement] = []
    for grant in grants:
        if grant.require not in asked:
            asked.append(grant.require)
    cells = [
        (_cells((one for one in grants if one.require == require), names, everywhere), require) for require in asked
    ]
    if asked == [{}]:
        return {account: roles[0] if len(roles) == 1 else list[Plain](roles) for account, roles in cells[0][0].items()}
    return [
        {
            "roles": list[Plain](roles),
            "accounts": list[Plain](accounts),
            **({"require": dict[str, Plain](require)} if require else {}),
        }
        for by_account, require in cells
        for roles, accounts in _alike(by_account)
    ]


def _cells(grants: Iterable[FoundGrant], names: Names, everywhere: frozenset[str]) -> dict[str, list[str]]:
    """The roles of each account, a role that is granted in every account under `all`."""
    places: dict[str, set[str]] = defaultdict(set)
    for grant in grants:
        role, account = names.roles[grant.role]
        places[role].add(account)
    cells: dict[str, list[str]] = defaultdict(list)
    for role in sorted(places):
        for account in ["all"] if len(everywhere) > 1 and places[role] == everywhere else sorted(places[role]):
            cells[account].append(role)
    return {account: cells[account] for account in sorted(cells, key=lambda name: (name != "all", name))}


def _alike(cells: Mapping[str, list[str]]) -> list[tuple[list[str], list[str]]]:
    """Accounts with the same roles as one."""
    found: list[tuple[list[str], list[str]]] = []
    for account, roles in cells.items():
        for known, accounts in found:
            if known == roles:
                accounts.append(account)
                break
        else:
            found.append((roles, [account]))
    return found
