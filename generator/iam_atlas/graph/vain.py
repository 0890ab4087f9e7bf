"""A step to whether it asks for MFA where there never is any: it opens in IAM's logic and in no real session."""

from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.without import needs_mfa_keys
from iam_atlas.model.grants import RefKind

_WITHOUT_MFA = (RefKind.ROLE, RefKind.PERMISSION_SET)


def is_in_vain(step: Access) -> bool:
    """Whether the step needs MFA of a caller whose session, by AWS's documentation, never carries it.

    Source: IAM User Guide, "AWS global condition context keys", `aws:MultiFactorAuthPresent`; "Role chaining".
    """
    without = step.means is not Means.ASSUME_ROLE or step.caller.kind in _WITHOUT_MFA
    return without and step.decision.verdict.opens and needs_mfa_keys(step.decision.residue)
