"""`accounts:` and `workloads:` as accounts: those written out, and those that a workload makes.

Where the design is silent: an account made by a workload that has `tags` of its own has only those, by the rule that a
long form replaces whole keys; the region of `defaults` is for accounts of the default partition only.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from iam_atlas.errors import said
from iam_atlas.load.annotations import annotations
from iam_atlas.load.node import Findings, Mapping
from iam_atlas.load.sections import Entry, Sections, long_form
from iam_atlas.load.templates import Values, check_names, fill
from iam_atlas.load.values import child, named_in, pairs, scalar, text, texts
from iam_atlas.load.words import nearest, quoted
from iam_atlas.model.accounts import Account, AccountKind, RootUser, Workload

_FORBIDDEN = frozenset("&:*?@[]{}\n\t")
_WORKLOAD_NAMES = ("workload", "environment")
_NAME_PATTERN = "{{workload}}-{{environment}}"


@dataclass(frozen=True, slots=True)
class _Filled:
    """What an account takes from elsewhere where its own long form is silent."""

    partition: str
    region: str | None = None
    kind: AccountKind = AccountKind.WORKLOAD
    ou: str | None = None
    environment: str | None = None
    workload: str | None = None
    owner: str | None = None
    tags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`defaults.workloads`: how the accounts of a workload are called and where they go."""

    name: str
    ou: str | None
    kind: AccountKind
    region: str | None


def load_accounts(sections: Sections, findings: Findings) -> tuple[dict[str, Account], dict[str, Workload]]:
    """All accounts and the workloads, both sorted by name; a number or name used twice is reported."""
    defaults = sections.once["defaults"]
    plain = _Filled(text(defaults, "partition") or "aws", text(defaults, "region"))
    found = [_account(entry, plain, sections, findings) for entry in sections.entries("accounts")]
    accounts = {account.name: account for account in found if account}
    patterns = _patterns(defaults, findings)
    workloads: dict[str, Workload] = {}
    for entry in sections.entries("workloads"):
        made = [account for account in _made(entry, patterns, plain, sections, findings) if account]
        for account in made:
            _add(account, accounts, findings)
        names = tuple(sorted(account.name for account in made))
        workloads[entry.name] = Workload(
            name=entry.name, position=entry.key.position, about=annotations(entry.node, findings), accounts=names
        )
    _report_same_ids(accounts, findings)
    return dict(sorted(accounts.items())), workloads


def spoiled_accounts(sections: Sections, accounts: dict[str, Account]) -> frozenset[str]:
    """Names of accounts that were written but could not be read, so that naming them is no further error."""
    pattern = _patterns(sections.once["defaults"], Findings()).name
    made = {
        fill(pattern, {"workload": name, "environment": environment})
        for file in sections.written
        for name, _, workload in named_in(file.get("workloads"))
        for environment, _, _ in named_in(workload.get("accounts") if isinstance(workload, Mapping) else None)
    }
    return (sections.spoiled["accounts"] | made) - frozenset(accounts)


def _patterns(defaults: Mapping, findings: Findings) -> _Patterns:
    node = child(defaults, "workloads") or Mapping((), defaults.position)
    for key in ("name", "ou"):
        if written := scalar(node, key):
            check_names(written, _WORKLOAD_NAMES, findings)
    kind = _kind(node) or AccountKind.WORKLOAD
    return _Patterns(text(node, "name") or _NAME_PATTERN, text(node, "ou"), kind, text(node, "region"))


def _made(
    entry: Entry, patterns: _Patterns, plain: _Filled, sections: Sections, findings: Findings
) -> Iterator[Account | None]:
    accounts = child(entry.node, "accounts")
    for environment, key, node in accounts.named() if accounts else ():
        values: Values = {"workload": entry.name, "environment": environment}
        ou = text(entry.node, "ou") or patterns.ou
        filled = replace(
            plain,
            region=text(entry.node, "region") or patterns.region or plain.region,
            kind=patterns.kind,
            ou=fill(ou, values) if ou else None,
            environment=environment,
            workload=entry.name,
            owner=text(entry.node, "owner"),
            tags=pairs(entry.node, "tags"),
        )
        made = Entry(fill(patterns.name, values), key, long_form("accounts", key, node))
        yield _account(made, filled, sections, findings)


