"""Whether a tree of nodes is a policy document that AWS would accept: its elements, not what it allows.

The rules are those of the IAM User Guide, "IAM JSON policy element reference" and "Grammar of the IAM JSON policy
language", and of the Organizations User Guide, "SCP syntax" and "RCP syntax". They are named as IAM Access Analyzer
names its checks (IAM User Guide, "IAM policy validation check reference"), in kebab case.
"""

from dataclasses import dataclass
from enum import Enum

from iam_atlas.errors import Severity
from iam_atlas.iam.conditions import OPERATORS
from iam_atlas.iam.faults import ACTION, STATEMENT_ELEMENTS
from iam_atlas.load.nearest import hint
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence
from iam_atlas.load.values import is_nothing, scalars
from iam_atlas.load.words import quoted

VERSIONS = ("2012-10-17", "2008-10-17")
_DOCUMENT_ELEMENTS = ("Version", "Id", "Statement")
_PRINCIPALS = ("AWS", "Service", "Federated", "CanonicalUser")
_COMPARISONS = tuple(operator.name for operator in OPERATORS)
_SETS = ("forallvalues:", "foranyvalue:")


class DocumentKind(Enum):
    """What a document is for, which decides the elements it must and must not have."""

    IDENTITY = "identity-based policy"
    TRUST = "role trust policy"
    RESOURCE = "resource-based policy"
    REPOSITORY = "repository policy"
    SCP = "service control policy"
    RCP = "resource control policy"
    OTHER = "policy"

    def with_article(self) -> str:
        """The kind in a sentence: `an identity-based policy`."""
        return f"{'an' if self.value.startswith('i') else 'a'} {self.value}"


_NAMES_PRINCIPALS = {DocumentKind.TRUST, DocumentKind.RESOURCE, DocumentKind.REPOSITORY, DocumentKind.RCP}
_WITHOUT_NOTPRINCIPAL = {
    DocumentKind.TRUST: "role-trust-policy-syntax-error-notprincipal",
    DocumentKind.RCP: "rcp-syntax-error-principal",
}
_NAMES_RESOURCES = {DocumentKind.IDENTITY, DocumentKind.RESOURCE, DocumentKind.SCP, DocumentKind.RCP}


def check_document(node: Node, kind: DocumentKind, findings: Findings) -> bool:
    """Report everything that AWS would refuse about the document's elements; whether there was nothing.

    Other kinds of Organizations policies (tags, backups) have a language of their own and need only be a map.
    """
    before = sum(problem.severity is Severity.ERROR for problem in findings.problems)
    if not isinstance(node, Mapping):
        findings.error(node, "data-type-mismatch", "a policy document is a map with Version and Statement")
    elif kind is not DocumentKind.OTHER:
        _check_elements(node, _DOCUMENT_ELEMENTS, "a policy document", findings)
        _check_version(node, findings)
        _check_statements(node, kind, findings)
    return sum(problem.severity is Severity.ERROR for problem in findings.problems) == before


def check_conditions(node: Node, findings: Findings) -> None:
    """Report what is wrong with a Condition block: operators, and the shape of their keys and values."""
    if not isinstance(node, Mapping):
        findings.error(node, "data-type-mismatch", "Condition is a map: operator, then condition key, then values")
        return
    for operator, keys in node.entries:
        _check_operator(operator, findings)
        if not isinstance(keys, Mapping) or not keys.entries:
            message = f"{quoted(operator.text)} needs a map from condition keys to values"
            findings.error(operator, "data-type-mismatch", message)
            continue
        for key, values in keys.entries:
            if not _is_text_or_list(values):
                message = f"{quoted(key.text)} needs a value or a list of values"
                findings.error(key, "data-type-mismatch", message)


def statement_nodes(document: Mapping) -> tuple[Node, ...]:
    """The statements of a document, a single one also when it is not in a list."""
    statement = document.get("Statement")
    if isinstance(statement, Sequence):
        return statement.items
    return (statement,) if statement is not None else ()


