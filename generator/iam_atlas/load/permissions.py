"""The keys `policies`, `inline`, `boundary` and `assume_policy` of a principal as `Permissions`."""

from iam_atlas.errors import said
from iam_atlas.load.document_rules import DocumentKind
from iam_atlas.load.node import Mapping, Node, Scalar
from iam_atlas.load.policies import Policies
from iam_atlas.load.scope import Scope
from iam_atlas.load.values import child, scalar, scalars
from iam_atlas.load.words import quoted
from iam_atlas.model.accounts import Account
from iam_atlas.model.policies import AttachedPolicy, Document, Permissions


def load_permissions(
    node: Mapping, account: Account | None, policies: Policies, scope: Scope, default: tuple[Scalar, ...] = ()
) -> Permissions:
    """The identity side of one principal in `account` (None for a permission set, which is in many).

    `default` are the policies of `defaults`, used where the key `policies` is absent. A policy that could not be
    found was reported and is left out.
    """
    written = scalars(node.get("policies")) if node.key("policies") else default
    attached = tuple(policies.attach(name, account) for name in written)
    boundary, raw = scalar(node, "boundary"), node.get("assume_policy")
    permissions = Permissions(
        policies=tuple(policy for policy in attached if policy) + _inline(node, account, policies, scope),
        boundary=policies.attach(boundary, account) if boundary else None,
        assume_policy=document_in(raw, DocumentKind.IDENTITY, account, scope),
    )
    return policies.shared(permissions)


def document_in(written: Node | None, kind: DocumentKind, account: Account | None, scope: Scope) -> Document | None:
    """A document named or written under a key, as it is in one account; None when absent or faulty.

    Where there is no one account, a template in the document has nothing to stand for and is reported.
    """
    template = scope.documents.read(written, kind) if written is not None else None
    if template is None:
        return None
    if account is not None:
        return scope.documents.fill(template, account)
    for name, place in template.names.items():
        message = said(
            "{template} has no one value here: this document is the same in several accounts",
            template=quoted("{{" + name + "}}"),
        )
        scope.findings.error(place, "template-without-value", message)
    return template.document


def _inline(node: Mapping, account: Account | None, policies: Policies, scope: Scope) -> tuple[AttachedPolicy, ...]:
    documents = child(node, "inline")
    return tuple(
        policies.inline(name, document_in(value, DocumentKind.IDENTITY, account, scope), key.position)
        for name, key, value in (documents.named() if documents else ())
    )
