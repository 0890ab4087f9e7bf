"""Small landscapes to ask about."""

from datetime import date

from iam_atlas.answers.asker import Asker, asker_of
from iam_atlas.atlas import analyse
from iam_atlas.model.landscape import Landscape


def an_asker(landscape: Landscape, today: date | None = None, language: str = "en") -> Asker:
    return asker_of(analyse(landscape, today), language)
