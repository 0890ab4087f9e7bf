"""Role copies to cards in the frames of their accounts, or, when there are many, to one card for all copies alike."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import TypeAlias, TypeVar

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.column_graph import Card, CardKind, Column, Frame, FrameKind
from iam_atlas.drawing.targets import Target
from iam_atlas.drawing.tones import account_order, place_name, place_or_other, tone_of, tone_of_place
from iam_atlas.drawing.ways import Way
from iam_atlas.drawing.words import caller_name
from iam_atlas.iam.level import Level
from iam_atlas.model.accounts import Account
from iam_atlas.model.addresses import Section, anchor, node_id, page, role_node_id
from iam_atlas.model.grants import Ref
from iam_atlas.wording.amounts import few_of
from iam_atlas.wording.levels import LEVEL_WORDS
from iam_atlas.wording.translate import Translator

_LEVELS = tuple(Level)
_PLACES_NAMED = 3
_CALLERS_NAMED = 3
_ROLES_NAMED = 3
_Entries: TypeAlias = set[tuple[object, ...]]
_Value = TypeVar("_Value")


class Likeness(IntEnum):
    """What copies in one environment must have in common to be one card, from most to least."""

    COPY = 0  # each copy has a card of its own, in the frame of its account
    CONDITIONS = 1  # the role, and who gets in on what condition
    CALLERS = 2  # the role, and who gets in
    ROLE = 3  # the role
    LEVEL = 4  # the level of access


@dataclass(frozen=True, slots=True)
class RoleCards:
    """The right side of a drawing: frames and cards in their order, and the card that stands for each role copy."""

    frames: tuple[Frame, ...]
    cards: tuple[Card, ...]
    card_of: Mapping[Target, str]


@dataclass(frozen=True)
class RoleView:
    """What to show: the role copies, those the page is about, and the ways, which tell alike copies from others.

    `levels` has the level of each copy and permission set; of others it is not known.
    Callers with the same name in `families` count as the same caller when copies are compared. `flagged` are the rules
    of what is found about a copy itself.
    """

    targets: tuple[Target, ...]
    ways: Sequence[Way]
    focus: frozenset[Target] = frozenset()
    focus_account: str | None = None
    levels: Mapping[Target, Level] = field(default_factory=dict)
    families: Mapping[Ref, str] = field(default_factory=dict)
    flagged: Mapping[Target, tuple[str, ...]] = field(default_factory=dict)

    def level_of(self, target: Target) -> Level:
        """The level of a role copy or permission set; UNKNOWN where none was computed."""
        return self.levels.get(target, Level.UNKNOWN)

    def order_of(self, target: Target) -> tuple[int, str, Target]:
        """The key that sorts cards inside a frame: the strongest first."""
        return _LEVELS.index(self.level_of(target)), target.role, target

    @cached_property
    def callers(self) -> Mapping[Target, set[Ref]]:
        """Who gets into each copy; those that nobody gets into are left out."""
        found: defaultdict[Target, set[Ref]] = defaultdict(set)
        for way in self.ways:
            if not way.undecided:
                found[way.target].add(way.source)
        return dict(found)

    @cached_property
    def doubtful(self) -> Mapping[Target, set[Ref]]:
        """Of whom it was not evaluated whether they get into a copy; those that this is said of nobody are left out."""
        found: defaultdict[Target, set[Ref]] = defaultdict(set)
        for way in self.ways:
            if way.undecided:
                found[way.target].add(way.source)
        return dict(found)

    @cached_property
    def conditions(self) -> Mapping[Target, set[tuple[Ref, str]]]:
        """The same as `callers`, each with the condition; of one caller there may be several."""
        found: defaultdict[Target, set[tuple[Ref, str]]] = defaultdict(set)
        for way in self.ways:
            if not way.undecided:
                found[way.target].add((way.source, way.residue_text))
        return dict(found)


def role_cards(atlas: Atlas, view: RoleView, t: Translator, likeness: Likeness) -> RoleCards:
    """Cards and frames for the copies of `view`, those alike joined."""
    return _one_by_one(atlas, view, t) if likeness is Likeness.COPY else _collapsed(atlas, view, t, likeness)


def level_of(atlas: Atlas, target: Target) -> Level:
    """The level of a role copy or permission set; UNKNOWN where none was computed."""
    if target.is_set:
        summary = atlas.set_permissions.get(target.key)
        return summary.level if summary else Level.UNKNOWN
    return atlas.levels.get(target.key, Level.UNKNOWN)


def shows_account_ids(atlas: Atlas) -> bool:
    """Whether `site.redact` leaves account ids as they are."""
    return atlas.landscape.site.redact.get("account_ids", "show") == "show"


def _one_by_one(atlas: Atlas, view: RoleView, t: Translator) -> RoleCards:
    by_account: defaultdict[str, list[Target]] = defaultdict(list)
    for target in view.targets:
        by_account[target.account].append(target)
    accounts = sorted((atlas.landscape.accounts[name] for name in by_account), key=account_order)
    frames = tuple(_account_frame(atlas, account, view, t) for account in accounts)
    cards = []
    for account, frame in zip(accounts, frames, strict=True):
        for target in sorted(by_account[account.name], key=view.order_of):
            cards.append(_role_card(atlas, [target], frame, view, t))
    return RoleCards(frames, tuple(cards), {target: _card_id(target) for target in view.targets})


def _collapsed(atlas: Atlas, view: RoleView, t: Translator, likeness: Likeness) -> RoleCards:
    accounts = atlas.landscape.accounts
    places: defaultdict[tuple[str, ...], list[Target]] = defaultdict(list)
    for target in view.targets:
        account = accounts[target.account]
        places[account.environment or "", "" if account.environment else account.kind.value].append(target)
    frames: list[Frame] = []
    cards: list[Card] = []
    card_of: dict[Target, str] = {}
    entries = _entries(view, likeness)
    for place in sorted(places, key=lambda place: _place_order(atlas, places[place])):
        frame = _place_frame(atlas, place, places[place], view, t)
        frames.append(frame)
        for alike in _alike(places[place], view, likeness, entries):
            card = _role_card(atlas, alike, frame, view, t)
            cards.append(card)
            card_of |= dict.fromkeys(alike, card.id)
    return RoleCards(tuple(frames), tuple(cards), card_of)


def _place_order(atlas: Atlas, targets: Iterable[Target]) -> tuple[object, ...]:
    names = {target.account for target in targets}
    return min(account_order(atlas.landscape.accounts[name])[:3] for name in names)


def _alike(
    targets: Iterable[Target], view: RoleView, likeness: Likeness, entries: Mapping[Target, _Entries]
) -> list[list[Target]]:
    """Targets of one place that have in common what is asked for; the largest set first among those of one role."""
    groups: defaultdict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in targets:
        level, role, _ = view.order_of(target)
        what = (level, role if likeness <= Likeness.ROLE else "", target.is_set, target in view.focus)
        groups[*what, view.flagged.get(target), frozenset(entries.get(target, ()))].append(target)
    alike = [sorted(group) for group in groups.values()]
    return sorted(alike, key=lambda group: (view.order_of(group[0])[:2], -len(group), group[0]))


def _entries(view: RoleView, likeness: Likeness) -> Mapping[Target, _Entries]:
    """What is compared of those who get into each copy; nothing where callers do not count."""
    entries: defaultdict[Target, _Entries] = defaultdict(set)
    if likeness <= Likeness.CALLERS:
        for way in view.ways:
            condition = way.condition if likeness <= Likeness.CONDITIONS else way.rules
            entries[way.target].add((_caller(way, view.families), condition))
    return entries


def _caller(way: Way, families: Mapping[Ref, str]) -> tuple[str, str]:
    """What the caller counts as: its family; a role of the target's own account counts without the account."""
    family = families.get(way.source) if families else None
    return way.caller if family is None else (way.source.kind.value, family)


