"""`guardrails:` as policies of the organization, with the accounts that their attachment comes to.

Where the design is silent: an organization never spans partitions, so a guardrail reaches accounts of the management
account's partition only; accounts marked external belong to somebody else's organization.
"""

from dataclasses import replace

from iam_atlas.errors import said
from iam_atlas.load.annotations import annotations
from iam_atlas.load.document_rules import DocumentKind
from iam_atlas.load.nearest import some
from iam_atlas.load.node import Scalar
from iam_atlas.load.scope import Scope
from iam_atlas.load.sections import Entry
from iam_atlas.load.selectors import Side
from iam_atlas.load.values import scalars, text
from iam_atlas.load.words import did_you_mean, quoted
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.model.organization import OrganizationalUnit

_WITHOUT_EFFECT = {  # in the gaps: the guardrail and the account
    GuardrailKind.SCP: said(
        "guardrail {name} is attached to the management account {management} only, where an SCP has no effect"
    ),
    GuardrailKind.RCP: said(
        "guardrail {name} is attached to the management account {management} only, where an RCP has no effect"
    ),
}
_DOCUMENTS = {GuardrailKind.SCP: DocumentKind.SCP, GuardrailKind.RCP: DocumentKind.RCP}


def load_guardrails(ous: dict[str, OrganizationalUnit], scope: Scope) -> dict[str, Guardrail]:
    """The guardrails by name; unknown OUs and accounts are reported, as is an exemption of what is not attached."""
    return {entry.name: _guardrail(entry, ous, scope) for entry in scope.sections.entries("guardrails")}


def _guardrail(entry: Entry, ous: dict[str, OrganizationalUnit], scope: Scope) -> Guardrail:
    node, written = entry.node, text(entry.node, "kind")
    kind = next((known for known in GuardrailKind if known.value == written), GuardrailKind.SCP)
    attach = scalars(node.get("attach"))
    attached = {name for item in attach for name in _attached(item, entry, ous, scope)}
    exempt = scope.select(node.get("exempt"))
    if beside := set(exempt) - attached:
        message = said(
            "guardrail {name} exempts {accounts}, which it is not attached to",
            name=quoted(entry.name),
            accounts=some(beside),
        )
        scope.findings.warning(node.key("exempt") or entry.key, "needless-exemption", message)
    accounts = tuple(sorted(attached - set(exempt)))
    if kind in _WITHOUT_EFFECT:
        _check_management_only(entry, kind, accounts, scope)
    document = node.get("document")
    template = (
        scope.documents.read(document, _DOCUMENTS.get(kind, DocumentKind.OTHER)) if document is not None else None
    )
    filled = {name: scope.documents.fill(template, scope.accounts[name]) for name in accounts} if template else {}
    return Guardrail(
        name=entry.name,
        position=entry.key.position,
        about=annotations(node, scope.findings),
        kind=kind,
        attach=tuple(item.text for item in attach),
        accounts=accounts,
        exempt=exempt,
        documents=filled,
    )


def _attached(written: Scalar, entry: Entry, ous: dict[str, OrganizationalUnit], scope: Scope) -> frozenset[str]:
    """The accounts of one attachment: below the root, below an OU however deep, or a single one."""
    side = _organization_side(scope)
    members = {
        name: account
        for name, account in scope.accounts.items()
        if account.kind is not AccountKind.EXTERNAL and account.partition == side.partition
    }
    target = written.text
    if target == "root":
        return frozenset(members)
    if not target.startswith("ou:"):
        return frozenset(scope.select(written, side))
    path = target.removeprefix("ou:").strip("/")
    if path not in ous:
        message = said(
            "guardrail {name}: there is no OU {path}{hint}",
            name=quoted(entry.name),
            path=quoted(path),
            hint=did_you_mean(path, ous),
        )
        scope.findings.error(written, "unknown-ou", message)
    below = f"{path}/"
    return frozenset(name for name, account in members.items() if f"{account.ou or ''}/".startswith(below))


def _organization_side(scope: Scope) -> Side:
    management = scope.organization.management if scope.organization else None
    return scope.side_of(said("the organization"), management)


def _check_management_only(entry: Entry, kind: GuardrailKind, accounts: tuple[str, ...], scope: Scope) -> None:
    """Organizations User Guide: SCPs affect no users or roles in the management account, RCPs no resources there."""
    management = scope.organization.management if scope.organization else None
    if management and accounts == (management,):
        message = replace(
            _WITHOUT_EFFECT[kind], gaps=(("name", quoted(entry.name)), ("management", quoted(management)))
        )
        scope.findings.warning(entry.node.key("attach") or entry.key, "scp-on-management-only", message)
