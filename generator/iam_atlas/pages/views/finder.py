"""The page of the path finder: a place for the script, and what to do without one."""

from dataclasses import dataclass

from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_page
from iam_atlas.pages.views.frame import Frame, frame


@dataclass(frozen=True, slots=True)
class FinderView:
    """What the page says; `without` is read where there is no script."""

    frame: Frame
    without: Md
    asks: Md


def finder_view(context: Context) -> FinderView:
    """The view of the page."""
    say = context.say
    lead = say("Choose who and which role: every way is shown hop by hop, or what stands in the way and whom to ask.")
    return FinderView(
        frame=frame(context, say.t("How do I get to ...?"), lead, ()),
        without=say(
            "The path finder needs JavaScript. Without it, each role's page lists who gets in, and the {matrix} has "
            "every way in at a glance.",
            matrix=to_page(context, "matrix.md", say.t("access matrix")),
        ),
        asks=say("The same answer in a terminal: {command}.", command=Md("`iam-atlas path WHO ROLE@ACCOUNT`")),
    )
