"""A summary of permissions to sentences and tables: by service and access level, and what ceilings take away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iam_atlas.graph.access import Access
from iam_atlas.iam.level import Level
from iam_atlas.iam.permissions import AccessLevel, PermissionSummary, Reach, ServicePermissions
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.roles import Role, RoleCopy, RoleKey, RoleKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.views.frame import Fold, Table
from iam_atlas.pages.views.lists import few_codes
from iam_atlas.pages.views.looks import filed_otherwise
from iam_atlas.pages.views.powers import powers_fold, worth_knowing
from iam_atlas.pages.views.taken import taken_table
from iam_atlas.wording.levels import LEVEL_WORDS
from iam_atlas.wording.translate import C_, N_

_MEANINGS = {
    Level.ADMIN: N_("Level admin: it can change who may do what, and no ceiling stops it."),
    Level.WRITE: N_("Level write: it can change things."),
    Level.READ: N_("Level read: it only looks."),
    Level.NONE: N_("Level none: it can do nothing by itself, except move on to other roles where that is allowed."),
    Level.UNKNOWN: N_("Level unknown: not everything that decides it is known; what is missing is named below."),
}
_NOTHING_KNOWN = N_("Level unknown: nothing is known here of what it may do.")
_KEPT = N_(
    "AWS gives this role its permissions and keeps them: the file does not hold them, so what it may do is not shown."
)

_REACHES = {Reach.FULL: N_("all"), Reach.SOME: N_("some"), Reach.NONE: "–"}
_ROOM = 6


@dataclass(frozen=True, slots=True)
class PermissionsView:
    """What somebody may do: sentences, the actions that matter, a table by service, and what ceilings take away."""

    sentences: tuple[Md, ...]
    services: Table
    taken: Table
    powers: tuple[Fold, ...] = ()


def level_word(context: Context, level: Level | None) -> Md:
    """The level as a chip of one word."""
    known = level or Level.UNKNOWN
    word = context.say(LEVEL_WORDS[known])
    return Md(f'<span class="atlas-level {known.value}">{word}</span>')


def level_in_short(context: Context, level: Level) -> Md:
    """The same with less markup, for the matrix, which has hundreds of them."""
    return Md(f'<b class="{level.value}">{context.say(LEVEL_WORDS[level])}</b>')


def step_level(context: Context, step: Access) -> Level:
    """The level of what the step leads to, a role copy or a permission set."""
    return level_of(context, step.role, is_set=step.to_permission_set)


def level_of(context: Context, key: RoleKey, *, is_set: bool) -> Level:
    """The level of a role copy, or of a permission set in an account."""
    if not is_set:
        return copy_level(context, key)
    summary = context.atlas.set_permissions.get(key)
    return summary.level if summary else Level.UNKNOWN


def copy_level(context: Context, key: RoleKey) -> Level:
    """The level of a role copy; UNKNOWN for a service-linked role, whose permissions AWS keeps."""
    role = context.landscape.roles.get(key.role)
    if role is not None and key.account in role.copies and _kept_by_aws(role, role.copies[key.account]):
        return Level.UNKNOWN
    return context.atlas.levels.get(key, Level.UNKNOWN)


def copy_permissions(context: Context, role: Role, copy: RoleCopy) -> PermissionsView:
    """What a role copy may do."""
    if _kept_by_aws(role, copy):
        return PermissionsView((context.say(_KEPT),), Table((), ()), Table((), ()))
    return permissions_view(context, context.atlas.permissions.get(copy.key))


def permissions_view(context: Context, summary: PermissionSummary | None) -> PermissionsView:
    """The summary in words; None, which stands for "not summarised", is said to be unknown."""
    if summary is None:
        return PermissionsView((context.say(_NOTHING_KNOWN),), Table((), ()), Table((), ()))
    return PermissionsView(
        _sentences(context, summary),
        _services(context, summary),
        taken_table(context, summary),
        powers_fold(context, summary),
    )


def _kept_by_aws(role: Role, copy: RoleCopy) -> bool:
    return role.kind is RoleKind.SERVICE_LINKED and not copy.permissions.policies


def _sentences(context: Context, summary: PermissionSummary) -> tuple[Md, ...]:
    say = context.say
    found = [say(_MEANINGS[summary.level]), *filed_otherwise(context, summary)]
    if summary.everything:
        found.append(say("Every action of every service is allowed on every resource."))
    found += worth_knowing(context, summary)
    if summary.assumes:
        found.append(_onward(context, summary))
    return (*found, *_limits_of_knowledge(context, summary))


def _onward(context: Context, summary: PermissionSummary) -> Md:
    say, assumes = context.say, summary.assumes
    if "*" not in assumes:
        return say(
            "It may move on to {roles}, where their trust policies agree.", roles=few_codes(context, assumes, 12)
        )
    excluded = tuple(pattern for service in summary.services if service.prefix == "sts" for pattern in service.excluded)
    if excluded:
        return say(_ONWARD_BUT, excluded=few_codes(context, excluded, 6))
    return say("It may move on to any role whose trust policy agrees.")


_ONWARD_BUT = N_("It may move on to any role whose trust policy agrees, but one statement leaves out {excluded}.")


def _limits_of_knowledge(context: Context, summary: PermissionSummary) -> Iterator[Md]:
    """What makes the summary a lower or an upper bound, each in a sentence."""
    say = context.say
    if summary.unknown:
        yield say(
            "The document of {names} is not at hand: what is said here is the least that it may do, not all.",
            names=say.all_of(code(name) for name in summary.unknown),
        )
    if summary.unknown_boundary is not None:
        yield say(
            "The document of the permissions boundary {name} is not at hand: what is said here is the most that it may "
            "do; the boundary may allow less.",
            name=code(summary.unknown_boundary),
        )
    if summary.unknown_actions:
        yield say(
            "Its policies also name what is not in AWS's list of actions (new, retired or misspelled), and is not "
            "counted here: {actions}.",
            actions=few_codes(context, summary.unknown_actions, 6),
        )
    if summary.invalid:
        yield say(
            "AWS would refuse these statements, so they are not counted: {names}.",
            names=few_codes(context, summary.invalid, 6),
        )


def _services(context: Context, summary: PermissionSummary) -> Table:
    say = context.say
    if summary.everything:
        return Table((), ())  # said in a sentence
    head = tuple(
        say(word)
        for word in (N_("Service"), N_("List"), N_("Read"), N_("Tag"), N_("Write"), N_("Change permissions"), N_("On"))
    )
    return Table(head, tuple(_service_row(context, group) for group in _alike_services(summary)))


@ByIdentity
def _alike_services(summary: PermissionSummary) -> Sequence[Sequence[ServicePermissions]]:
    """The services that something is allowed of, those told in one row together, the strongest first."""
    alike: dict[tuple[object, ...], list[ServicePermissions]] = {}
    for service in summary.services:
        if any(reach is not Reach.NONE for reach in service.levels.values()):
            alike.setdefault(_likeness(service), []).append(service)
    return sorted(alike.values(), key=lambda group: _strength(group[0]), reverse=True)


def _strength(service: ServicePermissions) -> tuple[int, ...]:
    """What orders the rows: whoever can change permissions comes first, then whoever can write."""
    worth = {Reach.NONE: 0, Reach.SOME: 1, Reach.FULL: 2}
    return tuple(worth[service.levels.get(level, Reach.NONE)] for level in reversed(AccessLevel))


def _likeness(service: ServicePermissions) -> tuple[object, ...]:
    return (
        tuple(service.levels.get(level, Reach.NONE) for level in AccessLevel),
        service.resources,
        service.excluded,
        service.conditions,
        bool(service.limited),
    )


def _service_row(context: Context, group: Sequence[ServicePermissions]) -> tuple[Md, ...]:
    say, first = context.say, group[0]
    names = say.listing(code(service.prefix) for service in group[:_ROOM])
    if len(group) > _ROOM:
        names = say.count(
            "{names} and {count} more service", "{names} and {count} more services", len(group) - _ROOM, names=names
        )
    elif len(group) == 1:
        names = say("{title} ({prefix})", title=first.title, prefix=code(first.prefix))
    levels = tuple(say(_REACHES[first.levels.get(level, Reach.NONE)]) for level in AccessLevel)
    return (names, *levels, _on(context, first))


def _on(context: Context, service: ServicePermissions) -> Md:
    """On which resources; "everything" alone stands only where no condition, exception or ceiling narrows it."""
    say = context.say
    if not service.limited:
        return say(C_("on", "everything"))
    where = _resources(context, service)
    if service.conditions:
        return say("{where}, partly under conditions", where=where)
    only_taken = service.resources == ("*",) and not service.excluded
    return say("{where}, less what is taken away below", where=where) if only_taken else where


def _resources(context: Context, service: ServicePermissions) -> Md:
    say = context.say
    if "*" not in service.resources:
        return few_codes(context, service.resources, 3)
    named = tuple(resource for resource in service.resources if resource != "*")
    where = say(C_("on", "everything"))
    if named:
        where = say("some of it on everything, some on {named}", named=few_codes(context, named, 3))
    if service.excluded:
        excluded = few_codes(context, service.excluded, 3)
        return say("{where}, but one statement leaves out {excluded}", where=where, excluded=excluded)
    return where
