"""Selectors (`env:prd`, `ou:Workloads & not:tag:pci`, `payments-*`) as the names of the accounts they mean.

Where the design is silent: a list of nothing but `not:` takes away from `all`, as people mean it; external and closed
accounts are left out by `all` only, since every other selector names a property that the file gave them.
"""

from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from iam_atlas.errors import Said, Words, listed, said
from iam_atlas.load.account_properties import PREFIXES, index_of, near_value
from iam_atlas.load.nearest import hint
from iam_atlas.load.node import Findings, Scalar
from iam_atlas.load.words import nearest, quoted
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.annotations import Status

_GLOB = frozenset("*?")


class Side(NamedTuple):
    """On whose behalf accounts are selected: access stays inside this partition. `who` is for messages."""

    who: Said
    partition: str


class Selectors:
    """Expands selectors over fixed accounts; remembers what each meant, so that repeats cost nothing."""

    def __init__(self, accounts: Mapping[str, Account], ous: Collection[str], spoiled: Collection[str]) -> None:
        """`spoiled` are names of accounts that exist but could not be read; naming them is no further error."""
        self._accounts = accounts
        self._ous = ous
        self._spoiled = frozenset(spoiled)
        self._index = index_of(accounts)
        self._open = frozenset(name for name, account in accounts.items() if _is_open(account))
        # By partition: on whose behalf something is selected changes what is said of a fault, which is never kept.
        self._known: dict[tuple[str, str | None], frozenset[str]] = {}

    def select(self, written: Iterable[Scalar], findings: Findings, side: Side | None = None) -> tuple[str, ...]:
        """The accounts that a list of selectors means, sorted: the union, minus what `not:` takes away.

        With a `side`, patterns stay in its partition and naming an account outside it is reported, as is every
        selector that matches nothing.
        """
        items = tuple(written)
        takers = [item for item in items if item.text.startswith("not:")]
        givers = [item for item in items if not item.text.startswith("not:")]
        given: set[str] = set()
        for item in givers:
            given |= self._meaning(item, item.text, findings, side)
        if takers and not givers:
            given = set(self._everything(side))
        for item in takers:
            given -= self._taken(item, findings)
        if items and not given and all(self._matches_alone(item, side) for item in givers):
            findings.error(
                items[0],
                "empty-selection",
                said(
                    '{items} leave no account: "not:" takes all of them away',
                    items=listed(quoted(item.text) for item in items),
                ),
            )
        return tuple(sorted(given))

    def is_selector(self, text: str) -> bool:
        """Whether the text can only be meant as a selector or an account, not as somebody's name."""
        atom = text.removeprefix("not:")
        prefixed = atom.partition(":")[0] in PREFIXES and ":" in atom
        return prefixed or atom == "all" or atom in self._accounts or atom in self._spoiled or bool(_GLOB & set(atom))

    def _everything(self, side: Side | None) -> frozenset[str]:
        return self._open if side is None else self._open & self._index["partition"].get(side.partition, frozenset())

    def _taken(self, item: Scalar, findings: Findings) -> frozenset[str]:
        expression = item.text.removeprefix("not:")
        if "&" in expression:
            parts = [part.strip() for part in expression.split("&")]
            kept = [part for part in parts[1:] if not part.startswith("not:")] or ["all"]
            away = [f"not:{parts[0]}", *(part for part in parts[1:] if part.startswith("not:"))]
            message = said(
                "{selector} can be read in two ways; write {better}, or give the accounts to take away as separate "
                '"not:" entries of a list',
                selector=quoted(item.text),
                better=quoted("&".join([*kept, *away])),
            )
            findings.error(item, "ambiguous-selector", message)
            return frozenset()
        return self._meaning(item, expression, findings, None)

    def _matches_alone(self, item: Scalar, side: Side | None) -> bool:
        return bool(self._known.get((item.text, side.partition if side else None)))

    def _meaning(self, item: Scalar, expression: str, findings: Findings, side: Side | None) -> frozenset[str]:
        """Accounts that one selector means; cached once it was without fault."""
        key = (expression, side.partition if side else None)
        known = self._known.get(key)
        if known is not None:
            return known
        before = len(findings.problems)
        meant = self._expression(item, expression, findings, side)
        if len(findings.problems) == before:
            self._known[key] = meant
        return meant

    def _expression(self, item: Scalar, expression: str, findings: Findings, side: Side | None) -> frozenset[str]:
        meant: frozenset[str] | None = None
        faults = len(findings.problems)
        for part in expression.split("&"):
            atom = part.strip()
            found = self._atom(item, atom.removeprefix("not:"), findings, None if atom.startswith("not:") else side)
            if atom.startswith("not:"):
                meant = (self._everything(side) if meant is None else meant) - found
            else:
                meant = found if meant is None else meant & found
        if not meant and "&" in expression and len(findings.problems) == faults:
            findings.error(
                item, "empty-selection", said("no account is all of {selector}", selector=quoted(expression))
            )
        return meant or frozenset()

    def _atom(self, item: Scalar, atom: str, findings: Findings, side: Side | None) -> frozenset[str]:
        prefix, colon, value = atom.partition(":")
        if atom == "all":
            found = self._everything(side)
        elif atom == "*":
            findings.error(item, "unknown-selector", said('"*" is no selector; write all'))
            return frozenset()
        elif colon and prefix != "account":
            found = self._by_property(item, prefix, value, findings)
            if not found:
                return found
        elif _GLOB & set(atom):
            found = frozenset(name for name in self._accounts if fnmatchcase(name, value or atom))
        else:
            return self._named(item, value if colon else atom, findings, side)
        inside = found if side is None else found & self._index["partition"].get(side.partition, frozenset())
        if not inside and not self._spoiled:
            where = (
                said(" in partition {partition}, where {who} is", partition=side.partition, who=side.who)
                if found and side
                else ""
            )
            findings.error(
                item,
                "empty-selection",
                said(
                    "{selector} matches no account{where}{hint}",
                    selector=quoted(atom),
                    where=where,
                    hint=near_value(prefix, value, self._index.get(prefix, {}), self._ous),
                ),
            )
        return inside

    def _named(self, item: Scalar, name: str, findings: Findings, side: Side | None) -> frozenset[str]:
        account = self._accounts.get(name)
        if account is None:
            if name not in self._spoiled:
                findings.error(
                    item,
                    "unknown-account",
                    said(
                        "there is no account {name}{hint}",
                        name=quoted(name),
                        hint=self._account_hint(name),
                    ),
                )
            return frozenset()
        if side and account.partition != side.partition:
            message = said(
                "account {name} is in partition {partition}, but {who} is in {other}; access never crosses partitions",
                name=quoted(name),
                partition=account.partition,
                who=side.who,
                other=side.partition,
            )
            findings.error(item, "across-partitions", message)
            return frozenset()
        return frozenset((name,))

    def _account_hint(self, name: str) -> Words:
        by_id = [account.name for account in self._accounts.values() if account.id == name]
        if by_id:
            return said("; accounts are named, not numbered: this one is {name}", name=quoted(by_id[0]))
        return hint(name, self._accounts, "accounts")

    def _by_property(self, item: Scalar, prefix: str, value: str, findings: Findings) -> frozenset[str]:
        if prefix not in PREFIXES:
            near = nearest(prefix, (*PREFIXES, "environment"))
            meant = "env" if near == "environment" else near
            known = listed(f"{name}:" for name in PREFIXES)
            better = (
                said("; did you mean {near}?", near=quoted(f"{meant}:{value}"))
                if meant
                else said("; accepted are {known}, all, not:", known=known)
            )
            findings.error(
                item,
                "unknown-selector",
                said("{prefix} is no selector{hint}", prefix=quoted(f"{prefix}:"), hint=better),
            )
            return frozenset()
        values = self._index[prefix]
        if _GLOB & set(value):
            found = frozenset[str]().union(*(names for known, names in values.items() if fnmatchcase(known, value)))
        else:
            found = values.get(value, frozenset())
        if not found and not self._spoiled:
            findings.error(
                item,
                "empty-selection",
                said(
                    "{selector} matches no account{where}{hint}",
                    selector=quoted(f"{prefix}:{value}"),
                    where="",
                    hint=near_value(prefix, value, self._index.get(prefix, {}), self._ous),
                ),
            )
        return found


def _is_open(account: Account) -> bool:
    """Whether `all` means the account, too."""
    return account.kind is not AccountKind.EXTERNAL and account.about.status is not Status.CLOSED