@dataclass(frozen=True, slots=True)
class _Statement:
    """One statement under check."""

    node: Mapping
    kind: DocumentKind
    findings: Findings

    def error(self, at: Node | None, rule: str, message: str) -> None:
        self.findings.error(at or self.node, rule, message)

    def exactly_one(self, element: str) -> None:
        """Report when neither or both of `Action` and `NotAction` (and so on) are there."""
        there = [name for name in (element, f"Not{element}") if self.node.get(name) is not None]
        if not there:
            only = element == "Principal" and self.kind in {DocumentKind.TRUST, DocumentKind.RCP}
            needed = element if only else f"{element} or Not{element}"
            message = f"this statement of {self.kind.with_article()} needs {needed}"
            self.error(None, f"missing-{element.lower()}", message)
        elif len(there) == 2:
            message = f"a statement has {element} or Not{element}, not both"
            self.error(self.node.key(f"Not{element}"), "unsupported-element-combination", message)

    def none_of(self, element: str, rule: str, why: str) -> None:
        """Report an element, or its `Not` form, that this kind of policy cannot have."""
        for name in (element, f"Not{element}"):
            if key := self.node.key(name):
                self.error(key, rule, f"{self.kind.with_article()} has no {name}: {why}")


def _check_elements(
    node: Mapping, accepted: tuple[str, ...], what: str, findings: Findings, rule: str = "invalid-policy-element"
) -> None:
    for key, _ in node.entries:
        if key.text not in accepted:
            better = hint(key.text, accepted, "elements")
            findings.error(key, rule, f"{quoted(key.text)} is no element of {what}{better}")


def _check_version(document: Mapping, findings: Findings) -> None:
    version = document.get("Version")
    if version is None:
        message = (
            "this document has no Version; without 2012-10-17 AWS takes variables such as ${aws:username} literally"
        )
        findings.warning(document, "missing-version", message)
    elif not isinstance(version, Scalar) or version.text not in VERSIONS:
        written = f" {quoted(version.text)}" if isinstance(version, Scalar) else ""
        findings.error(
            version, "invalid-version", f"Version{written} is not known to AWS; it is {' or '.join(VERSIONS)}"
        )


def _check_statements(document: Mapping, kind: DocumentKind, findings: Findings) -> None:
    nodes = statement_nodes(document)
    if not nodes:
        findings.error(document, "missing-statement", "this document has no Statement")
    sids: dict[str, Scalar] = {}
    for node in nodes:
        if not isinstance(node, Mapping):
            findings.error(node, "data-type-mismatch", "a statement is a map with Effect, Action and so on")
            continue
        _check_elements(node, STATEMENT_ELEMENTS, "a statement", findings)
        _check_statement(_Statement(node, kind, findings))
        _check_sid(node.get("Sid"), sids, findings)


def _check_statement(statement: _Statement) -> None:
    _check_effect(statement)
    statement.exactly_one("Action")
    _check_actions(statement)
    _check_principal(statement)
    _check_resource(statement)
    if (condition := statement.node.get("Condition")) is not None:
        check_conditions(condition, statement.findings)


def _check_effect(statement: _Statement) -> None:
    effect = statement.node.get("Effect")
    if effect is None:
        statement.error(None, "missing-effect", "this statement needs Effect: Allow or Deny")
    elif not isinstance(effect, Scalar) or effect.text not in {"Allow", "Deny"}:
        written = f" {quoted(effect.text)}" if isinstance(effect, Scalar) else ""
        statement.error(effect, "invalid-effect", f"Effect{written} must be Allow or Deny, written exactly so")
    elif statement.kind is DocumentKind.RCP and effect.text == "Allow":
        message = "a resource control policy can only Deny; AWS attaches its own RCPFullAWSAccess for the rest"
        statement.error(effect, "rcp-syntax-error-allow", message)


def _check_actions(statement: _Statement) -> None:
    for name in ("Action", "NotAction"):
        node = statement.node.get(name)
        if node is None:
            continue
        if not _is_text_or_list(node):
            statement.error(node, "data-type-mismatch", f"{name} is a text or a list of texts")
        for action in scalars(node):
            if not ACTION.match(action.text) and "{{" not in action.text:
                message = f"{quoted(action.text)} is no action; write service:Action, such as s3:GetObject, or *"
                statement.error(action, "invalid-action", message)


