"""Role copies to as many cards as a drawing has room for: what is alike goes together only as far as that takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.families import find_families
from iam_atlas.drawing.planned import is_planned
from iam_atlas.drawing.role_cards import RoleCards, role_cards
from iam_atlas.drawing.role_view import Likeness, RoleView
from iam_atlas.drawing.targets import Target
from iam_atlas.drawing.way import Way
from iam_atlas.drawing.ways import Ways, roles_on
from iam_atlas.model.grants import Ref
from iam_atlas.wording.translate import Translator

_KEPT = 128  # right sides: those of people in the same groups are the same, and pages of people follow each other
_LESS_AND_LESS_ALIKE = (Likeness.CONDITIONS, Likeness.CALLERS, Likeness.ROLE, Likeness.LEVEL)


class Wanted(NamedTuple):
    """All that the right side of a drawing depends on; the fields are those of `Choice`.

    `frames` says where each caller stands that may be taken together with others.
    """

    ways: tuple[Way, ...]
    more_roles: frozenset[Target]
    focus_roles: frozenset[Target]
    focus_account: str | None
    most_roles: int
    most_at_all: int
    frames: tuple[tuple[Ref, str | None], ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The cards of the roles, and the families of callers that were taken together to make them few enough."""

    roles: RoleCards
    families: Mapping[Ref, str]


FitRoles: TypeAlias = Callable[[Wanted], Fitted]


def role_fitter(atlas: Atlas, ways: Ways, t: Translator) -> FitRoles:
    """What makes right sides out of the ways of the atlas; it remembers the last ones, as long as it is there."""

    @lru_cache(maxsize=_KEPT)
    def fit_roles(wanted: Wanted) -> Fitted:
        return _fitted(atlas, ways, wanted, t)

    return fit_roles


def _fitted(atlas: Atlas, ways: Ways, wanted: Wanted, t: Translator) -> Fitted:
    view = _view(atlas, ways, wanted)
    if len(view.targets) <= wanted.most_roles:
        return Fitted(role_cards(atlas, view, t, Likeness.COPY), {})
    cards = role_cards(atlas, view, t, Likeness.CONDITIONS)
    if len(cards.cards) <= wanted.most_roles:
        return Fitted(cards, {})
    families = find_families(atlas, wanted.ways, ways.levels, dict(wanted.frames))
    view = replace(view, families=families)
    for likeness in _LESS_AND_LESS_ALIKE:
        cards = role_cards(atlas, view, t, likeness)
        if len(cards.cards) <= wanted.most_at_all:
            break
    return Fitted(cards, families)


def _view(atlas: Atlas, ways: Ways, wanted: Wanted) -> RoleView:
    targets = roles_on(wanted.ways) | wanted.more_roles
    shown = tuple(target for target in sorted(targets) if target.account in atlas.landscape.accounts)
    return RoleView(
        shown,
        wanted.ways,
        wanted.focus_roles,
        wanted.focus_account,
        levels=ways.levels,
        flagged=ways.flagged,
        planned=frozenset(target for target in shown if is_planned(atlas.landscape, target)),
    )
