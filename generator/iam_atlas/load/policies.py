"""Names of policies as attached policies: those of `policies:` first, then AWS's own, then ARNs."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from iam_atlas.data import managed_policies
from iam_atlas.errors import Position, said
from iam_atlas.load.annotations import annotations
from iam_atlas.load.document_rules import DocumentKind
from iam_atlas.load.documents import Template
from iam_atlas.load.iam_names import check_iam_name
from iam_atlas.load.nearest import hint, some
from iam_atlas.load.node import Scalar
from iam_atlas.load.scope import Scope
from iam_atlas.load.sections import Entry
from iam_atlas.load.values import scalar, text
from iam_atlas.load.words import did_you_mean, quoted
from iam_atlas.model.accounts import Account
from iam_atlas.model.policies import AttachedPolicy, Document, ManagedPolicy, Permissions, PolicyOrigin

_ARN = re.compile(r"arn:([a-z-]+):iam::([0-9]{12}|aws):policy/(.+)\Z")
_AWS_PATHS = ("job-function/", "service-role/", "aws-service-role/")
_LIKE_AWS = re.compile(
    r"(?:AWS|Amazon)[A-Za-z0-9_+=,.@-]+\Z|[A-Z][A-Za-z0-9_-]+(?:Access|Policy|ReadOnly|FullAccess|PowerUser|Administrator)\Z"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a written name stands for; `name` is what the reader sees."""

    name: str
    origin: PolicyOrigin
    template: Template | None = None
    partition: str | None = None


