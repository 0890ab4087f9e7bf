"""A step to whether it asks for MFA where there never is any: it opens in IAM's logic and in no real session."""

from iam_atlas.graph.access import Access, Means
from iam_atlas.iam.formula import And, Formula, Never, Or, Test
from iam_atlas.model.grants import RefKind

_MFA_KEYS = ("aws:multifactorauthpresent", "aws:multifactorauthage")
_WITHOUT_MFA = (RefKind.ROLE, RefKind.PERMISSION_SET)


def is_in_vain(step: Access) -> bool:
    """Whether the step needs MFA of a caller whose session, by AWS's documentation, never carries it.

    Source: IAM User Guide, "AWS global condition context keys", `aws:MultiFactorAuthPresent`; "Role chaining".
    """
    without = step.means is not Means.ASSUME_ROLE or step.caller.kind in _WITHOUT_MFA
    return without and step.decision.verdict.opens and _needs_mfa(step.decision.residue)


def _needs_mfa(formula: Formula) -> bool:
    """Whether no request without MFA satisfies it, as far as its shape shows; False is "not certainly"."""
    match formula:
        case Never():
            return True
        case Test():
            return _is_mfa(formula)
        case And(parts):
            return any(_needs_mfa(part) for part in parts)
        case Or(parts):
            return all(_needs_mfa(part) for part in parts)
        case _:
            return False


def _is_mfa(test: Test) -> bool:
    """Whether the test fails when the key is absent: MFA present, or its age below a limit, and no `IfExists`."""
    if test.key.lower() not in _MFA_KEYS:
        return False
    if test.operator == "Bool":
        return test.values == ("true",)
    return test.operator in ("NumericLessThan", "NumericLessThanEquals")
