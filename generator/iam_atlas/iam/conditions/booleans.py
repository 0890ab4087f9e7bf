"""The Bool operator: true or false, whatever the case."""

from iam_atlas.iam.conditions.operator import Family, Operator, plain
from iam_atlas.iam.glob import Pattern


def _same(wanted: Pattern, actual: str) -> bool:
    text = plain(wanted).lower()
    return text in ("true", "false") and text == actual.lower()


BOOL = Operator("Bool", Family.BOOLEAN, _same)
