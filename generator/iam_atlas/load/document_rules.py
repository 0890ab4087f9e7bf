"""A policy document as a tree of nodes -> a report of what AWS would refuse in its elements.

The rules are those of the IAM User Guide, "IAM JSON policy element reference" and "Grammar of the IAM JSON policy
language", and of the Organizations User Guide, "SCP syntax" and "RCP syntax". They are named as IAM Access Analyzer
names its checks (IAM User Guide, "IAM policy validation check reference"), in kebab case.
"""

from dataclasses import dataclass
from enum import Enum

from iam_atlas.errors import Joint, Said, Words, listed, said
from iam_atlas.iam.conditions import FOR_ALL, FOR_ANY, OPERATORS, parse_operator
from iam_atlas.iam.faults import ACTION, STATEMENT_ELEMENTS
from iam_atlas.load.nearest import hint
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence
from iam_atlas.load.values import is_nothing, scalars
from iam_atlas.load.words import quoted

VERSIONS = ("2012-10-17", "2008-10-17")
_DOCUMENT_ELEMENTS = ("Version", "Id", "Statement")
_PRINCIPALS = ("AWS", "Service", "Federated", "CanonicalUser")
_SETS = ("", FOR_ANY.lower(), FOR_ALL.lower())
_COMPARISONS = tuple(operator.name for operator in OPERATORS)


class DocumentKind(Enum):
    """What a document is for, which decides the elements it must and must not have."""

    IDENTITY = "identity-based policy"
    TRUST = "role trust policy"
    RESOURCE = "resource-based policy"
    REPOSITORY = "repository policy"
    SCP = "service control policy"
    RCP = "resource control policy"
    OTHER = "policy"

    def with_article(self) -> Said:
        """The kind in a sentence: `an identity-based policy`."""
        return _WITH_ARTICLE[self]


_WITH_ARTICLE = {
    DocumentKind.IDENTITY: said("an identity-based policy"),
    DocumentKind.TRUST: said("a role trust policy"),
    DocumentKind.RESOURCE: said("a resource-based policy"),
    DocumentKind.REPOSITORY: said("a repository policy"),
    DocumentKind.SCP: said("a service control policy"),
    DocumentKind.RCP: said("a resource control policy"),
    DocumentKind.OTHER: said("a policy"),
}

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
    before = findings.errors
    if not isinstance(node, Mapping):
        findings.error(node, "data-type-mismatch", said("a policy document is a map with Version and Statement"))
    elif kind is not DocumentKind.OTHER:
        _check_elements(node, _DOCUMENT_ELEMENTS, said("a policy document"), findings)
        _check_version(node, findings)
        _check_statements(node, kind, findings)
    return findings.errors == before


def check_conditions(node: Node, findings: Findings) -> None:
    """Report what is wrong with a Condition block: operators, and the shape of their keys and values."""
    if not isinstance(node, Mapping):
        findings.error(
            node, "data-type-mismatch", said("Condition is a map: operator, then condition key, then values")
        )
        return
    for operator, keys in node.entries:
        _check_operator(operator, findings)
        if not isinstance(keys, Mapping) or not keys.entries:
            message = said("{operator} needs a map from condition keys to values", operator=quoted(operator.text))
            findings.error(operator, "data-type-mismatch", message)
            continue
        for key, values in keys.entries:
            if not _is_text_or_list(values):
                message = said("{key} needs a value or a list of values", key=quoted(key.text))
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

    def error(self, at: Node | None, rule: str, message: Said) -> None:
        self.findings.error(at or self.node, rule, message)

    def exactly_one(self, element: str) -> None:
        """Report when neither or both of `Action` and `NotAction` (and so on) are there."""
        there = [name for name in (element, f"Not{element}") if self.node.get(name) is not None]
        if not there:
            only = element == "Principal" and self.kind in {DocumentKind.TRUST, DocumentKind.RCP}
            needed = element if only else listed((element, f"Not{element}"), Joint.OR)
            message = said("this statement of {kind} needs {needed}", kind=self.kind.with_article(), needed=needed)
            self.error(None, f"missing-{element.lower()}", message)
        elif len(there) == 2:
            message = said("a statement has {element} or Not{element}, not both", element=element)
            self.error(self.node.key(f"Not{element}"), "unsupported-element-combination", message)

    def none_of(self, element: str, rule: str, why: Said) -> None:
        """Report an element, or its `Not` form, that this kind of policy cannot have."""
        for name in (element, f"Not{element}"):
            if key := self.node.key(name):
                self.error(
                    key, rule, said("{kind} has no {name}: {why}", kind=self.kind.with_article(), name=name, why=why)
                )


