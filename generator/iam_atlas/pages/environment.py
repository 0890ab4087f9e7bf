"""A view and the name of a template to the text of a page."""

import re
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from iam_atlas.pages.escape import Md
from iam_atlas.pages.speech import Speech, safe

_BLANK = re.compile(r"\n\n\n+")  # not `{3,}`: what begins with plain characters is found ten times as fast


def fill(template: str, view: object, say: Speech) -> str:
    """The page: `view` is the only thing that the template sees, `say` translates its headings.

    Whatever is not marked as Markdown is escaped; a field that does not exist is an error. Blank lines never pile up
    outside code, and the text ends with one line break.
    """
    page = _environment().get_template(template).render(view=view, say=say)
    return _BLANK.sub("\n\n", page).rstrip() + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("iam_atlas.pages", "templates"),
        undefined=StrictUndefined,
        finalize=_safely,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["lines"] = _lines
    return environment


def _lines(rows: Iterable[Iterable[str]]) -> Md:
    """The rows of a table, one a line; a template that went from cell to cell would take most of a page's time."""
    return Md("\n".join(f"| {' | '.join(safe(cell or _NOTHING) for cell in row)} |" for row in rows))


_NOTHING = "–"


def _safely(value: object) -> str:
    return safe(value)
