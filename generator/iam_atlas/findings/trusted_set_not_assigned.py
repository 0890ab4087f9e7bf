"""Permission sets that a trust entry names where nobody is assigned them, so that there is no role of them."""

from collections.abc import Iterator, Mapping

from iam_atlas.errors import Position, Problem, said
from iam_atlas.findings.analysis import Analysis, quoted, some, warning
from iam_atlas.model.grants import Effect
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey, TrustKind


def trusted_set_not_assigned(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each entry and permission set, `trust-nobody-granted`.

    AWS makes the role of a permission set in an account when it is first assigned there.
    Source: IAM Identity Center User Guide, "Referencing permission sets in resource policies".
    """
    assigned = _assigned(analysis.landscape)
    for (position, key), roles in _trusted(analysis.landscape).items():
        if key.account and key not in assigned:
            message = said(
                "permission set {name} is trusted by {roles}, but nobody is assigned it in account {account}: there is "
                "no role of it that could come",
                name=quoted(key.role),
                roles=some(roles),
                account=quoted(key.account),
            )
            yield warning(position, "trust-nobody-granted", message)
        elif not key.account and all(pair.role != key.role for pair in assigned):
            message = said(
                "permission set {name} is trusted by {roles}, but nobody is assigned it anywhere: there is no role of "
                "it that could come",
                name=quoted(key.role),
                roles=some(roles),
            )
            yield warning(position, "trust-nobody-granted", message)


def _trusted(landscape: Landscape) -> Mapping[tuple[Position, RoleKey], list[RoleKey]]:
    """The role copies that trust each permission set, by where the entry stands; a set without account is any of it."""
    found: dict[tuple[Position, RoleKey], list[RoleKey]] = {}
    for copy in landscape.role_copies():
        entries = copy.trust if copy.trust_policy is None else ()
        for entry in (entry for entry in entries if entry.kind is TrustKind.PERMISSION_SET):
            for key in entry.roles:
                found.setdefault((entry.position, key), []).append(copy.key)
    return found


def _assigned(landscape: Landscape) -> frozenset[RoleKey]:
    """Each permission set with each account in which a grant assigns it, or in which the file says that it is used."""
    granted = (key for grant in landscape.grants if grant.effect is Effect.ALLOW for key in grant.permission_sets)
    used = (RoleKey(one.name, account) for one in landscape.permission_sets.values() for account in one.accounts)
    return frozenset((*granted, *used))