def _check_elements(
    node: Mapping, accepted: tuple[str, ...], what: Words, findings: Findings, rule: str = "invalid-policy-element"
) -> None:
    for key, _ in node.entries:
        if key.text not in accepted:
            better = hint(key.text, accepted, said("elements"))
            findings.error(
                key, rule, said("{key} is no element of {what}{hint}", key=quoted(key.text), what=what, hint=better)
            )


def _check_version(document: Mapping, findings: Findings) -> None:
    version = document.get("Version")
    if version is None:
        message = said(
            "this document has no Version; without 2012-10-17 AWS takes variables such as ${{aws:username}} literally"
        )
        findings.warning(document, "missing-version", message)
    elif not isinstance(version, Scalar) or version.text not in VERSIONS:
        findings.error(
            version,
            "invalid-version",
            said(
                "{what} is not known to AWS; it is {versions}",
                what=_with_text("Version", version),
                versions=listed(VERSIONS, Joint.OR),
            ),
        )


def _check_statements(document: Mapping, kind: DocumentKind, findings: Findings) -> None:
    nodes = statement_nodes(document)
    if not nodes:
        findings.error(document, "missing-statement", said("this document has no Statement"))
    sids: dict[str, Scalar] = {}
    for node in nodes:
        if not isinstance(node, Mapping):
            findings.error(node, "data-type-mismatch", said("a statement is a map with Effect, Action and so on"))
            continue
        _check_elements(node, STATEMENT_ELEMENTS, said("a statement"), findings)
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
        statement.error(None, "missing-effect", said("this statement needs Effect: Allow or Deny"))
    elif not isinstance(effect, Scalar) or effect.text not in {"Allow", "Deny"}:
        statement.error(
            effect,
            "invalid-effect",
            said("{what} must be Allow or Deny, written exactly so", what=_with_text("Effect", effect)),
        )
    elif statement.kind is DocumentKind.RCP and effect.text == "Allow":
        message = said("a resource control policy can only Deny; AWS attaches its own RCPFullAWSAccess for the rest")
        statement.error(effect, "rcp-syntax-error-allow", message)


def _check_actions(statement: _Statement) -> None:
    for name in ("Action", "NotAction"):
        node = statement.node.get(name)
        if node is None:
            continue
        if not _is_text_or_list(node):
            statement.error(node, "data-type-mismatch", said("{name} is a text or a list of texts", name=name))
        for action in scalars(node):
            if not ACTION.match(action.text) and "{{" not in action.text:
                message = said(
                    "{action} is no action; write service:Action, such as s3:GetObject, or *",
                    action=quoted(action.text),
                )
                statement.error(action, "invalid-action", message)


def _check_principal(statement: _Statement) -> None:
    node, kind = statement.node, statement.kind
    if kind not in _NAMES_PRINCIPALS:
        rule = "scp-syntax-error-principal" if kind is DocumentKind.SCP else "unsupported-principal"
        statement.none_of("Principal", rule, said("it applies to whoever it is attached to"))
        return
    if kind in _WITHOUT_NOTPRINCIPAL and (key := node.key("NotPrincipal")):
        rule = _WITHOUT_NOTPRINCIPAL[kind]
        statement.error(key, rule, said("{kind} has no NotPrincipal; AWS refuses it", kind=kind.with_article()))
        return
    statement.exactly_one("Principal")
    for name in ("Principal", "NotPrincipal"):
        if (principal := node.get(name)) is not None:
            _check_principal_value(statement, name, principal)


