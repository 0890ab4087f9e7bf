"""Permission sets that a trust entry names where nobody is assigned them, so that there is no role of them."""

from collections.abc import Iterator, Mapping

from iam_atlas.derive.principals import assigned
from iam_atlas.errors import Position, Problem, Said, said
from iam_atlas.findings.analysis import Analysis, quoted, some, warning
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey, TrustKind


def trusted_set_not_assigned(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each entry and permission set, `trust-nobody-granted`.

    AWS makes the role of a permission set in an account when it is first assigned there.
    Source: IAM Identity Center User Guide, "Referencing permission sets in resource policies".
    """
    found = assigned(analysis.landscape)
    for (position, key), roles in _trusted(analysis.landscape).items():
        if not any(pair.role == key.role and key.account in ("", pair.account) for pair in found):
            yield warning(position, "trust-nobody-granted", _message(key, roles))


def _message(key: RoleKey, roles: list[RoleKey]) -> Said:
    name, by = quoted(key.role), some(roles)
    if key.account:
        return said(
            "permission set {name} is trusted by {roles}, but nobody is assigned it in account {account}: there is no "
            "role of it that could come",
            name=name,
            roles=by,
            account=quoted(key.account),
        )
    return said(
        "permission set {name} is trusted by {roles}, but nobody is assigned it anywhere: there is no role of it that "
        "could come",
        name=name,
        roles=by,
    )


def _trusted(landscape: Landscape) -> Mapping[tuple[Position, RoleKey], list[RoleKey]]:
    """The role copies that trust each permission set, by where the entry stands; a set without account is any of it."""
    found: dict[tuple[Position, RoleKey], list[RoleKey]] = {}
    for copy in landscape.role_copies():
        entries = copy.trust if copy.trust_policy is None else ()
        for entry in (entry for entry in entries if entry.kind is TrustKind.PERMISSION_SET):
            for key in entry.roles:
                found.setdefault((entry.position, key), []).append(copy.key)
    return found
