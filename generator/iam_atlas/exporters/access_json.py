"""The access list to JSON, in a documented shape (docs/reference/exports.md): one row a line."""

from iam_atlas.exporters.access_list import Row, access_list
from iam_atlas.exporters.json_line import json_line
from iam_atlas.exporters.showing import Showing
from iam_atlas.model.grants import Ref
from iam_atlas.model.policies import Json

FORMAT = "iam-atlas-access"
VERSION = 1
"""Raised when a key changes its meaning or goes away; new keys may come without."""


def access_json(showing: Showing, who: Ref | None) -> str:
    """The list with a head that says what it is, what it was limited to, and the date that it was judged by."""
    today = showing.atlas.today
    head: dict[str, Json] = {
        "format": FORMAT,
        "version": VERSION,
        "language": showing.t.language,
        "today": None if today is None else today.isoformat(),
        "for": None if who is None else {"kind": who.kind.value, "name": who.name},
    }
    rows = ",\n".join(json_line(_row(row)) for row in access_list(showing, who))
    lines = [f"{json_line(key)}: {json_line(value)}" for key, value in head.items()]
    return "{\n" + ",\n".join([*lines, f'"access": [\n{rows}\n]' if rows else '"access": []']) + "\n}\n"


def _row(row: Row) -> Json:
    return {
        "caller": {"kind": row.kind, "name": row.caller},
        "through": list(row.through),
        "members": list(row.members),
        "open_membership": row.open_membership,
        row.target: row.role,
        "account": row.account,
        "account_id": row.account_id,
        "arn": row.arn or None,
        "level": row.level,
        "means": row.means,
        "verdict": row.verdict,
        "answer": row.answer,
        "remark": row.remark or None,
        "max_session": row.seconds,
        "console": row.console,
        "declared_at": list(row.declared_at),
    }
