"""Found accounts -> those principals that the file has a place for; what is left out is told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from iam_atlas.errors import Said, listed, said
from iam_atlas.importers.documents import spelling
from iam_atlas.importers.found import FoundAccount, FoundPrincipal, Note
from iam_atlas.importers.pages import refused
from iam_atlas.model.grants import RefKind

_KINDS = (RefKind.USER, RefKind.GROUP)


def kept(accounts: Sequence[FoundAccount]) -> tuple[list[FoundAccount], tuple[Note, ...]]:
    """The accounts, with one user or group of each name: the file knows them by their name alone.

    Of several, that in the account with most users stays.
    """
    for account in accounts:
        _refuse_templates(account)
    notes: list[Note] = []
    seen: dict[tuple[RefKind, str], str] = {}
    by_size = sorted(accounts, key=lambda one: (-sum(1 for _ in one.of(RefKind.USER)), one.id))
    whole = {account.id: _kept_of(account, seen, notes) for account in by_size}
    return [whole[account.id] for account in accounts], tuple(notes)


def _kept_of(account: FoundAccount, seen: dict[tuple[RefKind, str], str], notes: list[Note]) -> FoundAccount:
    stays: list[FoundPrincipal] = []
    for one in account.principals:
        first = seen.setdefault((one.kind, one.name), one.arn) if one.kind in _KINDS else one.arn
        if first == one.arn:
            stays.append(_declarable(one, notes))
        else:
            notes.append(Note(one.arn, _same_name(first)))
    names = {one.name for one in stays if one.kind is RefKind.GROUP}
    principals = tuple(replace(one, groups=tuple(name for name in one.groups if name in names)) for one in stays)
    return replace(account, principals=principals)


def _same_name(other: str) -> Said:
    return said(
        "is left out: {other} has the same name, and names are all that the file knows people by",
        other=other,
    )


def _declarable(one: FoundPrincipal, notes: list[Note]) -> FoundPrincipal:
    """The principal as the file can have it."""
    if one.declarable_arn != one.arn:
        notes.append(Note(one.arn, said("is imported without its path: the file has none for groups")))
        one = replace(one, arn=one.declarable_arn, path="/")
    return replace(one, tags=_tags(one, notes))


def _tags(one: FoundPrincipal, notes: list[Note]) -> Mapping[str, str]:
    """The tags whose names the file takes."""
    fine = {name: value for name, value in one.tags.items() if name == name.strip() and name.isprintable()}
    if left := sorted(one.tags.keys() - fine):
        message = said("has tags whose names the file does not take: {names}", names=listed(left))
        notes.append(Note(one.arn, message))
    return fine


def _refuse_templates(account: FoundAccount) -> None:
    """Nothing can be quoted that the file would fill in."""
    documents = [(policy.arn, policy.document) for policy in account.policies.values()]
    for one in account.principals:
        documents += [(one.arn, document) for document in (*one.inline.values(), one.trust or {})]
    for arn, document in documents:
        if "{{" in spelling(document):
            message = said('{arn}: "{{{{" has a meaning of its own in accounts.yaml, and this document has it', arn=arn)
            raise refused(account.source, "template-in-document", message)
