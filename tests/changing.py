"""Two versions of a small file, compared: the second is the first with some words replaced."""

from collections.abc import Sequence
from pathlib import Path

from iam_atlas.atlas import Atlas
from iam_atlas.changes.changes import Changes
from iam_atlas.changes.compare import compare
from iam_atlas.versions import load_atlas

BASE = """\
version: 1
defaults: { require: { mfa: true } }
accounts:
  jump: { id: "111111111111", kind: jump }
  dev: "222222222222"
  prod: "333333333333"
users:
  alice: [developers]
  bob: [operators]
groups:
  developers:
  operators:
vendors:
  watchful: { account_ids: ["999988887777"], external_id: kf-1 }
policies:
  limits: { document: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "*", Resource: "*" } } }
roles:
  developer: { policies: [ReadOnlyAccess], max_session: 2h }
  operator: { policies: [ReadOnlyAccess], boundary: limits, require: { mfa_max_age: 1h } }
  hub: ReadOnlyAccess
  monitor: { accounts: [prod], policies: [ReadOnlyAccess], trust: [{ vendor: watchful }] }
grants:
  developers: { dev: developer }
  operators: { prod: operator, dev: hub }
resources:
  trail: { kind: s3, account: prod, name: trail, allow: [{ to: [account:dev], actions: [s3:GetObject] }] }
"""


def an_atlas(folder: Path, text: str) -> Atlas:
    """The analysed file of this text."""
    file = folder / "accounts.yaml"
    file.write_text(text, encoding="utf-8")
    return load_atlas(file, None)


def edited(edits: Sequence[tuple[str, str]], text: str = BASE) -> str:
    """The text with each first one replaced by the second; each must be there."""
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


def changes_of(folder: Path, *edits: tuple[str, str], base: str = BASE) -> Changes:
    """What the edits change."""
    return compare(an_atlas(folder, base), an_atlas(folder, edited(edits, base)))


def told(changes: Changes) -> list[str]:
    """Each access that changed, in a line."""
    return [
        " ".join(
            (change.kind.value, change.who.name, str(change.role), *(("over roles",) if not change.direct else ()))
        )
        for change in changes.access
    ]