def _check_principal_value(statement: _Statement, name: str, principal: Node) -> None:
    if isinstance(principal, Scalar) and principal.text == "*":
        return
    if statement.kind is DocumentKind.RCP:
        message = said('the Principal of a resource control policy is always "*"')
        statement.error(principal, "rcp-syntax-error-principal", message)
    elif not isinstance(principal, Mapping) or not principal.entries:
        message = said(
            '{what} must be "*" or a map such as {{AWS: ...}}, {{Service: ...}} or {{Federated: ...}}',
            what=_with_text(name, principal),
        )
        statement.error(principal, "invalid-principal-format", message)
    else:
        _check_elements(principal, _PRINCIPALS, name, statement.findings, "invalid-principal-key")
        for key, value in principal.entries:
            if not _is_text_or_list(value) or not scalars(value):
                message = said("{name} {key} needs a text or a list of texts", name=name, key=quoted(key.text))
                statement.error(key, "invalid-principal-format", message)


def _check_resource(statement: _Statement) -> None:
    if statement.kind is DocumentKind.TRUST:
        rule = "role-trust-policy-syntax-error-resource"
        statement.none_of("Resource", rule, said("the resource is the role it stands on"))
        return
    if statement.kind in _NAMES_RESOURCES:
        statement.exactly_one("Resource")
    for name in ("Resource", "NotResource"):
        node = statement.node.get(name)
        if node is not None and not _is_text_or_list(node):
            statement.error(node, "data-type-mismatch", said("{name} is a text or a list of texts", name=name))
        for resource in scalars(node):
            if not resource.text.startswith(("arn:", "*", "{{")):
                message = said(
                    '{resource} is no ARN; a resource starts with "arn:", or is "*" for all',
                    resource=quoted(resource.text),
                )
                statement.error(resource, "invalid-arn-prefix", message)


def _check_operator(operator: Scalar, findings: Findings) -> None:
    if operator.text.lower().rpartition(":")[2] == "nullifexists":
        message = said(
            "{operator}: Null takes no IfExists; it asks by itself whether the key is there",
            operator=quoted(operator.text),
        )
        findings.error(operator, "null-with-if-exists", message)
    elif not _is_operator(operator.text):
        better = hint(operator.text, _COMPARISONS)
        message = said("{operator} is no condition operator of IAM{hint}", operator=quoted(operator.text), hint=better)
        findings.error(operator, "invalid-condition-operator", message)


def _is_operator(written: str) -> bool:
    """Whether it is an operator, with one set operator at most.

    Also before Null, of which AWS says nothing: the engine does not decide that, and a lint says so.
    """
    quantifier, _, name = written.rpartition(":")
    return quantifier.lower() in _SETS and parse_operator(name) is not None


def _check_sid(sid: Node | None, seen: dict[str, Scalar], findings: Findings) -> None:
    if not isinstance(sid, Scalar) or is_nothing(sid):
        return
    first = seen.setdefault(sid.text, sid)
    if first is not sid:
        message = said(
            "Sid {sid} stands twice in this document; the first is at {place}",
            sid=quoted(sid.text),
            place=str(first.position),
        )
        findings.error(sid, "unique-sids-required", message)


def _with_text(element: str, value: Node) -> Words:
    """`Effect "allow"`: the element, and what stands there where that is a text."""
    return said("{element} {text}", element=element, text=quoted(value.text)) if isinstance(value, Scalar) else element


def _is_text_or_list(node: Node) -> bool:
    if isinstance(node, Sequence):
        return bool(node.items) and all(isinstance(item, Scalar) for item in node.items)
    return isinstance(node, Scalar)
