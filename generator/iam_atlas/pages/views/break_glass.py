"""How emergency access is used and kept working, as facts."""

from iam_atlas.model.people import BreakGlass
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import text
from iam_atlas.pages.views.frame import Fact, present
from iam_atlas.wording.amounts import day, duration
from iam_atlas.wording.translate import C_


def break_glass_facts(context: Context, told: BreakGlass | None) -> tuple[Fact, ...]:
    """When it is used, what follows, and when it was last tried; empty for what is not emergency access."""
    if told is None:
        return ()
    say = context.say
    facts = (
        Fact(say(C_("emergency", "When")), prose(context, told.when)),
        Fact(say("Who is alarmed"), prose(context, told.alert)),
        Fact(say("Afterwards"), prose(context, told.after)),
        Fact(say("Credentials"), prose(context, told.credentials)),
        Fact(say("Last tested"), text(day(told.last_tested.at)) if told.last_tested else say("the file does not say")),
        Fact(say("To be tested every"), text(duration(told.test_every, say.t) if told.test_every else "")),
    )
    return present(facts)
