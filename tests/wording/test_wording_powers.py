"""What actions of weight can do, in the language of the page."""

import pytest

from iam_atlas.iam.notable import NOTABLE
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.powers import POWERS, power_in_words


def test_every_reason_that_the_engine_gives_is_known_here_and_no_other() -> None:
    assert sorted(POWERS) == sorted(set(NOTABLE.values()))


@pytest.mark.parametrize("reason", POWERS)
def test_each_reads_differently_in_japanese(reason: str) -> None:
    said = power_in_words(reason, translator("ja"))

    assert said != reason
    assert [other for other in POWERS if power_in_words(other, translator("ja")) == said] == [reason]
