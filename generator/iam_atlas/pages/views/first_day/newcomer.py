"""Whom the first day is told to: a person, or whoever reads the page; and what the exports know of their logins."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from iam_atlas.exporters.logins import Login, Way, logins
from iam_atlas.exporters.profiles import Profile, profile_for
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import User, UserKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context

MOST_WAYS = 60
"""Role copies whose configuration a page holds; more of them are for a file, not for a page."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """`user` is None where nobody is chosen. One login for each jump account; none where no role opens to anybody."""

    user: User | None
    logins: tuple[Login, ...]

    @property
    def ref(self) -> Ref | None:
        """Whom exports are made for; None for everybody."""
        return Ref(RefKind.USER, self.user.name) if self.user else None

    @property
    def ways(self) -> tuple[Way, ...]:
        """The role copies that open, by account and role; those over another role last."""
        return tuple(way for login in self.logins for way in login.ways)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts in which a role opens, sorted."""
        return tuple(sorted({way.copy.key.account for way in self.ways}))

    @property
    def is_machine(self) -> bool:
        """Whether a program signs in, which has no browser and no MFA device."""
        return self.user is not None and self.user.kind is UserKind.MACHINE

    @property
    def fits_a_page(self) -> bool:
        """Whether there is something to show, and not too much of it."""
        return 0 < len(self.ways) <= MOST_WAYS


def newcomer(context: Context, user: User | None) -> Newcomer:
    """The person with their login; everybody's logins for None."""
    ref = Ref(RefKind.USER, user.name) if user else None
    found = logins(context.showing, ref)
    return Newcomer(user, tuple(login for login in found if login.ways or login.undecided))


def direct_profiles(
    context: Context, who: Newcomer, order: Callable[[Way], tuple[bool, int]] | None = None
) -> Iterator[Profile]:
    """The profiles of the role copies that people get into without another role before, each made when asked for."""
    direct = [(login, way) for login in who.logins for way in login.ways if way.source is None]
    if order is not None:
        direct.sort(key=lambda found: order(found[1]))
    made = (profile_for(context.showing, login, way) for login, way in direct)
    return (profile for profile in made if isinstance(profile, Profile))


def homes(context: Context, who: Newcomer) -> tuple[Account, ...]:
    """The accounts that people sign in to: the person's, else all that hold users."""
    accounts = context.landscape.accounts
    if who.user is not None:
        return (accounts[who.user.account],)
    holding = {user.account for user in context.landscape.users.values()}
    return tuple(account for name, account in accounts.items() if name in holding or account.kind is AccountKind.JUMP)


def by_role(ways: tuple[Way, ...]) -> dict[str, tuple[RoleKey, ...]]:
    """The copies of each role, in the order of the roles' names."""
    found: dict[str, list[RoleKey]] = {}
    for way in ways:
        found.setdefault(way.copy.key.role, []).append(way.copy.key)
    return {name: tuple(found[name]) for name in sorted(found)}
