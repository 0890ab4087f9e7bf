"""The steps of one caller into one role to the condition in few words, each part leading to its explanation."""

from collections.abc import Sequence

from iam_atlas.graph.access import Access
from iam_atlas.graph.members import counts
from iam_atlas.graph.own_names import in_own_name
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.speech import safe
from iam_atlas.pages.views.members import all_decided_otherwise, is_shut_to_all, kept_out, told_apart
from iam_atlas.pages.views.standing import is_foreign
from iam_atlas.pages.views.ways import kept_elsewhere
from iam_atlas.pages.views.why import why_link
from iam_atlas.wording.amounts import listing
from iam_atlas.wording.residue import pill
from iam_atlas.wording.translate import C_


def conditions(context: Context, steps: Sequence[Access], of: Ref) -> Md:
    """Each condition once; where it is not the same for all members of the group `of`, with how many it is for."""
    alike: dict[str, list[Access]] = {}
    members = [in_own_name(own) for step in steps for own in told_apart(context, step)]
    for step in (*(step for step in steps if not all_decided_otherwise(context, step)), *members):
        alike.setdefault(_condition(context, step), []).append(step)
    told = [(_linked(context, words, same[0]), _people(same)) for words, same in alike.items()]
    if outside := next((names for step in steps if (names := kept_out(context, step))), ()):
        told.append((_closed(context, steps[0], outside[0]), len(outside)))
    differ = len(told) > 1 or not _are_all(context, of, told[0][1])
    return context.say.apart(_for(context, words, people if differ else 0) for words, people in told)


def is_shut(context: Context, steps: Sequence[Access]) -> bool:
    """Whether it is decided that nobody gets in by the steps, or that whoever does cannot count on it."""
    return all((not counts(step) or is_shut_to_all(context, step)) and not told_apart(context, step) for step in steps)


def _closed(context: Context, step: Access, member: str) -> Md:
    """That the role is closed to the member; without a link where no row asks for it, so that nothing explains it."""
    words, user = context.say.t(C_("way", "closed")), Ref(RefKind.USER, member)
    return why_link(context, user, step, words) or safe(words)


def _linked(context: Context, words: str, step: Access) -> Md:
    return why_link(context, step.caller, step, words) or safe(words)


def _are_all(context: Context, ref: Ref, people: int) -> bool:
    """Whether so many are all the members of the group; True for a caller that is none."""
    group = context.landscape.groups.get(ref.name) if ref.kind is RefKind.GROUP else None
    return group is None or (ref.name not in kept_elsewhere(context) and people == len(group.members))


def _people(steps: Sequence[Access]) -> int:
    """How many members of a group the steps are made by; 0 for the group as such, and for whoever comes alone."""
    return len({step.caller for step in steps if step.through})


def _for(context: Context, condition: Md, people: int) -> Md:
    if not people:
        return condition
    return context.say.count(
        "{condition} for {count} member", "{condition} for {count} members", people, condition=condition
    )


def _condition(context: Context, step: Access) -> str:
    """What the pill of a diagram says; or that none helps."""
    t = context.say.t
    if step.decision.verdict is Verdict.NOT_EVALUATED:
        return t("not decided")
    if not step.decision.verdict.opens:
        return t(C_("way", "closed"))
    if is_in_vain(step):
        return t("cannot be counted on")
    told = listing((chip.label for chip in pill(step.decision.residue, t)), t) or t("no condition")
    return t("{condition} (our half only)", condition=told) if is_foreign(context, step.role.account) else told
