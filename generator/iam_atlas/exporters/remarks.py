"""A step to whom it is about, and to what must be said beside its condition lest it be misread."""

from collections.abc import Collection

from iam_atlas.exporters.planned import said_planned, waits_for
from iam_atlas.graph.access import Access
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Half
from iam_atlas.model.grants import Ref
from iam_atlas.model.landscape import Landscape
from iam_atlas.wording.amounts import in_a_row
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


def remark_with_planned(step: Access, landscape: Landscape, t: Translator, hidden: Collection[Ref] = ()) -> str:
    """The same as `remark`, with what is still to be made before the step can be; nothing that is `hidden` is named."""
    waits = (said_planned(ref, t) for ref in waits_for(landscape, step) if ref not in hidden)
    return in_a_row((*waits, remark(step, t)), t)


def remark(step: Access, t: Translator) -> str:
    """What must be said beside a condition: that it can probably not be met, or that half of it is not ours."""
    theirs = any(half.outside and half.half is Half.TRUST for half in step.decision.halves)
    return in_a_row((t(IN_VAIN) if is_in_vain(step) else "", t(THEIRS) if theirs else ""), t)
