"""A step to whom it is about, and to what must be said beside its condition lest it be misread."""

from collections.abc import Collection

from iam_atlas.atlas import Atlas, exceptions_of
from iam_atlas.exporters.planned import said_planned, waits_for
from iam_atlas.graph.access import Access
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Half
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.wording.amounts import all_of, in_a_row, listing
from iam_atlas.wording.decision import Parties
from iam_atlas.wording.translate import N_, Translator

IN_VAIN = N_(
    "By AWS's documentation no such session carries MFA, so that this condition may never hold; people have seen "
    "otherwise."
)

THEIRS = N_("The role's account belongs to somebody else: the file only says what its trust policy should be.")


def parties(step: Access) -> Parties:
    """Whom the decision of a step is about; where the caller is a service or a provider, it is called by its name."""
    action = step.means.value if step.means.value.startswith("sts:") else "sts:AssumeRole"
    return Parties(step.caller.name, str(step.role), action)


_NAMED = 12  # members that a remark names
_OF_MEMBERS = N_("This is what the policies of group {group} give; it is not the whole answer for {names}.")
_OF_SOME = N_("This is what the policies of group {group} give; it is not the whole answer for some members.")


def every_remark(step: Access, atlas: Atlas, t: Translator, hidden: Collection[Ref] = ()) -> str:
    """The same as `remark`, with what is still to be made, and with the members for whom a group's step is not all.

    Nothing that is `hidden` is named.
    """
    waits = (said_planned(ref, t) for ref in waits_for(atlas.landscape, step) if ref not in hidden)
    return in_a_row((*waits, remark(step, t), _of_members(step, atlas, t, hidden)), t)


def _of_members(step: Access, atlas: Atlas, t: Translator, hidden: Collection[Ref]) -> str:
    names, group = exceptions_of(atlas).decided_otherwise(step), step.caller.name
    if not names:
        return ""
    if any(Ref(RefKind.USER, name) in hidden for name in names):
        return t(_OF_SOME, group=group)
    shown = all_of(names, t)
    if len(names) > _NAMED:
        shown = t("{shown} and {count} more", shown=listing(names[:_NAMED], t), count=len(names) - _NAMED)
    return t(_OF_MEMBERS, group=group, names=shown)


def remark(step: Access, t: Translator) -> str:
    """What must be said beside a condition: that it can probably not be met, or that half of it is not ours."""
    theirs = any(half.outside and half.half is Half.TRUST for half in step.decision.halves)
    return in_a_row((t(IN_VAIN) if is_in_vain(step) else "", t(THEIRS) if theirs else ""), t)