def _account(entry: Entry, filled: _Filled, sections: Sections, findings: Findings) -> Account | None:
    _check_name(entry, findings)
    node, number = entry.node, text(entry.node, "id")
    if number is None:
        return None
    partition = text(node, "partition") or filled.partition
    environment = text(node, "environment") or filled.environment
    about = annotations(node, findings)
    return Account(
        name=entry.name,
        position=entry.key.position,
        about=replace(about, owner=about.owner or filled.owner, tags=about.tags or filled.tags),
        id=number,
        aws_name=text(node, "name") or entry.name,
        kind=_kind(node) or _management(entry.name, sections) or filled.kind,
        ou=_ou(entry, filled, sections, findings),
        environment=environment,
        workload=filled.workload,
        partition=partition,
        regions=texts(node, "regions") or texts(node, "region") or _default_regions(partition, filled),
        alias=text(node, "alias"),
        email=text(node, "email"),
        color=text(node, "color") or _environment_color(environment, sections),
        contacts=pairs(node, "contacts"),
        delegated_admin=texts(node, "delegated_admin"),
        root=_root(child(node, "root")),
        signin_url=text(node, "signin_url"),
    )


def _environment_color(environment: str | None, sections: Sections) -> str | None:
    environments = child(sections.once["defaults"], "environments")
    details = child(environments, environment) if environments and environment else None
    return text(details, "color") if details else None


def _default_regions(partition: str, filled: _Filled) -> tuple[str, ...]:
    return (filled.region,) if filled.region and partition == filled.partition else ()


def _kind(node: Mapping) -> AccountKind | None:
    written = text(node, "kind")
    return next((kind for kind in AccountKind if kind.value == written), None)


def _management(name: str, sections: Sections) -> AccountKind | None:
    return AccountKind.MANAGEMENT if text(sections.once["organization"], "management") == name else None


def _root(node: Mapping | None) -> RootUser | None:
    return RootUser(text(node, "mfa"), text(node, "custodian"), text(node, "note")) if node else None


def _ou(entry: Entry, filled: _Filled, sections: Sections, findings: Findings) -> str | None:
    """The OU, told apart from a declared sibling by a letter or two: a slip would lose its guardrails."""
    written = scalar(entry.node, "ou")
    path = (written.text if written else filled.ou or "").strip("/")
    declared = sections.names("ous")
    if path and path not in declared and (near := _misspelt(path, declared)):
        message = said(
            "account {name}: OU {path} is not declared under ous; did you mean {near}?",
            name=quoted(entry.name),
            path=quoted(path),
            near=quoted(near),
        )
        findings.error(written or entry.key, "unknown-ou", message)
    return path or None


def _misspelt(path: str, declared: frozenset[str]) -> str | None:
    parent, _, leaf = path.rpartition("/")
    siblings = {name.rpartition("/")[2]: name for name in declared if name.rpartition("/")[0] == parent}
    near = nearest(leaf, siblings, cutoff=0.8)
    return siblings[near] if near else None


def _check_name(entry: Entry, findings: Findings) -> None:
    name = entry.name
    if "{{" in name:
        return
    if name == "all" or name.startswith("not:") or _FORBIDDEN & set(name) or name != name.strip() or not name:
        message = said(
            "an account cannot be called {name}: selectors give all, not:, &, :, *, ? and @ a meaning of "
            "their own; letters, digits, -, _ and . are safe",
            name=quoted(name),
        )
        findings.error(entry.key, "invalid-account-name", message)


def _add(account: Account, accounts: dict[str, Account], findings: Findings) -> None:
    if (first := accounts.get(account.name)) is None:
        accounts[account.name] = account
        return
    message = said(
        "workload {workload} makes account {name}, which is defined already at {place}",
        workload=quoted(account.workload or ""),
        name=quoted(account.name),
        place=str(first.position),
    )
    findings.error(account.position, "duplicate-name", message)


def _report_same_ids(accounts: dict[str, Account], findings: Findings) -> None:
    """An id is unique within a partition; the same digits in another partition are another account."""
    seen: dict[tuple[str, str], Account] = {}
    for account in sorted(accounts.values(), key=lambda account: account.position):
        first = seen.setdefault((account.partition, account.id), account)
        if first is not account:
            message = said(
                "accounts {first} and {second} have the same id {id}; {first} is at {place}",
                first=quoted(first.name),
                second=quoted(account.name),
                id=account.id,
                place=str(first.position),
            )
            findings.error(account.position, "duplicate-id", message)
