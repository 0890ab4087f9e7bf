"""Rows to a table in Markdown."""

from collections.abc import Sequence


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows in columns, the first a head, as Markdown reads them."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in rows]
    return "\n".join((lines[0], "| " + " | ".join("-" * width for width in widths) + " |", *lines[1:]))
