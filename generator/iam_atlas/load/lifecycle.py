"""A landscape on a given day -> what is out of date: things that expired, reviews, untested emergency access."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from iam_atlas.errors import Position, Said, said
from iam_atlas.load.node import Findings
from iam_atlas.load.words import quoted
from iam_atlas.model.annotations import Declared, Moment
from iam_atlas.model.grants import Effect, Grant, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import BreakGlass
from iam_atlas.model.roles import TrustKind
from iam_atlas.wording.kinds import KINDS


def check_dates(landscape: Landscape, today: date, findings: Findings) -> None:
    """Report, as of `today` (UTC), what expired and is still granted, and break-glass access not tested in time."""
    for dated in _dated(landscape, today):
        _check_expiry(dated, today, findings)
    for thing, how in _break_glass(landscape):
        _check_test(thing, how, today, findings)
    for thing in _declared(landscape):
        _check_review(thing, today, findings)


@dataclass(frozen=True, slots=True)
class _Dated:
    """Something that may expire. `gives` is False where `require: {until}` has ended all that it is known to give."""

    expires: Moment | None
    what: Said
    position: Position
    gives: bool = True


def _dated(landscape: Landscape, today: date) -> Iterator[_Dated]:
    granted = tuple(grant for grant in landscape.grants if grant.effect is Effect.ALLOW)
    giving = tuple(grant for grant in granted if not _is_past(grant.require.until, today))
    in_use = {thing.position for thing, _ in _granted_things(landscape, giving)}
    for grant in granted:
        yield _Dated(grant.expires, said("this grant"), grant.position, grant in giving)
    for thing, kind in _granted_things(landscape, granted):
        yield _dated_thing(thing, kind, gives=thing.position in in_use)
    for thing, kind in _trusted_things(landscape):
        yield _dated_thing(thing, kind, gives=True)
    yield from _entries(landscape, today)


def _dated_thing(thing: Declared, kind: Said, *, gives: bool) -> _Dated:
    what = said("{kind} {name}", kind=kind, name=quoted(thing.name))
    return _Dated(thing.about.expires, what, thing.position, gives)


def _is_past(moment: Moment | None, today: date) -> bool:
    return moment is not None and moment.at.date() < today


def _check_expiry(dated: _Dated, today: date, findings: Findings) -> None:
    if dated.expires is None or not _is_past(dated.expires, today):
        return
    day = dated.expires.written
    message = (
        said("{what} expired on {date} and still gives access; remove it, or move the date", what=dated.what, date=day)
        if dated.gives
        else said("{what} expired on {date}; remove it, or move the date", what=dated.what, date=day)
    )
    findings.error(dated.position, "expired", message)


def _declared(landscape: Landscape) -> Iterator[Declared]:
    for section in (
        *landscape.declared.values(),
        landscape.policies,
        landscape.guardrails,
        landscape.resources,
        landscape.ous,
        landscape.teams,
    ):
        yield from section.values()


def _check_review(thing: Declared, today: date, findings: Findings) -> None:
    due = thing.about.review_by
    if due and _is_past(due, today):
        message = said(
            "{name} was to be reviewed by {date}; review it, and write the next day",
            name=quoted(thing.name),
            date=due.written,
        )
        findings.warning(thing.position, "review-due", message)


def _granted_things(landscape: Landscape, grants: tuple[Grant, ...]) -> Iterator[tuple[Declared, Said]]:
    """Grantees, members of granted groups, and the roles, permission sets and accounts granted; each once."""
    groups = {grant.grantee.name for grant in grants if grant.grantee.kind is RefKind.GROUP}
    users = {grant.grantee.name for grant in grants if grant.grantee.kind is RefKind.USER}
    users |= {name for name, user in landscape.users.items() if groups & set(user.groups)}
    keys = {key for grant in grants for key in grant.roles}
    sets = {key for grant in grants for key in grant.permission_sets}
    yield from ((thing, KINDS[RefKind.USER]) for name, thing in landscape.users.items() if name in users)
    yield from ((thing, KINDS[RefKind.GROUP]) for name, thing in landscape.groups.items() if name in groups)
    roles = {key.role for key in keys}
    yield from ((thing, KINDS[RefKind.ROLE]) for name, thing in landscape.roles.items() if name in roles)
    names = {key.role for key in sets}
    yield from (
        (thing, KINDS[RefKind.PERMISSION_SET]) for name, thing in landscape.permission_sets.items() if name in names
    )
    accounts = {key.account for key in keys | sets}
    yield from ((thing, KINDS[RefKind.ACCOUNT]) for name, thing in landscape.accounts.items() if name in accounts)


def _trusted_things(landscape: Landscape) -> Iterator[tuple[Declared, Said]]:
    entries = {(entry.kind, name) for copy in landscape.role_copies() for entry in copy.trust for name in entry.names}
    vendors = {name for kind, name in entries if kind is TrustKind.VENDOR}
    providers = {name for kind, name in entries if kind is TrustKind.PROVIDER}
    yield from ((thing, KINDS[RefKind.VENDOR]) for name, thing in landscape.vendors.items() if name in vendors)
    yield from ((thing, KINDS[RefKind.PROVIDER]) for name, thing in landscape.providers.items() if name in providers)


def _entries(landscape: Landscape, today: date) -> Iterator[_Dated]:
    for copy in landscape.role_copies():
        for entry in copy.trust:
            what = said("this trust of role {role}", role=quoted(copy.key.role))
            yield _Dated(entry.expires, what, entry.position, not _is_past(entry.require.until, today))
    for resource in landscape.resources.values():
        for grant in resource.kms_grants:
            yield _Dated(grant.expires, said("this KMS grant of {name}", name=quoted(resource.name)), grant.position)


def _break_glass(landscape: Landscape) -> Iterator[tuple[Declared, BreakGlass]]:
    for user in landscape.users.values():
        if user.break_glass:
            yield user, user.break_glass
    for role in landscape.roles.values():
        if role.break_glass:
            yield role, role.break_glass


def _check_test(thing: Declared, how: BreakGlass, today: date, findings: Findings) -> None:
    if how.test_every is None:
        return
    days = how.test_every // 86400
    if how.last_tested is None:
        message = said(
            "{name} is to be tested every {days} days, but last_tested is not written",
            name=quoted(thing.name),
            days=days,
        )
        findings.warning(thing.position, "break-glass-not-tested", message)
    elif how.last_tested.at.date() + timedelta(seconds=how.test_every) < today:
        message = said(
            "{name} was last tested on {date}, more than {days} days ago",
            name=quoted(thing.name),
            date=how.last_tested.written,
            days=days,
        )
        findings.warning(thing.position, "break-glass-not-tested", message)
