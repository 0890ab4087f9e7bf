"""Accesses that changed become rows: who, where, how it was and how it is; members with their group."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from iam_atlas.answers.told import starred, state, who
from iam_atlas.changes.changes import AccessChange, Kind
from iam_atlas.exporters.remarks import remark
from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.level import Level
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.amounts import listing
from iam_atlas.wording.translate import Translator

Row = tuple[str, ...]
_Said = tuple[str, str]  # how it was, and how it is
_Key = tuple[Ref, RoleKey, _Said]


def access_rows(changes: Sequence[AccessChange], t: Translator) -> tuple[Row, ...]:
    """Who, roles, before, now; all of one kind. Roles that are alike in everything else share a row.

    A user whose access changes exactly as that of a group that it comes through is named beside the group.
    """
    said = [(change, (_before(change, t), _now(change, t))) for change in changes]
    members = _members(said)
    beside = {(name, role, words) for (_, role, words), names in members.items() for name in names}
    rows: defaultdict[tuple[str, bool, str, str], list[str]] = defaultdict(list)
    for change, words in said:
        if change.who.kind is not RefKind.USER or (change.who.name, change.role, words) not in beside:
            name = _who(change, members.get((change.who, change.role, words), ()), t)
            rows[name, change.level is Level.ADMIN, *words].append(str(change.role))
    return tuple((name, _roles(roles, admin, t), *words) for (name, admin, *words), roles in rows.items())


def _roles(roles: list[str], admin: bool, t: Translator) -> str:
    names = listing(roles, t)
    return t("ADMIN: {roles}", roles=names) if admin else names


def _members(said: Sequence[tuple[AccessChange, _Said]]) -> Mapping[_Key, Sequence[str]]:
    """The users that a group's change covers, by the group, the role and the words of the change."""
    groups = {(change.who, change.role, words) for change, words in said if change.who.kind is RefKind.GROUP}
    found: defaultdict[_Key, list[str]] = defaultdict(list)
    for change, words in said:
        for name in change.through:
            key = (Ref(RefKind.GROUP, name), change.role, words)
            if key in groups:
                found[key].append(change.who.name)
    return found


def _who(change: AccessChange, members: Iterable[str], t: Translator) -> str:
    name, names = who(change.who, t), listing(members, t)
    if names:
        return f"{name} ({names})"
    through = listing(change.through, t)
    return t("{who} (through {groups})", who=name, groups=through) if through else name


def _before(change: AccessChange, t: Translator) -> str:
    return _state(change, change.before, change.way_before, t)


def _now(change: AccessChange, t: Translator) -> str:
    return _state(change, change.after, change.way_after, t)


def _state(change: AccessChange, step: Access | None, way: tuple[Access, ...], t: Translator) -> str:
    """One side: its step where that decides, else the way over other roles, else that there is no access."""
    if len(way) > 1:
        over = " → ".join(str(hop.role) for hop in way[:-1])
        return t("only over {roles}", roles=over) if change.direct else t("over {roles}", roles=over)
    if step is not None and step.decision.verdict is not Verdict.IMPLICITLY_DENIED:
        return starred(state(step, t), remark(step, t))
    if change.kind is Kind.UNCERTAIN and not change.direct:
        return t("not decided")
    return t("no access")
