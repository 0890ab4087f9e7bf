"""How emergency access is used and kept working, as facts."""

from iam_atlas.model.people import BreakGlass
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import text
from iam_atlas.pages.views.frame import Fact
from iam_atlas.wording.amounts import day, duration
from iam_atlas.wording.translate import C_


def break_glass_facts(context: Context, told: BreakGlass | None) -> tuple[Fact, ...]:
    """When it is used, what follows, and when it was last tried; empty for what is not emergency access."""
    if told is None:
        return ()
    say = context.say
    pairs = (
        (say(C_("emergency", "When")), told.when),
        (say("Who is alarmed"), told.alert),
        (say("Afterwards"), told.after),
        (say("Credentials"), told.credentials),
        (say("Last tested"), day(told.last_tested.at) if told.last_tested else say.t("the file does not say")),
        (say("To be tested every"), duration(told.test_every, say.t) if told.test_every else None),
    )
    return tuple(Fact(name, text(value)) for name, value in pairs if value)
