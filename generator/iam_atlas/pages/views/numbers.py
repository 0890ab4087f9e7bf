"""Steps to how many people and accounts they are about: for certain, not decided, and once what is planned is there."""

from collections.abc import Iterable

from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Verdict
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.views.planned import there
from iam_atlas.pages.views.reach import reached_accounts
from iam_atlas.pages.views.ways import opening_people, undecided_people
from iam_atlas.wording.translate import N_


def people_cell(context: Context, steps: Iterable[Access]) -> Md:
    """How many people the steps let in, of how many that is not decided, and how many more will come in one day."""
    every = tuple(steps)
    today = there(context, every)
    inside, doubtful = opening_people(context, today), undecided_people(context, today)
    later = {*opening_people(context, _one_day(every, today))}.difference(inside, doubtful)
    return _number(context, len(inside), len(doubtful), len(later))


def reached_cell(context: Context, steps: Iterable[Access]) -> Md:
    """How many accounts steps open into, of how many that is not decided, and how many more there will be one day."""
    every = tuple(steps)
    today = there(context, every)
    reached = {*reached_accounts(today)}
    doubtful = {step.role.account for step in today if step.decision.verdict is Verdict.NOT_EVALUATED} - reached
    later = {*reached_accounts(_one_day(every, today))} - reached - doubtful
    return _number(context, len(reached), len(doubtful), len(later))


def _one_day(every: tuple[Access, ...], today: tuple[Access, ...]) -> tuple[Access, ...]:
    """All steps; none where none waits, so that most numbers are counted once."""
    return every if len(every) > len(today) else ()


def _number(context: Context, count: int, undecided: int, planned: int) -> Md:
    say = context.say
    if undecided and planned:
        return say(_BOTH, count=count, undecided=undecided, planned=planned)
    if undecided:
        return say("{count} ({undecided} not decided)", count=count, undecided=undecided)
    return say("{count} ({planned} planned)", count=count, planned=planned) if planned else Md(str(count))


_BOTH = N_("{count} ({undecided} not decided, {planned} planned)")