class Policies:
    """Looks policies up by name and remembers in which accounts each declared one is used."""

    def __init__(self, scope: Scope) -> None:
        """Reads every document of `policies:`, used or not, so that a broken one is always reported."""
        self._scope = scope
        entries = tuple(scope.sections.entries("policies"))
        self._templates = {entry.name: _template(entry, scope) for entry in entries}
        self._only_in = {entry.name: scope.select(entry.node.get("accounts")) for entry in entries}
        self._found: dict[tuple[Position, str], _Found | None] = {}
        self._attached: dict[tuple[Position, str, int], AttachedPolicy] = {}
        self._shared: dict[tuple[int, ...], Permissions] = {}
        self._complained: set[Position] = set()
        self._aws: dict[tuple[Position, str], Document | None] = {}
        self._used: dict[str, dict[str, Document]] = {entry.name: {} for entry in entries}
        for entry in entries:
            _report_shadow(entry, scope)
            check_iam_name(scalar(entry.node, "name") or entry.key, _aws_name(entry), "policy", scope.findings)

    def attach(self, written: Scalar, account: Account | None) -> AttachedPolicy | None:
        """The policy as it is in `account`; None after an unknown name was reported.

        Without an account (a permission set, which is in many) a document with templates is not known.
        """
        found = self._known(written)
        if found is None:
            return None
        document = self._document(found, written, account)
        return self._attachment(found.name, found.origin, document, written.position)

    def check(self, written: Scalar) -> None:
        """Report an unknown name also where no account has the principal that it is written on."""
        self._known(written)

    def declared(self) -> dict[str, ManagedPolicy]:
        """`policies:` by name, each with its document in every account it turned out to be used in."""
        return {entry.name: self._managed(entry) for entry in self._scope.sections.entries("policies")}

    def shared(self, permissions: Permissions) -> Permissions:
        """The first value that says the same: copies of a role that are alike have one and the same."""
        parts = (*permissions.policies, permissions.boundary, permissions.assume_policy)
        return self._shared.setdefault(tuple(id(part) for part in parts), permissions)

    def inline(self, name: str, document: Document | None, position: Position) -> AttachedPolicy:
        """An inline policy; the same value for the same document at the same place."""
        return self._attachment(name, PolicyOrigin.INLINE, document, position)

    def _attachment(
        self, name: str, origin: PolicyOrigin, document: Document | None, position: Position
    ) -> AttachedPolicy:
        key = (position, name, id(document))
        if key not in self._attached:
            self._attached[key] = AttachedPolicy(name, origin, document, position)
        return self._attached[key]

    def _first_time(self, written: Scalar) -> bool:
        """Whether nothing was said about this place yet: a role in a thousand accounts gets one message."""
        new = written.position not in self._complained
        self._complained.add(written.position)
        return new

    def _managed(self, entry: Entry) -> ManagedPolicy:
        template, accounts = self._templates[entry.name], self._only_in[entry.name]
        used = dict(self._used[entry.name])
        for name in accounts:
            if template and name not in used:
                used[name] = self._scope.documents.fill(template, self._scope.accounts[name])
        return ManagedPolicy(
            name=entry.name,
            position=entry.key.position,
            about=annotations(entry.node, self._scope.findings),
            aws_name=_aws_name(entry),
            path=text(entry.node, "path") or "/",
            accounts=accounts,
            documents=dict(sorted(used.items())),
            template=template.document if template else None,
        )

    def _known(self, written: Scalar) -> _Found | None:
        key = (written.position, written.text)
        if key not in self._found:
            self._found[key] = self._look_up(written)
        return self._found[key]

    def _look_up(self, written: Scalar) -> _Found | None:
        name = written.text
        if name in self._scope.sections.names("policies"):
            return _Found(name, PolicyOrigin.DECLARED, self._templates.get(name))
        if name.startswith("arn:"):
            return self._by_arn(written)
        if name in managed_policies.names():
            return _Found(name, PolicyOrigin.AWS)
        return self._unknown(written)

    def _by_arn(self, written: Scalar) -> _Found | None:
        match = _ARN.match(written.text)
        if match is None:
            message = said(
                "{name} is no ARN of a policy; write arn:aws:iam::111122223333:policy/NAME", name=quoted(written.text)
            )
            self._scope.findings.error(written, "invalid-arn", message)
            return None
        if match[2] == "aws" and match[3] in managed_policies.names():
            return _Found(match[3], PolicyOrigin.AWS, partition=match[1])
        return _Found(written.text, PolicyOrigin.ARN, partition=match[1])

    def _unknown(self, written: Scalar) -> _Found | None:
        name, findings = written.text, self._scope.findings
        if name in _aws_leaves():
            by_leaf = (full for full in managed_policies.names() if full.rpartition("/")[2] == name)
            message = said("AWS managed policies are named with their path; did you mean {names}?", names=some(by_leaf))
            findings.error(written, "unknown-policy", message)
            return None
        if _LIKE_AWS.match(name) or name.startswith(_AWS_PATHS):
            near = did_you_mean(name, managed_policies.names())
            message = said(
                "{name} is not in the list of AWS managed policies of {date}, so what it allows is not known{hint}",
                name=quoted(name),
                date=managed_policies.SNAPSHOT_DATE,
                hint=near,
            )
            findings.warning(written, "unknown-aws-policy", message)
            return _Found(name, PolicyOrigin.AWS)
        declared = self._scope.sections.names("policies")
        better = did_you_mean(name, declared) or did_you_mean(name, managed_policies.names())
        ending = better or hint(name, declared, said("declared under policies"))
        message = said(
            "there is no policy {name}, neither under policies nor from AWS{hint}", name=quoted(name), hint=ending
        )
        findings.error(written, "unknown-policy", message)
        return None

    def _document(self, found: _Found, written: Scalar, account: Account | None) -> Document | None:
        if found.partition and account and found.partition != account.partition and self._first_time(written):
            message = said(
                "{name} is a policy of partition {partition}, but account {account} is in {other}",
                name=quoted(written.text),
                partition=found.partition,
                account=quoted(account.name),
                other=account.partition,
            )
            self._scope.findings.error(written, "across-partitions", message)
        if found.origin is PolicyOrigin.DECLARED:
            return self._declared_document(found, written, account)
        if found.origin is PolicyOrigin.AWS:
            partition = account.partition if account else self._scope.partition
            return _aws_document(found.name, written.position) if partition == "aws" else None
        return None

    def _declared_document(self, found: _Found, written: Scalar, account: Account | None) -> Document | None:
        if found.template is None:
            return None
        if account is None:
            return None if found.template.names else found.template.document
        only_in = self._only_in.get(found.name)
        if only_in and account.name not in only_in and self._first_time(written):
            message = said(
                "policy {name} is declared for {accounts} only, but is used in {account}",
                name=quoted(found.name),
                accounts=some(only_in),
                account=quoted(account.name),
            )
            self._scope.findings.error(written, "policy-not-in-account", message)
        document = self._scope.documents.fill(found.template, account)
        self._used[found.name][account.name] = document
        return document


@lru_cache(maxsize=4_096)
def _aws_document(name: str, position: Position) -> Document | None:
    """AWS's document as bundled: that of the commercial partition, other partitions' are not known.

    One object for one place, also when the file is read again: what was made of it then need not be made again.
    """
    value = managed_policies.document(name)
    statements = value.get("Statement", []) if value is not None else []
    count = len(statements) if isinstance(statements, list) else 1
    return None if value is None else Document(value, position, (position,) * count)


@cache
def _aws_leaves() -> frozenset[str]:
    """The names of AWS managed policies without their paths."""
    return frozenset(name.rpartition("/")[2] for name in managed_policies.names())


def _template(entry: Entry, scope: Scope) -> Template | None:
    written = entry.node.get("document")
    return scope.documents.read(written, DocumentKind.IDENTITY) if written is not None else None


def _aws_name(entry: Entry) -> str:
    return text(entry.node, "name") or entry.name


def _report_shadow(entry: Entry, scope: Scope) -> None:
    if entry.name in managed_policies.names() or entry.name in _aws_leaves():
        message = said(
            "policy {name} has the name of an AWS managed policy; call it something else, so that readers "
            "know which is meant",
            name=quoted(entry.name),
        )
        scope.findings.error(entry.key, "shadows-aws-policy", message)
