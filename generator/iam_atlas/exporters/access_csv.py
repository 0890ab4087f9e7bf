"""The access list to CSV for a spreadsheet, in which no cell is taken for a formula.

Source: RFC 4180; OWASP, "CSV Injection".
"""

import csv
from io import StringIO

from iam_atlas.exporters.access_list import Row, access_list
from iam_atlas.exporters.showing import Showing
from iam_atlas.model.grants import Ref

COLUMNS = (
    "caller_kind",
    "caller",
    "through_groups",
    "members",
    "role_kind",
    "role",
    "account",
    "account_id",
    "arn",
    "level",
    "means",
    "verdict",
    "answer",
    "remark",
    "max_session_seconds",
    "console",
    "declared_at",
)
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
"""How a formula begins, full-width too; and the apostrophe, so that one more can be taken away again."""
_OTHERS = "..."
"""Stands among the members of a group whose membership is kept elsewhere."""


def access_csv(showing: Showing, who: Ref | None) -> str:
    """One line a row after the names of the columns, lines ended by CRLF; lists within a cell joined by `; `."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_inert(cell) for cell in _cells(row)] for row in access_list(showing, who))
    return text.getvalue()


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.kind,
        row.caller,
        "; ".join(row.through),
        "; ".join((*row.members, _OTHERS) if row.open_membership else row.members),
        row.target,
        row.role,
        row.account,
        row.account_id,
        row.arn,
        row.level,
        row.means,
        row.verdict,
        row.answer,
        row.remark,
        "" if row.seconds is None else str(row.seconds),
        {True: "yes", False: "no", None: "unclear"}[row.console],
        "; ".join(row.declared_at),
    )


def _inert(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would calculate."""
    return f"'{cell}" if cell.startswith(_GUARDED) else cell
