"""The page that explains the set-up itself, to somebody who has never seen it: written by hand in each language."""

import re
from dataclasses import dataclass
from importlib.resources import files

from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import path_from, to_page
from iam_atlas.pages.views.frame import Frame, frame
from iam_atlas.wording.translate import N_

_STAND_INS = {"aiko": "person-a", "ben": "person-b"}
_PERSON = re.compile(rf"\b(?:{'|'.join(_STAND_INS)})\b")
_ID = re.compile(r"\b[0-9]{8}([0-9]{4})\b")

TITLE = N_("Why this set-up?")
_LEAD = N_(
    "Why there are several AWS accounts, why everybody signs in to one of them, and what happens when somebody "
    "switches role: five minutes for whoever sees it for the first time."
)


@dataclass(frozen=True, slots=True)
class WhyView:
    """The frame, the drawings by name, and where the text leads to."""

    frame: Frame
    people: Md
    halves: Md
    outside: Md
    first_day: Md
    words: Md
    home: Md


def why_view(context: Context) -> WhyView:
    """The view; the text itself is in the template of the language."""
    say = context.say
    return WhyView(
        frame=frame(context, say.t(TITLE), say(_LEAD), ()),
        people=_drawing(context, "people"),
        halves=_drawing(context, "halves"),
        outside=_drawing(context, "outside"),
        first_day=to_page(context, "first-day.md", say.t("First day")),
        words=to_page(context, "words.md", say.t("Words")),
        home=Md(path_from(context, "index.md")),
    )


def _drawing(context: Context, name: str) -> Md:
    """Drawn beforehand by `scripts/draw_guide.py`, of an organisation that is nobody's.

    In a public site its people and accounts go by such stand-ins as all others, so that none is taken for real.
    """
    file = files("iam_atlas.pages") / "guide" / f"{name}.{context.say.t.language}.svg"
    drawn = file.read_text(encoding="utf-8").strip()
    if context.landscape.site.audience == "public":
        drawn = _ID.sub(r"XXXXXXXX\1", _PERSON.sub(lambda found: _STAND_INS[found[0]], drawn))
    return Md(drawn)
