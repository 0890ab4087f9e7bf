"""Long lists to the first few of their items and how many are left."""

from collections.abc import Sequence

from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code


def few(context: Context, items: Sequence[Md], room: int) -> Md:
    """The first `room` items, then `and 7 more` where there are more."""
    shown = context.say.listing(items[:room])
    left = len(items) - room
    if left <= 0:
        return shown
    return context.say("{shown} and {count} more", count=left, shown=shown)


def few_codes(context: Context, values: Sequence[str], room: int) -> Md:
    """The same for values in code type."""
    return few(context, [code(value) for value in values], room)
