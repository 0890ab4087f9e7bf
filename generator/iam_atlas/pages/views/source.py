"""An input file to a page that shows it line by line, so that every fact can lead to the line that says so."""

import html
from dataclasses import dataclass

from iam_atlas.model.addresses import line_anchor
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, without_controls
from iam_atlas.pages.views.frame import Frame, frame


@dataclass(frozen=True, slots=True)
class SourceView:
    """A page about one input file; `lines` are HTML, one element a line of the file."""

    frame: Frame
    lines: tuple[Md, ...]


def source_view(context: Context, file: str) -> SourceView:
    """The file as it was when the pages were generated."""
    lead = context.say("{file} as it was when these pages were generated.", file=code(file))
    lines = context.sources[file].splitlines()
    return SourceView(
        frame(context, file, lead, ()), tuple(_line(number, text) for number, text in enumerate(lines, 1))
    )


def _line(number: int, written: str) -> Md:
    return Md(f'<span id="{line_anchor(number)}">{html.escape(without_controls(written), quote=False)}</span>')
