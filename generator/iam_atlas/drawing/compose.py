"""A choice of ways to a diagram: cards for both ends, people before their groups, gates between."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.collapse import Lead, fold_sources
from iam_atlas.drawing.column_graph import Card, Column, Diagram, Edge, Heading
from iam_atlas.drawing.fitting import FitRoles, Fitted, Wanted
from iam_atlas.drawing.gates import Joint, join_cards
from iam_atlas.drawing.role_cards import RoleCards
from iam_atlas.drawing.source_cards import card_id, members_in, source_card, source_frames
from iam_atlas.drawing.targets import Target
from iam_atlas.drawing.way import Way
from iam_atlas.drawing.ways import Ways
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import Group
from iam_atlas.wording.amounts import in_a_row
from iam_atlas.wording.translate import Translator


@dataclass(frozen=True, slots=True)
class Choice:
    """What a drawing is to show. `more_roles` are shown although no way of the choice touches them.

    Above `most_roles` role cards copies alike are joined, and above `most_at_all` those that are less and less alike.
    Above `most_people` people, or when with them there are more than `most_cards` cards in all, their groups stand for
    them.
    """

    name: str
    title: str
    description: str
    ways: tuple[Way, ...]
    more_roles: frozenset[Target] = frozenset()
    focus_roles: frozenset[Target] = frozenset()
    focus_sources: frozenset[Ref] = frozenset()
    focus_account: str | None = None
    people: frozenset[str] | None = None  # whom to show; None for all members of the groups shown
    most_roles: int = 60
    most_at_all: int = 60
    most_people: int = 24
    most_cards: int = 1000
    aside: int = 0  # role copies that services and customers get into, who are not drawn
    left_out: int = 0  # hops that are not `declared` and that this drawing does not show
    in_vain: int = 0  # ways that ask for MFA where there never is any; no drawing shows them


@dataclass(frozen=True, slots=True)
class _Left:
    """The cards left of the gates, the edges between them, and the card that stands for each caller."""

    cards: tuple[Card, ...] = ()
    edges: tuple[Edge, ...] = ()
    card_of: dict[Ref, str] = field(default_factory=dict)


def compose(atlas: Atlas, ways: Ways, fit_roles: FitRoles, choice: Choice, t: Translator) -> Diagram:
    """The diagram of a choice; `fit_roles` makes its right side."""
    refs = dict.fromkeys(way.source for way in choice.ways if way.role is None)
    callers = {ref: source_card(ref, atlas, choice.focus_sources, t) for ref in refs}
    fitted = fit_roles(_wanted(choice, callers))
    roles = fitted.roles
    left = _left(atlas, ways, choice, fitted, callers, t)
    cards = (*left.cards, *roles.cards)
    joints = [_joint(way, left, roles) for way in choice.ways]
    gates, edges = join_cards([joint for joint in joints if joint is not None], cards, t)
    columns = {card.column for card in cards} | {gate.column for gate in gates}
    return Diagram(
        id=choice.name,
        title=choice.title,
        description=choice.description,
        headings=tuple(Heading(column, text) for column, text in _headings(t) if column in columns),
        frames=(*source_frames(left.cards, atlas, t), *roles.frames),
        cards=cards,
        gates=gates,
        edges=(*left.edges, *edges),
        note=in_a_row(_not_drawn(choice, t), t),
    )


def _wanted(choice: Choice, callers: Mapping[Ref, Card]) -> Wanted:
    return Wanted(
        choice.ways,
        choice.more_roles,
        choice.focus_roles,
        choice.focus_account,
        choice.most_roles,
        choice.most_at_all,
        tuple((ref, card.frame) for ref, card in callers.items() if not card.focus),
    )


def _left(
    atlas: Atlas, ways: Ways, choice: Choice, fitted: Fitted, callers: Mapping[Ref, Card], t: Translator
) -> _Left:
    leads = (Lead(callers[way.source].id, way.target, way.condition) for way in choice.ways if way.role is None)
    families = {callers[ref].id: name for ref, name in fitted.families.items()}
    folded = fold_sources(tuple(callers.values()), leads, families, t)
    card_of = {ref: folded.card_of[card.id] for ref, card in callers.items()}
    people, edges = _members(atlas, ways, choice, card_of, t)
    if len(people) + len(folded.cards) + len(fitted.roles.cards) > choice.most_cards:
        people, edges = (), ()
    shown = {card.id for card in folded.cards}
    return _Left((*folded.cards, *(card for card in people if card.id not in shown)), edges, card_of)


def _members(
    atlas: Atlas, ways: Ways, choice: Choice, card_of: dict[Ref, str], t: Translator
) -> tuple[tuple[Card, ...], tuple[Edge, ...]]:
    """The people of the groups, unless they are too many: then their groups stand for them.

    Who is kept out of anything that the group leads to is left out, and drawn alone with what is open.
    """
    members = [
        (person, group)
        for group, names in members_in([ref for ref in card_of if ref.kind is RefKind.GROUP], atlas).items()
        for person in names
        if choice.people is None or person in choice.people
    ]
    if len({person for person, _ in members}) > choice.most_people:
        return (), ()
    into = _of_groups(choice.ways)
    pairs = [
        (Ref(RefKind.USER, person), card_of[Ref(RefKind.GROUP, group)])
        for person, group in members
        if _gets_through(ways, choice, person, atlas.landscape.groups[group], into[group])
    ]
    people = sorted({person for person, _ in pairs})
    cards = tuple(source_card(person, atlas, choice.focus_sources, t) for person in people)
    return cards, tuple(Edge(source=card_id(person), target=group) for person, group in dict.fromkeys(pairs))


def _of_groups(ways: Iterable[Way]) -> Mapping[str, set[Target]]:
    """Where each group leads, by the group's name."""
    found: defaultdict[str, set[Target]] = defaultdict(set)
    for way in ways:
        if way.source.kind is RefKind.GROUP:
            found[way.source.name].add(way.target)
    return found