def _role_card(atlas: Atlas, alike: Sequence[Target], frame: Frame, view: RoleView, t: Translator) -> Card:
    first = alike[0]
    account = atlas.landscape.accounts[first.account]
    level = view.level_of(first)
    flagged = view.flagged.get(first, ())
    is_collapsed = frame.kind is FrameKind.ACCOUNT and not frame.href
    return Card(
        id=_many_id(alike) if len(alike) > 1 else _card_id(first),
        column=Column.ROLE,
        kind=CardKind.PERMISSION_SET if first.is_set else CardKind.ROLE,
        title=_title(alike, is_collapsed, t),
        label=_with_doubts(_with_findings(_label(alike, level, view, t), flagged, t), alike, view, t),
        icon="permission-set" if first.is_set else "role",
        href=_page_of(alike),
        level=level,
        badge=t(LEVEL_WORDS[level]),
        environment=account.environment or "",
        tone=frame.tone,
        frame=frame.id,
        focus=first in view.focus,
        findings=flagged,
        members=tuple(_card_id(target) for target in alike) if len(alike) > 1 else (),
    )


def _title(alike: Sequence[Target], is_collapsed: bool, t: Translator) -> str:
    """`Admin`; among collapsed ones `Admin ×83`, `Admin · prod-017` for one like no other, `12 roles` for several."""
    if not _is_one_role(alike):
        count = len({target.role for target in alike})
        if alike[0].is_set:
            return t.count("{count} permission set", "{count} permission sets", count)
        return t.count("{count} role", "{count} roles", count)
    if len(alike) > 1:
        return f"{alike[0].role} ×{len(alike)}"
    return f"{alike[0].role} · {alike[0].account}" if is_collapsed else alike[0].role


