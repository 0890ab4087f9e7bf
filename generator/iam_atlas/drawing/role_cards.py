"""Role copies to cards in the frames of their accounts, or, when there are many, to one card for all copies alike."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.column_graph import Card, CardKind, Column, Frame, FrameKind
from iam_atlas.drawing.planned import note_of, with_planned
from iam_atlas.drawing.role_view import Likeness, RoleView
from iam_atlas.drawing.role_words import is_one_role, label_of, title_of
from iam_atlas.drawing.targets import Target
from iam_atlas.drawing.tones import account_order, place_name, place_or_other, tone_of, tone_of_place
from iam_atlas.drawing.way import Way
from iam_atlas.exporters.planned import is_planned_account
from iam_atlas.iam.level import Level
from iam_atlas.model.accounts import Account
from iam_atlas.model.addresses import Section, anchor, node_id, page, role_node_id
from iam_atlas.model.grants import Ref
from iam_atlas.wording.levels import LEVEL_WORDS
from iam_atlas.wording.translate import Translator

_Entries: TypeAlias = set[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class RoleCards:
    """The right side of a drawing: frames and cards in their order, and the card that stands for each role copy."""

    frames: tuple[Frame, ...]
    cards: tuple[Card, ...]
    card_of: Mapping[Target, str]


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
        what = (level, role if likeness <= Likeness.ROLE else "", target.is_set)
        looks = (target in view.focus, target in view.planned)
        groups[*what, *looks, view.flagged.get(target), frozenset(entries.get(target, ()))].append(target)
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
    is_collapsed = frame.kind is FrameKind.ACCOUNT and not frame.href
    return Card(
        id=_many_id(alike) if len(alike) > 1 else _card_id(first),
        column=Column.ROLE,
        kind=CardKind.PERMISSION_SET if first.is_set else CardKind.ROLE,
        title=title_of(alike, is_collapsed, t),
        label=with_planned(label_of(alike, view, t), first in view.planned, t),
        icon="permission-set" if first.is_set else "role",
        href=_page_of(alike),
        level=level,
        badge=t(LEVEL_WORDS[level]),
        environment=account.environment or "",
        tone=frame.tone,
        frame=frame.id,
        focus=first in view.focus,
        findings=view.flagged.get(first, ()),
        planned=first in view.planned,
        members=tuple(_card_id(target) for target in alike) if len(alike) > 1 else (),
    )


def _page_of(alike: Sequence[Target]) -> str | None:
    """The page of the role, at the part about the copy when there is one; None for several roles."""
    first = alike[0]
    if not is_one_role(alike):
        return None
    section = Section.PERMISSION_SETS if first.is_set else Section.ROLES
    address = page(section, first.role)
    return f"{address}#{anchor(first.account)}" if len(alike) == 1 and not first.is_set else address


@lru_cache(maxsize=16_384)  # a copy of a role is on many drawings
def _card_id(target: Target) -> str:
    return node_id("set", target.role, target.account) if target.is_set else role_node_id(target.key)


def _many_id(alike: Sequence[Target]) -> str:
    members = "\n".join(f"{target.role}\t{target.account}\t{target.is_set}" for target in alike)
    name = alike[0].role if is_one_role(alike) else "several"
    return f"{node_id('roles', name)}--{hashlib.sha256(members.encode()).hexdigest()[:8]}"


def _account_frame(atlas: Atlas, account: Account, view: RoleView, t: Translator) -> Frame:
    planned = is_planned_account(atlas.landscape, account.name)
    return Frame(
        id=node_id("account", account.name),
        kind=FrameKind.ACCOUNT,
        title=account.name,
        label=with_planned(t("account {name}", name=account.name), planned, t),
        note=note_of(account.id if shows_account_ids(atlas) else "", planned, t),
        badge=place_name(account, atlas.landscape, t),
        tone=tone_of(account),
        environment=account.environment or "",
        place=place_or_other(account, atlas.landscape, t),
        href=page(Section.ACCOUNTS, account.name),
        focus=account.name == view.focus_account,
        planned=planned,
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
