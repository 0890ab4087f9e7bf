"""Found accounts -> those principals that the file has a place for; what is left out is told."""

from collections.abc import Sequence
from dataclasses import replace

from iam_atlas.errors import said
from iam_atlas.importers.found import FoundAccount, FoundPrincipal, Note
from iam_atlas.model.grants import RefKind

_KINDS = (RefKind.USER, RefKind.GROUP)


def kept(accounts: Sequence[FoundAccount]) -> tuple[list[FoundAccount], tuple[Note, ...]]:
    """The accounts, with one user or group of each name: the file knows them by their name alone.

    Of several, that in the account with most users stays.
    """
    notes: list[Note] = []
    seen: dict[tuple[RefKind, str], str] = {}
    by_size = sorted(accounts, key=lambda one: (-sum(1 for _ in one.of(RefKind.USER)), one.id))
    whole: dict[str, FoundAccount] = {}
    for account in by_size:
        stays: list[FoundPrincipal] = []
        for one in account.principals:
            first = seen.setdefault((one.kind, one.name), one.arn) if one.kind in _KINDS else one.arn
            if first == one.arn:
                stays.append(one)
            else:
                notes.append(
                    Note(
                        one.arn,
                        said(
                            "is left out: {other} has the same name, and names are all that the file knows people by",
                            other=first,
                        ),
                    )
                )
        names = {one.name for one in stays if one.kind is RefKind.GROUP}
        principals = tuple(replace(one, groups=tuple(name for name in one.groups if name in names)) for one in stays)
        whole[account.id] = replace(account, principals=principals)
    return [whole[account.id] for account in accounts], tuple(notes)
