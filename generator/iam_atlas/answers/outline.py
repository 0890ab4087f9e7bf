"""Parts of an answer become lines of plain text: headings, bullets, columns that line up also in Japanese."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

_INDENT = "  "


def section(heading: str, lines: Iterable[str]) -> list[str]:
    """An empty line, the heading, and its lines indented; nothing at all where there is no line."""
    found = [f"{_INDENT}{line}" for line in lines]
    return ["", heading, *found] if found else []


def bullet(text: str, below: Iterable[str] = ()) -> list[str]:
    """A line with a dash, and lines that belong to it."""
    return [f"- {text}", *(f"{_INDENT}{_INDENT}{line}" for line in below)]


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows whose cells stand in columns; a wide character takes two places. The last column is not filled up."""
    table = [tuple(row) for row in rows]
    if not table:
        return []
    widths = [max(cell_len(row[place]) for row in table) for place in range(len(table[0]) - 1)]
    return ["  ".join((*map(_filled, row, widths), row[-1])).rstrip() for row in table]


def whole(lines: Iterable[str]) -> str:
    """The lines as one text with a final newline."""
    return "\n".join(lines) + "\n"


def _filled(cell: str, width: int) -> str:
    return cell + " " * (width - cell_len(cell))