def _gets_through(ways: Ways, choice: Choice, person: str, group: Group, into: set[Target]) -> bool:
    """Whether the member gets in by the group's ways; a provider's group is not asked.

    Of a drawing about single people the ways were chosen for them.
    """
    if group.account is None:
        return True
    joined = choice.people is not None or ways.joined.has(person, group.name)
    return joined and not ways.own(person).keys().isdisjoint(into)


def _joint(way: Way, left: _Left, roles: RoleCards) -> Joint | None:
    """The way between two cards; None for a hop between copies that one card stands for."""
    source = left.card_of[way.source] if way.role is None else roles.card_of.get(way.role)
    target = roles.card_of.get(way.target)
    return Joint(source, target, way) if source and target and source != target else None


def _not_drawn(choice: Choice, t: Translator) -> Iterator[str]:
    """A sentence for each kind of way that the choice leaves out."""
    if choice.aside:
        yield t.count(
            "Not drawn: ways of AWS services and customers into {count} role copy; see the table.",
            "Not drawn: ways of AWS services and customers into {count} role copies; see the table.",
            choice.aside,
        )
    if choice.left_out:
        yield t.count(
            "Not drawn: {count} chained step whose caller no grant and no Principal element names; see the role's "
            "page.",
            "Not drawn: {count} chained steps whose callers no grant and no Principal element names; see the roles' "
            "pages.",
            choice.left_out,
        )
    if choice.in_vain:
        yield t.count(
            "Not drawn: {count} step from role to role that asks for MFA, which a role's session does not carry, "
            "as AWS documents.",
            "Not drawn: {count} steps from role to role that ask for MFA, which a role's session does not carry, "
            "as AWS documents.",
            choice.in_vain,
        )


def _headings(t: Translator) -> Sequence[tuple[Column, str]]:
    return (
        (Column.WHO, t("Who")),
        (Column.MIDDLE, t("Group / provider")),
        (Column.GATE, t("Must satisfy")),
        (Column.ROLE, t("Can become")),
        (Column.CHAIN, t("Then chain")),
    )
