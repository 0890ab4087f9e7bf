"""What changed, as plain text for a terminal and as Markdown for a comment on a pull request."""

from collections.abc import Iterable, Iterator, Sequence

from iam_atlas.answers.changed import Table, Told
from iam_atlas.answers.outline import bullet, section, whole
from iam_atlas.pages import escape
from iam_atlas.wording.translate import Translator

LARGEST_COMMENT = 60_000
"""Characters. GitHub takes 65,536 in a comment, GitLab more; the rest is for what a workflow puts around it."""

_ROOM_FOR_THE_END = 1_000
_LIVE_MARKS = ("&#64;", "&#35;")


def changed_text(told: Told) -> str:
    """The tables one below the other, whole."""
    lines = [*told.summary]
    for table in told.tables:
        lines += section(table.heading, (line for row in table.rows for line in _bulleted(table.head, row)))
    for note in told.notes:
        lines += ["", note]
    return whole(lines)


def changed_markdown(told: Told, t: Translator, largest: int = LARGEST_COMMENT) -> str:
    """A summary, and each table folded below it, in `largest` characters at most; says what it had to leave out.

    Text of the user is escaped, and mentions nobody: a comment must not page whoever is called like a role.
    """
    head = [f"**{t('Access that this change gives and takes')}**", "", *_lines(told.summary)]
    if told.tables:
        counts = (f"| {text(table.heading)} | {len(table.rows)} |" for table in told.tables)
        head += [f"| {t('What changes')} | {t('Rows')} |", "| --- | ---: |", *counts, ""]
    notes = [*_lines(told.notes)]
    room = largest - _ROOM_FOR_THE_END - len(whole([*head, *notes]))
    if room < 0:
        notes, room = [], largest - _ROOM_FOR_THE_END - len(whole(head))
    body, left_out = _folded(told.tables, room)
    if left_out:
        said = t.count(
            "{count} row is left out, since a comment has no room for it: `iam-atlas diff` shows it.",
            "{count} rows are left out, since a comment has no room for them: `iam-atlas diff` shows them.",
            left_out,
        )
        body += [f"**{said}**", ""]
    return whole([*head, *body, *notes])


def text(value: str) -> str:
    """`value` as text in a comment: escaped for Markdown, without mentions and references to issues."""
    shown = str(escape.text(value))
    for mark in _LIVE_MARKS:
        shown = shown.replace(mark, f"{mark}<!-- -->")
    return shown


def _bulleted(head: Sequence[str], row: Sequence[str]) -> list[str]:
    """The first two cells as one line, the others below it: roles in many accounts make cells too wide for columns."""
    rest = zip(head[2:], row[2:], strict=True)
    return bullet(f"{row[0]}: {row[1]}", (f"{name}: {cell}" for name, cell in rest))


def _folded(tables: Sequence[Table], room: int) -> tuple[list[str], int]:
    """The lines of all tables that fit, and how many rows do not."""
    lines: list[str] = []
    left_out = 0
    for table in tables:
        frame = [*_opening(table), *_CLOSING]
        room -= len(whole(frame))
        rows, used = _fitting(table, room)
        left_out += len(table.rows) - len(rows)
        if rows:
            lines += [*_opening(table), *rows, *_CLOSING]
        room = room - used if rows else room + len(whole(frame))
    return lines, left_out


def _fitting(table: Table, room: int) -> tuple[list[str], int]:
    rows: list[str] = []
    used = 0
    for row in table.rows:
        line = _row(row)
        if used + len(line) + 1 > room:
            break
        rows.append(line)
        used += len(line) + 1
    return rows, used


_CLOSING = ("", "</details>", "")


def _opening(table: Table) -> Iterator[str]:
    yield "<details>"
    yield f"<summary>{text(table.heading)} ({len(table.rows)})</summary>"
    yield ""
    yield _row(table.head)
    yield f"|{' --- |' * len(table.head)}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(text, cells))} |"


def _lines(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield text(sentence)
        yield ""
