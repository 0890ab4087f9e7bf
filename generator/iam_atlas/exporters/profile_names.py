"""Accounts and role copies to the names of their profiles: the same name in every export, no name twice."""

from collections.abc import Mapping
from dataclasses import dataclass

from iam_atlas.exporters.ini import plain
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey

_RESERVED = ("default",)
"""The section that tools read when no profile is named."""


@dataclass(frozen=True, slots=True)
class ProfileNames:
    """The profile that a login in an account has, by the account's name, and that of each role copy."""

    login: Mapping[str, str]
    role: Mapping[RoleKey, str]


def profile_names(landscape: Landscape) -> ProfileNames:
    """`jump` for a login and `prod-operator` for a role copy; two that would be the same are told apart by a number.

    Names differ by more than case, since some tools do not tell case apart.
    """
    users = (user.account for user in landscape.users.values())
    groups = (group.account for group in landscape.groups.values() if group.account is not None)
    homes = sorted({*users, *groups})
    keys = sorted((copy.key for copy in landscape.role_copies()), key=lambda key: (key.account, key.role))
    taken = set(_RESERVED)
    return ProfileNames(
        login={home: _free(plain(home), taken) for home in homes},
        role={key: _free(plain(f"{key.account}-{key.role}"), taken) for key in keys},
    )


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name.lower() in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name.lower())
    return name
