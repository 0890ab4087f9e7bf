"""Many callers to few cards: families, and those that lead to the same, become one card."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from iam_atlas.drawing.column_graph import Card, CardKind, Column
from iam_atlas.wording.translate import Translator

_MOST = 36  # cards of callers in a column
_KEPT = 24  # when nothing else makes them few enough: those that lead to most


class Lead(NamedTuple):
    """A caller, by its card's id, gets into a role copy; `how` is the condition, as a value to compare."""

    source: str
    target: Hashable
    how: Hashable


_Access: TypeAlias = Mapping[str, set[tuple[Hashable, Hashable]]]
"""Where each caller gets in, and how, by its card's id."""


@dataclass(frozen=True, slots=True)
class Folded:
    """The cards that are left, and for each id of a caller's card the id of the card that now stands for it."""

    cards: tuple[Card, ...]
    card_of: Mapping[str, str]


def fold_sources(cards: Sequence[Card], leads: Iterable[Lead], families: Mapping[str, str], t: Translator) -> Folded:
    """Fold the `families` (by card id), and in a column of more than 36 cards as many others as that takes.

    First those go together that lead to the same on the same conditions, then those that lead to the same on any, at
    last all but the 24 that lead to most. A card in focus, or one like no other, stays as it is.
    """
    columns = [[card for card in cards if card.column is column] for column in Column]
    is_roomy = not families and max(map(len, columns)) <= _MOST
    access: _Access = {} if is_roomy else _access(leads)
    groups = [group for column in columns for group in _fold_column(column, access, families)]
    folded = [group[0] if len(group) == 1 else _one_for(group, access, t) for group in groups]
    card_of = {card.id: one.id for one, group in zip(folded, groups, strict=True) for card in group}
    return Folded(tuple(folded), card_of)


def _access(leads: Iterable[Lead]) -> _Access:
    access: defaultdict[str, set[tuple[Hashable, Hashable]]] = defaultdict(set)
    for source, target, how in leads:
        access[source].add((target, how))
    return access


def _fold_column(cards: Sequence[Card], access: _Access, families: Mapping[str, str]) -> list[list[Card]]:
    groups = _grouped(cards, [families.get(card.id, card.id) for card in cards])
    if len(cards) <= _MOST:
        return groups
    for likeness in (_same_access(access), _same_roles(access), _narrow(cards, access)):
        alike = (families.get(card.id) or (card.id if card.focus else likeness(card)) for card in cards)
        groups = _grouped(cards, alike)
        if len(groups) <= _MOST:
            break
    return groups


def _grouped(cards: Iterable[Card], keys: Iterable[Hashable]) -> list[list[Card]]:
    groups: defaultdict[Hashable, list[Card]] = defaultdict(list)
    for card, key in zip(cards, keys, strict=True):
        groups[key].append(card)
    return list(groups.values())


def _same_access(access: _Access) -> Callable[[Card], Hashable]:
    return lambda card: (card.kind, card.frame, frozenset(access.get(card.id, ())))


def _same_roles(access: _Access) -> Callable[[Card], Hashable]:
    return lambda card: (card.kind, card.frame, _targets(access, card))


def _narrow(cards: Sequence[Card], access: _Access) -> Callable[[Card], Hashable]:
    wide = sorted(cards, key=lambda card: -len(_targets(access, card)))[:_KEPT]
    kept = {card.id for card in wide}
    return lambda card: card.id if card.id in kept else (card.kind, card.frame)


def _targets(access: _Access, card: Card) -> frozenset[Hashable]:
    return frozenset(target for target, _ in access.get(card.id, ()))


def _one_for(group: Sequence[Card], access: _Access, t: Translator) -> Card:
    names = "\n".join(card.id for card in group)
    first = group[0]
    title = _title(first.kind, len(group), t)
    subtitle, label = _said(title, group, access, t)
    return replace(
        first,
        id=f"many--{first.kind.value}--{hashlib.sha256(names.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}",
        kind=CardKind.PEOPLE if first.kind is CardKind.PERSON else first.kind,
        icon="people" if first.kind is CardKind.PERSON else first.icon,
        title=title,
        subtitle=subtitle if first.column is Column.MIDDLE else "",
        label=label,
        href=None,
        members=tuple(card.id for card in group),
        planned=all(card.planned for card in group),
    )


def _said(title: str, group: Sequence[Card], access: _Access, t: Translator) -> tuple[str, str]:
    """The subtitle and the label: what the callers of one card have in common, and what not."""
    first = group[0].title
    if len({frozenset(access.get(card.id, ())) for card in group}) == 1:
        same = t("{title} with the same access, {first} among them", title=title, first=first)
        return t("{first} and others", first=first), same
    if len({_targets(access, card) for card in group}) == 1:
        differ = t("{title} into the same roles on different conditions, {first} among them", title=title, first=first)
        return t("on different conditions"), differ
    return t("each into its own part"), t("{title}, each into some of these copies: see their own pages", title=title)


def _title(kind: CardKind, count: int, t: Translator) -> str:
    if kind is CardKind.PERSON:
        return t.count("{count} user", "{count} users", count)
    if kind is CardKind.GROUP:
        return t.count("{count} group", "{count} groups", count)
    return t.count("{count} caller", "{count} callers", count)
