"""Sessions, permissions, roles and uses that changed become rows."""

from collections import defaultdict
from collections.abc import Iterable

from iam_atlas.answers.told import who
from iam_atlas.changes.changes import (
    DurationChange,
    PermissionChange,
    RoleChange,
    ServiceChange,
    UseChange,
)
from iam_atlas.graph.uses import Use
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.level import AccessLevel, Level
from iam_atlas.model.grants import Ref
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.amounts import apart, duration, few_of, listing, unique
from iam_atlas.wording.decision import undecided_words
from iam_atlas.wording.levels import LEVEL_WORDS
from iam_atlas.wording.residue import short
from iam_atlas.wording.translate import C_, N_, Translator

Row = tuple[str, ...]
_FEW = 6

_ACCESS_LEVELS = {
    AccessLevel.LIST: N_("list"),
    AccessLevel.READ: N_("read"),
    AccessLevel.TAGGING: C_("access level", "tag"),
    AccessLevel.WRITE: N_("write"),
    AccessLevel.PERMISSIONS: N_("change permissions"),
}


def duration_rows(changes: Iterable[DurationChange], t: Translator) -> tuple[Row, ...]:
    """Who, roles, how long before, how long now; those of one role together."""
    rows: defaultdict[tuple[RoleKey, int, int], list[Ref]] = defaultdict(list)
    for change in changes:
        rows[change.role, change.before, change.after].append(change.who)
    merged: defaultdict[tuple[str, int, int], list[str]] = defaultdict(list)
    for (role, before, after), refs in rows.items():
        merged[listing((who(ref, t) for ref in refs), t), before, after].append(str(role))
    return tuple(
        (names, listing(roles, t), duration(before, t), duration(after, t))
        for (names, before, after), roles in merged.items()
    )


def permission_rows(changes: Iterable[PermissionChange], t: Translator) -> tuple[Row, ...]:
    """Roles, level, what they gained and lost by access level; copies of a role that changed alike together."""
    rows: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for change in changes:
        rows[_level_change(change, t), _gained(change, t), _lost(change, t)].append(str(change.role))
    return tuple((listing(roles, t), *words) for words, roles in rows.items())


def role_rows(changes: Iterable[RoleChange], t: Translator, *, new: bool) -> tuple[Row, ...]:
    """Roles and their level: those that are new, or those that are gone."""
    rows: defaultdict[Level, list[str]] = defaultdict(list)
    for change in changes:
        if change.is_new is new:
            rows[change.level].append(str(change.role))
    return tuple((listing(roles, t), t(LEVEL_WORDS[level])) for level, roles in rows.items())


def use_rows(changes: Iterable[UseChange], t: Translator) -> tuple[Row, ...]:
    """Who, which resource and where in it, which actions, before, now."""
    return tuple(
        (
            who(change.who, t),
            f"{change.resource} ({change.on})",
            few_of(change.actions, _FEW, t),
            _use(change.before, t),
            _use(change.after, t),
        )
        for change in changes
    )


def _use(use: Use | None, t: Translator) -> str:
    if use is None or use.closed:
        return t("no access")
    if use.decision.verdict is Verdict.NOT_EVALUATED:
        return t("not decided: {what}", what=undecided_words(use.decision, t))
    if use.decision.verdict is Verdict.ALLOWED:
        return t("no condition")
    return t("if {condition}", condition=short(use.decision.residue, t))


def _level_change(change: PermissionChange, t: Translator) -> str:
    before, after = t(LEVEL_WORDS[change.before]), t(LEVEL_WORDS[change.after])
    return after if before == after else f"{before} → {after}"


def _gained(change: PermissionChange, t: Translator) -> str:
    parts = [*_by_level([(one, one.gained) for one in change.services], t)]
    if change.narrower_or_wider:
        services = few_of(change.narrower_or_wider, _FEW, t)
        parts.append(t("other resources or conditions, wider or narrower: {services}", services=services))
    if change.vague:
        parts.append(t("perhaps not all: not everything that decides it is known"))
    if not change.services and not parts:
        parts.append(t("the same actions, on other resources or under other conditions"))
    return apart(parts, t) or "–"


def _lost(change: PermissionChange, t: Translator) -> str:
    return apart(_by_level([(one, one.lost) for one in change.services], t), t) or "–"


def _by_level(changes: Iterable[tuple[ServiceChange, tuple[str, ...]]], t: Translator) -> list[str]:
    """`write: s3:PutObject`; where there are many, how many actions of which services. The strongest level first."""
    found: dict[AccessLevel, list[str]] = {level: [] for level in reversed(AccessLevel)}
    for change, actions in changes:
        found[change.level] += actions
    return [
        t("{level}: {actions}", level=t(_ACCESS_LEVELS[level]), actions=_some(names, t))
        for level, names in found.items()
        if names
    ]


def _some(actions: list[str], t: Translator) -> str:
    if len(actions) <= _FEW:
        return listing(actions, t)
    services = unique(action.partition(":")[0] for action in actions)
    return t("{count} actions of {services}", count=len(actions), services=few_of(services, _FEW, t))
