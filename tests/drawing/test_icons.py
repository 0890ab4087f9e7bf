import re

import pytest

from iam_atlas.drawing.icons import ICONS, icon_or_other
from iam_atlas.wording.keys import Icon


@pytest.mark.parametrize("icon", list(Icon), ids=lambda icon: icon.value)
def test_every_icon_of_a_condition_has_a_shape(icon: Icon) -> None:
    assert icon.value in ICONS


@pytest.mark.parametrize("name", sorted(ICONS))
def test_shapes_are_plain_path_data(name: str) -> None:
    assert re.fullmatch(r"M[MLHVCSQAZmlhvcsqaz0-9 .,-]+", ICONS[name])


def test_a_name_without_shape_gets_the_icon_for_anything() -> None:
    assert icon_or_other("no-such-icon") == "other"
    assert icon_or_other("mfa") == "mfa"