def _check_principal(statement: _Statement) -> None:
    node, kind = statement.node, statement.kind
    if kind not in _NAMES_PRINCIPALS:
        rule = "scp-syntax-error-principal" if kind is DocumentKind.SCP else "unsupported-principal"
        statement.none_of("Principal", rule, "it applies to whoever it is attached to")
        return
    if kind in _WITHOUT_NOTPRINCIPAL and (key := node.key("NotPrincipal")):
        rule = _WITHOUT_NOTPRINCIPAL[kind]
        statement.error(key, rule, f"{kind.with_article()} has no NotPrincipal; AWS refuses it")
        return
    statement.exactly_one("Principal")
    for name in ("Principal", "NotPrincipal"):
        if (principal := node.get(name)) is not None:
            _check_principal_value(statement, name, principal)


def _check_principal_value(statement: _Statement, name: str, principal: Node) -> None:
    if isinstance(principal, Scalar) and principal.text == "*":
        return
    if statement.kind is DocumentKind.RCP:
        message = 'the Principal of a resource control policy is always "*"'
        statement.error(principal, "rcp-syntax-error-principal", message)
    elif not isinstance(principal, Mapping) or not principal.entries:
        written = f" {quoted(principal.text)}" if isinstance(principal, Scalar) else ""
        message = f'{name}{written} must be "*" or a map such as {{AWS: ...}}, {{Service: ...}} or {{Federated: ...}}'
        statement.error(principal, "invalid-principal-format", message)
    else:
        _check_elements(principal, _PRINCIPALS, name, statement.findings, "invalid-principal-key")
        for key, value in principal.entries:
            if not _is_text_or_list(value) or not scalars(value):
                message = f"{name} {quoted(key.text)} needs a text or a list of texts"
                statement.error(key, "invalid-principal-format", message)


def _check_resource(statement: _Statement) -> None:
    if statement.kind is DocumentKind.TRUST:
        rule = "role-trust-policy-syntax-error-resource"
        statement.none_of("Resource", rule, "the resource is the role it stands on")
        return
    if statement.kind in _NAMES_RESOURCES:
        statement.exactly_one("Resource")
    for name in ("Resource", "NotResource"):
        node = statement.node.get(name)
        if node is not None and not _is_text_or_list(node):
            statement.error(node, "data-type-mismatch", f"{name} is a text or a list of texts")
        for resource in scalars(node):
            if not resource.text.startswith(("arn:", "*", "{{")):
                message = f'{quoted(resource.text)} is no ARN; a resource starts with "arn:", or is "*" for all'
                statement.error(resource, "invalid-arn-prefix", message)


def _check_operator(operator: Scalar, findings: Findings) -> None:
    name = operator.text.casefold()
    for prefix in _SETS:
        name = name.removeprefix(prefix)
    known = {comparison.casefold() for comparison in _COMPARISONS}
    if name == "nullifexists":
        message = f"{quoted(operator.text)}: Null takes no IfExists; it asks by itself whether the key is there"
        findings.error(operator, "null-with-if-exists", message)
    elif name.removesuffix("ifexists") not in known:
        better = hint(operator.text, _COMPARISONS)
        message = f"{quoted(operator.text)} is no condition operator of IAM{better}"
        findings.error(operator, "invalid-condition-operator", message)


def _check_sid(sid: Node | None, seen: dict[str, Scalar], findings: Findings) -> None:
    if not isinstance(sid, Scalar) or is_nothing(sid):
        return
    first = seen.setdefault(sid.text, sid)
    if first is not sid:
        message = f"Sid {quoted(sid.text)} stands twice in this document; the first is at {first.position}"
        findings.error(sid, "unique-sids-required", message)


def _is_text_or_list(node: Node) -> bool:
    if isinstance(node, Sequence):
        return bool(node.items) and all(isinstance(item, Scalar) for item in node.items)
    return isinstance(node, Scalar)
