"""Warnings about the input to lines on the page of the thing that they are about."""

from iam_atlas.errors import Position
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.links import source
from iam_atlas.wording.said import say


def problem_lines(context: Context, *positions: Position) -> tuple[Md, ...]:
    """One line a warning about the things at `positions`, in the order of the file."""
    every = sorted({problem for at in positions for problem in context.problems.get(at, ())}, key=lambda p: p.position)
    return tuple(
        context.say(
            "{message} ({rule}, {source})",
            message=say(one.said, context.say.t),
            rule=code(one.rule),
            source=source(context, one.position),
        )
        for one in every
    )
