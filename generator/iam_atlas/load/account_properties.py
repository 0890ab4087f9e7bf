"""Accounts by the properties that selectors name, and what to say of a value that no account has."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from iam_atlas.errors import Said, Words, listed, said
from iam_atlas.load.nearest import some
from iam_atlas.load.words import nearest, quoted
from iam_atlas.model.accounts import Account, AccountKind

PREFIXES = ("account", "env", "kind", "ou", "partition", "tag", "workload")
"""What stands before the colon of a selector."""

_KINDS = frozenset(kind.value for kind in AccountKind)


class _Noun(NamedTuple):
    """What accounts are told apart by: one, several, and several at the start of a sentence."""

    one: Said
    several: Said
    opening: Said


_NOUNS = {
    "env": _Noun(said("environment"), said("environments"), said("Environments")),
    "kind": _Noun(said("kind"), said("kinds"), said("Kinds")),
    "ou": _Noun(said("OU"), said("OUs"), said("OUs")),
    "partition": _Noun(said("partition"), said("partitions"), said("Partitions")),
    "tag": _Noun(said("tag"), said("tags"), said("Tags")),
    "workload": _Noun(said("workload"), said("workloads"), said("Workloads")),
}


def index_of(accounts: Mapping[str, Account]) -> dict[str, dict[str, frozenset[str]]]:
    """The names of the accounts that have each value of each property; an OU counts for all that is below it."""
    found: dict[str, dict[str, set[str]]] = {prefix: {} for prefix in PREFIXES}
    for name, account in accounts.items():
        for prefix, value in _properties(account):
            found[prefix].setdefault(value, set()).add(name)
    return {prefix: {value: frozenset(names) for value, names in by.items()} for prefix, by in found.items()}


def _properties(account: Account) -> Iterable[tuple[str, str]]:
    yield "kind", account.kind.value
    yield "partition", account.partition
    if account.environment is not None:
        yield "env", account.environment
    if account.workload is not None:
        yield "workload", account.workload
    for tag, value in account.about.tags.items():
        yield "tag", tag
        yield "tag", f"{tag}={value}"
    parts = account.ou.split("/") if account.ou else []
    yield from (("ou", "/".join(parts[: depth + 1])) for depth in range(len(parts)))


def near_value(prefix: str, value: str, values: Collection[str], ous: Collection[str]) -> Words:
    """What to add where no account has the value: the nearest of the `values` that some have, or what there is.

    `ous` are those that are declared; empty where nothing helps.
    """
    if prefix not in _NOUNS:
        return ""
    if prefix == "ou" and value in ous:
        return said("; the OU is declared, but no account is in it")
    if prefix == "kind" and value not in _KINDS:
        return _near_kind(value)
    return "" if value in values else _near_in(prefix, value, values)


def _near_kind(value: str) -> Said:
    if near := nearest(value, _KINDS):
        return said("; did you mean {near}?", near=quoted(f"kind:{near}"))
    return said("; kinds are {kinds}", kinds=listed(sorted(_KINDS)))


def _near_in(prefix: str, value: str, values: Collection[str]) -> Said:
    noun = _NOUNS[prefix]
    if not values:
        return said("; no account has any {thing}", thing=noun.one)
    near = nearest(value, values, cutoff=0.5)  # low, because what there is stands beside it
    if not near:
        return said("; {what}: {names}", what=noun.several, names=some(values))
    better = quoted(f"{prefix}:{near}")
    return said("; did you mean {near}? {what}: {names}", near=better, what=noun.opening, names=some(values))
