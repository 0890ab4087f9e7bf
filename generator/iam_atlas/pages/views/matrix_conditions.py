"""The steps of one caller into one role to the condition in few words, each part leading to its explanation."""

from collections.abc import Sequence

from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import Group
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.speech import safe
from iam_atlas.pages.views.standing import is_foreign
from iam_atlas.pages.views.ways import is_closed
from iam_atlas.pages.views.why import why_link
from iam_atlas.wording.amounts import listing
from iam_atlas.wording.residue import pill
from iam_atlas.wording.translate import C_


def conditions(context: Context, steps: Sequence[Access]) -> Md:
    """Each condition once; where it is not the same for all members of a group, with how many it is for."""
    alike: dict[str, list[Access]] = {}
    for step in steps:
        alike.setdefault(_condition(context, step), []).append(step)
    told = [(_linked(context, words, same[0]), _people(same)) for words, same in alike.items()]
    if kept_out := _kept_out(context, steps):
        told.append((_closed(context, steps[0], kept_out[0]), len(kept_out)))
    return context.say.apart(_for(context, words, people if len(told) > 1 else 0) for words, people in told)


def is_shut(context: Context, steps: Sequence[Access]) -> bool:
    """Whether it is decided that nobody gets in by the steps, or that whoever does cannot count on it."""
    if not any(map(_counts, steps)):
        return True
    group = _group(context, steps[0])
    return group is not None and not group.external_members and 0 < len(group.members) == len(_kept_out(context, steps))


def _counts(step: Access) -> bool:
    return not is_closed(step) and not is_in_vain(step)


def _kept_out(context: Context, steps: Sequence[Access]) -> tuple[str, ...]:
    """The members of a group who do not get in where its policies would let them, as one with a Deny of their own."""
    group = _group(context, steps[0])
    if group is None or not any(map(_counts, steps)):
        return ()
    into = context.atlas.graph.by_role.get(steps[0].role, ())
    inside = {step.caller.name for step in into if step.caller.kind is RefKind.USER and _counts(step)}
    return tuple(member for member in group.members if member not in inside)


def _group(context: Context, step: Access) -> Group | None:
    """The IAM group that makes the step by its own policies, which its members have too; None for all others."""
    if step.caller.kind is not RefKind.GROUP or step.means is not Means.ASSUME_ROLE:
        return None
    group = context.landscape.groups[step.caller.name]
    return group if group.source is None else None


def _closed(context: Context, step: Access, member: str) -> Md:
    """That the role is closed to the member; without a link where no row asks for it, so that nothing explains it."""
    words, user = context.say.t(C_("way", "closed")), Ref(RefKind.USER, member)
    return why_link(context, user, step, words) or safe(words)


def _linked(context: Context, words: str, step: Access) -> Md:
    return why_link(context, step.caller, step, words) or safe(words)


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
