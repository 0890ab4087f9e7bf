"""A step to whom it is about, and to what must be said beside its condition lest it be misread."""

from iam_atlas.graph.access import Access
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Half
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


def remark(step: Access, t: Translator) -> str:
    """What must be said beside a condition: that it can probably not be met, or that half of it is not ours."""
    theirs = any(half.outside and half.half is Half.TRUST for half in step.decision.halves)
    return in_a_row((t(IN_VAIN) if is_in_vain(step) else "", t(THEIRS) if theirs else ""), t)
