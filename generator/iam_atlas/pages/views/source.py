"""An input file to a page that shows it line by line, so that every fact can lead to the line that says so."""

import html
from dataclasses import dataclass

from iam_atlas.model.addresses import SOURCE_LINES, line_anchor, source_page
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, without_controls
from iam_atlas.pages.links import to_page
from iam_atlas.pages.views.frame import Frame, frame


@dataclass(frozen=True, slots=True)
class SourceView:
    """A page about one input file; `lines` are HTML, one element a line; `others` lead to the other parts of it."""

    frame: Frame
    lines: tuple[Md, ...]
    others: Md


def source_starts(context: Context, file: str) -> range:
    """The first lines of the pages that the file is shown on, counted from 1."""
    return range(1, max(len(context.sources[file].splitlines()), 1) + 1, SOURCE_LINES)


def source_view(context: Context, file: str, start: int = 1) -> SourceView:
    """The file as it was when the pages were generated, from the line `start` on."""
    lead = context.say("{file} as it was when these pages were generated.", file=code(file))
    lines = context.sources[file].splitlines()[start - 1 : start - 1 + SOURCE_LINES]
    return SourceView(
        frame(context, file if start == 1 else f"{file}:{start}", lead, ()),
        tuple(_line(number, text) for number, text in enumerate(lines, start)),
        _others(context, file),
    )


def _others(context: Context, file: str) -> Md:
    starts = source_starts(context, file)
    links = (to_page(context, source_page(file, first), str(first), line_anchor(first)) for first in starts)
    return context.say("From line {lines}", lines=context.say.listing(links)) if len(starts) > 1 else Md("")


def _line(number: int, written: str) -> Md:
    return Md(f'<span id="{line_anchor(number)}">{html.escape(without_controls(written), quote=False)}</span>')
