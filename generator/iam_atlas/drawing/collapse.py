"""Many callers to few cards: families, and those that lead to the same on the same conditions, become one card."""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from iam_atlas.drawing.column_graph import Card, CardKind, Column
from iam_atlas.wording.translate import Translator

_MOST = 36


@dataclass(frozen=True, slots=True)
class Folded:
    """The cards that are left, and for each id of a caller's card the id of the card that now stands for it."""

    cards: tuple[Card, ...]
    card_of: Mapping[str, str]


def fold_sources(
    cards: Sequence[Card], leads: Iterable[tuple[str, Hashable]], families: Mapping[str, str], t: Translator
) -> Folded:
    """Fold the `families` (by card id), and in a column of more than 36 cards also those that lead to the same.

    `leads` says where each card's id leads, on what condition. A card in focus, or one like no other, stays as it is.
    """
    access: defaultdict[str, set[Hashable]] = defaultdict(set)
    for name, lead in leads:
        access[name].add(lead)
    crowded = {column for column in Column if sum(card.column is column for card in cards) > _MOST}
    alike: defaultdict[Hashable, list[Card]] = defaultdict(list)
    for card in cards:
        keeps = card.column not in crowded or card.focus
        same = card.id if keeps else (card.kind, card.frame, frozenset(access[card.id]))
        alike[families.get(card.id, same)].append(card)
    folded = [
        group[0] if len(group) == 1 else _one_for(group, t, is_family=group[0].id in families)
        for group in alike.values()
    ]
    card_of = {card.id: one.id for one, group in zip(folded, alike.values(), strict=True) for card in group}
    return Folded(tuple(folded), card_of)


def _one_for(group: Sequence[Card], t: Translator, *, is_family: bool) -> Card:
    names = "\n".join(card.id for card in group)
    first = group[0]
    title = _title(first.kind, len(group), t)
    subtitle = t("each into its own part") if is_family else t("{first} and others", first=first.title)
    how = t("{title}, each into some of these copies: see their own pages", title=title)
    same = t("{title} with the same access, {first} among them", title=title, first=first.title)
    return replace(
        first,
        id=f"many--{first.kind.value}--{hashlib.sha256(names.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}",
        kind=CardKind.PEOPLE if first.kind is CardKind.PERSON else first.kind,
        icon="people" if first.kind is CardKind.PERSON else first.icon,
        title=title,
        subtitle=subtitle if first.column is Column.MIDDLE else "",
        label=how if is_family else same,
        href=None,
        members=tuple(card.id for card in group),
    )


def _title(kind: CardKind, count: int, t: Translator) -> str:
    if kind is CardKind.PERSON:
        return t.count("{count} person", "{count} people", count)
    if kind is CardKind.GROUP:
        return t.count("{count} group", "{count} groups", count)
    return t.count("{count} caller", "{count} callers", count)
