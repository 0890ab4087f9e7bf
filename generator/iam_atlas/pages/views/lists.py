"""Long lists to the first few of their items and how many are left."""

from collections.abc import Iterable, Sequence

from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code


def few(context: Context, items: Sequence[Md], room: int) -> Md:
    """The first `room` items, then `and 7 more` where there are more."""
    return _and_more(context, items[:room], len(items))


def few_codes(context: Context, values: Sequence[str], room: int) -> Md:
    """The same for values in code type."""
    return _and_more(context, [code(value) for value in values[:room]], len(values))


def _and_more(context: Context, first: Sequence[Md], count: int) -> Md:
    shown, left = context.say.listing(first), count - len(first)
    return context.say("{shown} and {count} more", count=left, shown=shown) if left else shown


def all_or_few(context: Context, accounts: Sequence[str], room: int) -> Md:
    """`a, b and c` where they are so few; else the first `room` accounts, or what is in them, and how many more."""
    if len(accounts) <= room:
        return context.say.all_of(accounts)
    shown = context.say.listing(accounts[:room])
    return context.say("{accounts} and {count} more", accounts=shown, count=len(accounts) - room)


def bullets(lines: Iterable[Md]) -> Md:
    """The lines as a list, one below the other."""
    return Md("\n".join(f"- {line}" for line in lines))
