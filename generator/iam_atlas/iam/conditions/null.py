"""The Null operator: whether the key is absent. It compares no values, so it is decided where presence is known."""

from iam_atlas.iam.conditions.operator import Family, Operator, plain
from iam_atlas.iam.glob import Pattern


def _says(wanted: Pattern, actual: str) -> bool:
    """Whether the policy's value is the word `actual`: `true` for an absent key, `false` for a present one."""
    return plain(wanted).lower() == actual


NULL = Operator("Null", Family.NULL, _says)
