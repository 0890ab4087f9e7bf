"""Turns the bundled snapshot of known AWS accounts into whose an account is."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

SNAPSHOT = "known_accounts.txt"
MANIFEST = "known_accounts.manifest.json"


def owner_of(account_id: str) -> str | None:
    """The vendor, or the service of AWS, that a public list names for the account; None says nothing at all.

    The list is of volunteers who read documentation: take it for a hint.
    """
    return _owners().get(account_id)


@cache
def _owners() -> Mapping[str, str]:
    text = files("iam_atlas.data").joinpath(SNAPSHOT).read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines())
    return {account: owner for account, _, owner in rows}