def _is_one_role(alike: Sequence[Target]) -> bool:
    return len({target.role for target in alike}) == 1


def _label(alike: Sequence[Target], level: Level, view: RoleView, t: Translator) -> str:
    callers = _names(view.callers, alike, t)
    words = {
        "what": _what(alike, t),
        "where": few_of(sorted({target.account for target in alike}), _PLACES_NAMED, t),
        "level": t(LEVEL_WORDS[level]),
    }
    if not callers:
        return t("{what} in {where}, {level}", **words)
    if not _is_the_same(view.callers, alike):
        return t(
            "{what} in {where}, {level}, reached by {callers}, but not each by all of them", callers=callers, **words
        )
    if len(alike) > 1 and not _is_the_same(view.conditions, alike):
        return t(
            "{what} in {where}, {level}, reached by {callers}, on conditions that differ from copy to copy",
            callers=callers,
            **words,
        )
    return t("{what} in {where}, {level}, reached by {callers}", callers=callers, **words)


def _with_doubts(label: str, alike: Sequence[Target], view: RoleView, t: Translator) -> str:
    doubtful = _names(view.doubtful, alike, t) if view.doubtful else ""
    return t("{label}; not evaluated: {callers}", label=label, callers=doubtful) if doubtful else label


def _names(found: Mapping[Target, set[Ref]], alike: Sequence[Target], t: Translator) -> str:
    everybody = set[Ref]().union(*(found.get(target, ()) for target in alike))
    return few_of(sorted({caller_name(ref, t) for ref in everybody}), _CALLERS_NAMED, t)


def _is_the_same(found: Mapping[Target, set[_Value]], alike: Sequence[Target]) -> bool:
    return all(found.get(target) == found.get(alike[0]) for target in alike)


def _what(alike: Sequence[Target], t: Translator) -> str:
    names = few_of(sorted({target.role for target in alike}), _ROLES_NAMED, t)
    if alike[0].is_set:
        return (
            t("permission set {name}", name=names) if _is_one_role(alike) else t("permission sets {names}", names=names)
        )
    return t("role {name}", name=names) if _is_one_role(alike) else t("roles {names}", names=names)


def _with_findings(label: str, rules: Sequence[str], t: Translator) -> str:
    return t.count("{label}, {count} finding", "{label}, {count} findings", len(rules), label=label) if rules else label


def _page_of(alike: Sequence[Target]) -> str | None:
    """The page of the role, at the part about the copy when there is one; None for several roles."""
    first = alike[0]
    if not _is_one_role(alike):
        return None
    section = Section.PERMISSION_SETS if first.is_set else Section.ROLES
    address = page(section, first.role)
    return f"{address}#{anchor(first.account)}" if len(alike) == 1 and not first.is_set else address


@lru_cache(maxsize=16_384)  # a copy of a role is on many drawings
def _card_id(target: Target) -> str:
    return node_id("set", target.role, target.account) if target.is_set else role_node_id(target.key)


def _many_id(alike: Sequence[Target]) -> str:
    members = "\n".join(f"{target.role}\t{target.account}\t{target.is_set}" for target in alike)
    name = alike[0].role if _is_one_role(alike) else "several"
    return f"{node_id('roles', name)}--{hashlib.sha256(members.encode()).hexdigest()[:8]}"


def _account_frame(atlas: Atlas, account: Account, view: RoleView, t: Translator) -> Frame:
    return Frame(
        id=node_id("account", account.name),
        kind=FrameKind.ACCOUNT,
        title=account.name,
        label=t("account {name}", name=account.name),
        note=account.id if shows_account_ids(atlas) else "",
        badge=place_name(account, atlas.landscape, t),
        tone=tone_of(account),
        environment=account.environment or "",
        place=place_or_other(account, atlas.landscape, t),
        href=page(Section.ACCOUNTS, account.name),
        focus=account.name == view.focus_account,
    )


def _place_frame(
    atlas: Atlas, place: tuple[str, ...], targets: Sequence[Target], view: RoleView, t: Translator
) -> Frame:
    """The frame of an environment, or of all accounts of one kind; a lone account keeps its own."""
    names = {target.account for target in targets}
    account = atlas.landscape.accounts[targets[0].account]
    if len(names) == 1:
        return _account_frame(atlas, account, view, t)
    word = place_name(account, atlas.landscape, t)
    place_word = place_or_other(account, atlas.landscape, t)
    title = account.environment or place_word
    return Frame(
        id=node_id("place", *place),
        kind=FrameKind.ACCOUNT,
        title=title,
        note=t.count("{count} account", "{count} accounts", len(names)),
        badge=word if word != title else "",
        tone=tone_of_place(account),
        environment=account.environment or "",
        place=place_word,
    )
