"""Long lists of names to the first few of them and how many are left."""

from collections.abc import Sequence

from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code


def few_codes(context: Context, values: Sequence[str], room: int) -> Md:
    """The first `room` values in code type, then `and 7 more` where there are more."""
    shown = context.say.listing(code(value) for value in values[:room])
    left = len(values) - room
    if left <= 0:
        return shown
    return context.say("{shown} and {count} more", count=left, shown=shown)
