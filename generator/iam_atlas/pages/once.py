"""A function of a page to the same function that remembers, for all pages from which everything looks the same."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar, cast

from iam_atlas.pages.context import Context

_Rest = ParamSpec("_Rest")
_Result = TypeVar("_Result")


def once_a_place(
    work: Callable[Concatenate[Context, _Rest], _Result],
) -> Callable[Concatenate[Context, _Rest], _Result]:
    """The function asks `work` once a place (see `context.place_of`); what it is called with must be hashable.

    `work` may read all of the context but the page itself. Results live as long as the run that writes the pages.
    """

    def remembered(context: Context, /, *args: _Rest.args, **named: _Rest.kwargs) -> _Result:
        key = (*args, *named.items()) if named else args
        known = context.known.get(work)
        if known is None:
            known = context.known[work] = {}
        if key not in known:
            known[key] = work(context, *args, **named)
        return cast(_Result, known[key])

    return update_wrapper(remembered, work)
