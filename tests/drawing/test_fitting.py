from drawn_organisation import MFA, a_step, an_atlas

from builders import a_group, a_landscape, a_role
from iam_atlas.atlas import Atlas
from iam_atlas.drawing.fitting import Wanted, role_fitter
from iam_atlas.drawing.ways import find_ways
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.wording.translate import ENGLISH

_GROUPS = ("dev", "ops")
_ROLES = ("viewer", "editor", "auditor")


def _atlas() -> Atlas:
    landscape = a_landscape(groups=list(map(a_group, _GROUPS)), roles=list(map(a_role, _ROLES)))
    return an_atlas(landscape, [a_step(f"group:{group}", f"{role}@prod", MFA) for group in _GROUPS for role in _ROLES])


def _wanted(group: str, *, most: int) -> Wanted:
    ways = find_ways(_atlas()).out_of(Ref(RefKind.GROUP, group))
    return Wanted(ways, frozenset(), frozenset(), None, most, most, ())


def test_each_copy_has_its_card_where_there_is_room() -> None:
    fitted = role_fitter(_atlas(), find_ways(_atlas()), ENGLISH)(_wanted("dev", most=3))

    assert [card.title for card in fitted.roles.cards] == ["auditor", "editor", "viewer"]


def test_roles_of_one_level_go_together_where_there_is_none() -> None:
    fitted = role_fitter(_atlas(), find_ways(_atlas()), ENGLISH)(_wanted("dev", most=2))

    assert [card.title for card in fitted.roles.cards] == ["3 roles"]


def test_what_was_wanted_before_is_not_fitted_again() -> None:
    fit_roles = role_fitter(_atlas(), find_ways(_atlas()), ENGLISH)

    assert fit_roles(_wanted("dev", most=3)) is fit_roles(_wanted("dev", most=3))


def test_other_ways_are_fitted_for_themselves() -> None:
    fit_roles = role_fitter(_atlas(), find_ways(_atlas()), ENGLISH)

    dev, ops = fit_roles(_wanted("dev", most=3)), fit_roles(_wanted("ops", most=3))

    assert "dev" in dev.roles.cards[0].label
    assert "ops" in ops.roles.cards[0].label
