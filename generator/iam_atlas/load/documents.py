"""Policy documents, from files or written inline, as JSON values with the position of every statement."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from iam_atlas.load.document_rules import DocumentKind, check_conditions, check_document, statement_nodes
from iam_atlas.load.include import read_document
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence
from iam_atlas.load.policy_json import fill_json, to_json
from iam_atlas.load.templates import DOCUMENT_NAMES, MissingValues, account_values, check_names, names_used
from iam_atlas.model.accounts import Account
from iam_atlas.model.policies import Document, Json


@dataclass(frozen=True, slots=True)
class Template:
    """A document as written, and the names its templates use with the place of each; most documents use none."""

    document: Document
    names: dict[str, Scalar] = field(default_factory=dict)


class Documents:
    """Reads each document once, and fills it in once for every distinct set of values."""

    def __init__(self, root: Path, organization_id: str | None, findings: Findings) -> None:
        """`root` is the folder of the root accounts file: paths of documents count from there."""
        self._root = root
        self._organization_id = organization_id
        self._findings = findings
        self.missing = MissingValues()
        self._read: dict[tuple[str | int, DocumentKind], Template | None] = {}
        self._inline: list[Node] = []  # keeps the nodes alive whose identity is a key above
        self._filled: dict[tuple[int, tuple[str | None, ...]], Document] = {}

    def read(self, written: Node, kind: DocumentKind) -> Template | None:
        """The document that a path names, or that is written inline; None after its faults were reported."""
        key = (written.text if isinstance(written, Scalar) else id(written), kind)
        if key not in self._read:
            if not isinstance(written, Scalar):
                self._inline.append(written)
                self._read[key] = self._template(written, kind)
            else:
                node = read_document(written.text, written, self._root, self._findings)
                if node is None:
                    return None
                self._read[key] = self._template(node, kind)
        return self._read[key]

    def fill(self, template: Template, account: Account) -> Document:
        """The document as it is in one account; the same value for all accounts where no template is used."""
        if not template.names:
            return template.document
        values = account_values(account, self._organization_id)
        key = (id(template), tuple(values[name] for name in sorted(template.names)))
        for name, place in template.names.items():
            self.missing.note(place, (name,), values, account.name)
        if key not in self._filled:
            document = template.document
            value = {name: fill_json(item, values) for name, item in document.value.items()}
            self._filled[key] = Document(value, document.position, document.statements)
        return self._filled[key]

    def _template(self, node: Node, kind: DocumentKind) -> Template | None:
        if not check_document(node, kind, self._findings) or not isinstance(node, Mapping):
            return None
        names: dict[str, Scalar] = {}
        for found in _scalars_in(node):
            if check_names(found, DOCUMENT_NAMES, self._findings):
                names.update({name: found for name in names_used(found.text) if name not in names})
        value: dict[str, Json] = {key.text: to_json(item) for key, item in node.entries}
        statements = tuple(statement.position for statement in statement_nodes(node))
        return Template(Document(value, node.position, statements), names)


def conditions_of(node: Mapping, findings: Findings) -> dict[str, Json]:
    """A Condition block as JSON, its operators checked; templates have no meaning in it, since no account is known."""
    check_conditions(node, findings)
    for found in _scalars_in(node):
        check_names(found, (), findings)
    return {key.text: to_json(value) for key, value in node.entries}


def _scalars_in(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars_in(item)
    else:
        for key, value in node.entries:
            yield key
            yield from _scalars_in(value)
