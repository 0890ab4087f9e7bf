"""Whoever signs in as an IAM user, to the role copies that they become from there: at once, or by way of a role."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from iam_atlas.derive.principals import home_of
from iam_atlas.exporters.showing import Showing
from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import User
from iam_atlas.model.roles import RoleCopy, RoleKey

PLACEHOLDER = "YOUR-USER-NAME"
"""What stands for the user name where an export is for several people."""


@dataclass(frozen=True, slots=True)
class Way:
    """A role copy and the steps to it that open: those of the people themselves, or one of a role before it.

    `name` is that of its profile.
    """

    name: str
    copy: RoleCopy
    steps: tuple[Access, ...]

    @property
    def source(self) -> RoleKey | None:
        """The role whose session asks for this one; None where people do themselves."""
        caller = self.steps[0].caller
        return RoleKey.of(caller.name) if caller.kind is RefKind.ROLE else None


@dataclass(frozen=True, slots=True)
class Login:
    """What everything begins with: an IAM user in `home`. `user` is None for several people.

    `ways` are sorted by account and role, those over another role after them, each after the one that it needs.
    `undecided` are the role copies of which it is not known whether they open. `name` is that of the profile.
    `hides_name` says that the name of the user only stands for it, as on a public site.
    """

    name: str
    home: Account
    user: User | None
    ways: tuple[Way, ...] = ()
    undecided: tuple[RoleKey, ...] = ()
    hides_name: bool = False

    @property
    def region(self) -> str | None:
        """The region of the account."""
        return self.home.regions[0] if self.home.regions else None

    @property
    def user_name(self) -> str:
        """The name that conditions know."""
        return self.user.name if self.user else PLACEHOLDER

    def told(self, name: str) -> str:
        """What stands in texts for a name that may be that of the user."""
        return PLACEHOLDER if self.hides_name and name == self.user_name else name


def logins(showing: Showing, who: Ref | None) -> tuple[Login, ...]:
    """One login for each account that the people are users of, by its name; none where no user is meant.

    `who` is a user, or a group: any member; None means everybody. Nothing where account ids are not shown, since no
    role can be named without them.
    """
    if not showing.shows_accounts:
        return ()
    by_home: dict[str, list[Ref]] = {}
    for ref in _people(showing, who):
        home = home_of(showing.landscape, ref)
        if home is not None and showing.shows(Ref(RefKind.ACCOUNT, home)):
            by_home.setdefault(home, []).append(ref)
    found = (_login(showing, home, callers) for home, callers in sorted(by_home.items()))
    return _told_apart(tuple(found))


def login_in(showing: Showing, home: str, user: User | None = None) -> Login:
    """The login in the account, without any way."""
    hides_name = "user_names" in showing.landscape.site.stand_ins
    return Login(showing.names.login[home], showing.landscape.accounts[home], user, hides_name=hides_name)


def way_to(showing: Showing, key: RoleKey, steps: Iterable[Access]) -> Way:
    """The way that is made of the steps, at least one."""
    return Way(showing.names.role[key], showing.landscape.copy_of(key), tuple(steps))


def is_of_people(step: Access) -> bool:
    """Whether users of IAM, or the members of a group of theirs, make the step themselves."""
    people = step.caller.kind in (RefKind.USER, RefKind.GROUP)
    return people and step.means is Means.ASSUME_ROLE and not step.to_permission_set


def _people(showing: Showing, who: Ref | None) -> Iterator[Ref]:
    users = (Ref(RefKind.USER, name) for name in showing.landscape.users)
    groups = (Ref(RefKind.GROUP, name) for name in showing.landscape.groups)
    every = (*users, *groups) if who is None else (who,) if _is_declared(showing, who) else ()
    return filter(showing.shows, every)


def _is_declared(showing: Showing, who: Ref) -> bool:
    named = {RefKind.USER: showing.landscape.users, RefKind.GROUP: showing.landscape.groups}.get(who.kind, {})
    return who.name in named


def _login(showing: Showing, home: str, callers: Sequence[Ref]) -> Login:
    alone = len(callers) == 1 and callers[0].kind is RefKind.USER
    bare = login_in(showing, home, showing.landscape.users[callers[0].name] if alone else None)
    by_caller = showing.atlas.graph.by_caller
    steps = [step for ref in callers for step in by_caller.get(ref, ()) if is_of_people(step)]
    by_role = _by_role(step for step in steps if showing.shows_step(step))
    opening = ((key, [step for step in ways if _opens(step)]) for key, ways in by_role)
    direct = [way_to(showing, key, ways) for key, ways in opening if ways]
    known = {way.copy.key for way in direct}
    return replace(
        bare,
        ways=(*direct, *_onward(showing, direct)),
        undecided=tuple(key for key, ways in by_role if key not in known and any(map(_is_undecided, ways))),
    )


def _by_role(steps: Iterable[Access]) -> list[tuple[RoleKey, list[Access]]]:
    found: dict[RoleKey, list[Access]] = {}
    for step in steps:
        found.setdefault(step.role, []).append(step)
    return sorted(found.items(), key=lambda item: (item[0].account, item[0].role))


def _onward(showing: Showing, direct: Iterable[Way]) -> Iterator[Way]:
    """The roles that a role of theirs is granted, hop by hop, each by its shortest way."""
    waiting = deque(direct)
    known = {way.copy.key for way in waiting}
    while waiting:
        here = Ref(RefKind.ROLE, str(waiting.popleft().copy.key))
        for step in showing.atlas.graph.by_caller.get(here, ()):
            if step.role not in known and _is_declared_hop(step) and showing.shows_step(step):
                known.add(step.role)
                way = way_to(showing, step.role, [step])
                waiting.append(way)
                yield way


def _told_apart(found: tuple[Login, ...]) -> tuple[Login, ...]:
    """The same logins; a role that opens to several has the name of the login before that of its later profiles."""
    taken: set[str] = set()
    whole = []
    for login in found:
        mine = {way.name for way in login.ways}
        whole.append(_renamed(login, taken) if mine & taken else login)
        taken |= mine
    return tuple(whole)


def _renamed(login: Login, taken: set[str]) -> Login:
    names = {way.name: f"{login.name}-{way.name}" if way.name in taken else way.name for way in login.ways}
    return replace(login, ways=tuple(replace(way, name=names[way.name]) for way in login.ways))


def _is_declared_hop(step: Access) -> bool:
    return step.means is Means.ASSUME_ROLE and not step.to_permission_set and bool(step.grants) and _opens(step)


def _opens(step: Access) -> bool:
    return step.decision.verdict.opens and not is_in_vain(step)


def _is_undecided(step: Access) -> bool:
    return step.decision.verdict is Verdict.NOT_EVALUATED
