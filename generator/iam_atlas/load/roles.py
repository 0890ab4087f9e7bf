"""Role plans and the accounts they exist in as roles, each with its copy in every account."""

from collections.abc import Mapping
from dataclasses import dataclass

from iam_atlas.errors import said
from iam_atlas.iam.arn import role_arn
from iam_atlas.load.annotations import annotations, break_glass
from iam_atlas.load.document_rules import DocumentKind
from iam_atlas.load.iam_names import LONGEST_SWITCHABLE, check_iam_name, check_path
from iam_atlas.load.node import Mapping as MappingNode
from iam_atlas.load.node import Scalar
from iam_atlas.load.permissions import document_in, load_permissions
from iam_atlas.load.policies import Policies
from iam_atlas.load.require import load_require, with_defaults
from iam_atlas.load.role_plans import RolePlan, check_variants
from iam_atlas.load.scope import Scope
from iam_atlas.load.templates import DOCUMENT_NAMES, account_values, check_names, fill, names_used
from iam_atlas.load.trust import TrustReader
from iam_atlas.load.values import child, duration, flag, prose, scalar, scalars, text, texts
from iam_atlas.load.words import quoted
from iam_atlas.model.accounts import Account
from iam_atlas.model.organization import Defaults
from iam_atlas.model.require import Require
from iam_atlas.model.roles import Role, RoleCopy, RoleKey, RoleKind, TrustEntry
from iam_atlas.model.text import Text

_NAMES = (*DOCUMENT_NAMES, "role")
_MAX_SESSION = (3600, 43200)


@dataclass(frozen=True, slots=True)
class RoleContext:
    """What role copies are made with. `people_reach` are the copies that `defaults.require` holds for."""

    scope: Scope
    policies: Policies
    trust: TrustReader
    defaults: Defaults
    places: Mapping[str, set[str]]
    people_reach: frozenset[RoleKey]


@dataclass(frozen=True, slots=True)
class _Body:
    """What all copies under one variant (or under none) share."""

    node: MappingNode
    variant: str | None
    trust: tuple[TrustEntry, ...]
    require: Require
    people_require: Require
    max_session: int
    trust_style: str | None
    description: Text | None
    name: Scalar | None
    path: Scalar | None
    defaulted: tuple[str, ...]


def load_roles(plans: Mapping[str, RolePlan], context: RoleContext) -> dict[str, Role]:
    """The roles by name, each with its copies sorted by account."""
    return {name: _role(plan, context) for name, plan in plans.items()}


def max_session(node: MappingNode, scope: Scope) -> int | None:
    """`max_session` in seconds; AWS accepts one to twelve hours, anything else is reported."""
    seconds = duration(node, "max_session", scope.findings)
    if seconds is not None and not _MAX_SESSION[0] <= seconds <= _MAX_SESSION[1]:
        written = text(node, "max_session") or ""
        message = said("max_session {written} is outside what AWS accepts: 1h to 12h", written=quoted(written))
        scope.findings.error(scalar(node, "max_session") or node, "max-session-out-of-range", message)
    return seconds


def _role(plan: RolePlan, context: RoleContext) -> Role:
    entry, scope = plan.entry, context.scope
    places = context.places.get(entry.name, set())
    check_variants(plan, places, scope.findings)
    bodies: dict[str | None, _Body] = {None: _body(plan, entry.node, None, context)}
    for variant in plan.variants:
        bodies[variant.selector.text] = _body(plan, variant.node, variant.selector.text, context)
    body_in = {account: bodies[plan.variant_in(account)] for account in sorted(places)}
    for body in bodies.values():
        there = tuple(scope.accounts[account] for account, own in body_in.items() if own is body)
        context.trust.check(body.trust, entry.name, there)
    copies = {account: _copy(plan, body, scope.accounts[account], context) for account, body in body_in.items()}
    return Role(
        name=entry.name,
        position=entry.key.position,
        about=annotations(entry.node, scope.findings),
        kind=plan.kind,
        copies=copies,
        declared_in=plan.declared_in,
        instance_profile=bool(flag(entry.node, "instance_profile")),
        can_pass=texts(entry.node, "can_pass"),
        break_glass=break_glass(entry.node, scope.findings),
        variants=tuple(variant.selector.text for variant in plan.variants),
        parts=plan.parts(frozenset(places)),
    )


def _body(plan: RolePlan, node: MappingNode, variant: str | None, context: RoleContext) -> _Body:
    scope, defaults = context.scope, context.scope.sections.once["defaults"]
    seconds = max_session(node, scope)
    linked = plan.kind is RoleKind.SERVICE_LINKED
    patterns = {key: None if linked else scalar(defaults, f"role_{key}") for key in ("name", "path")}
    name, path = scalar(node, "name") or patterns["name"], scalar(node, "path") or patterns["path"]
    for written in (name, path):
        if written:
            check_names(written, _NAMES, scope.findings)
    _check_policies(node, context)
    require = load_require(child(node, "require"), scope)
    asked = {"max_session": "max_session", "trust_style": "trust_style", "name": "role_name", "path": "role_path"}
    defaulted = (
        key
        for key, default in asked.items()
        if not node.key(key) and defaults.key(default) and not (linked and default[:5] == "role_")
    )
    return _Body(
        node=node,
        variant=variant,
        trust=context.trust.entries(node, plan.entry.name),
        require=require,
        people_require=with_defaults(require, context.defaults.require),
        max_session=context.defaults.max_session if seconds is None else seconds,
        trust_style=text(node, "trust_style") or context.defaults.trust_style,
        description=prose(node, "description"),
        name=name,
        path=path,
        defaulted=tuple(sorted(defaulted)),
    )


def _check_policies(node: MappingNode, context: RoleContext) -> None:
    """Report names and documents that are at fault also where no account has the role."""
    for policy in (*scalars(node.get("policies")), *scalars(node.get("boundary"))):
        context.policies.check(policy)
    inline = child(node, "inline")
    written = [(document, DocumentKind.IDENTITY) for _, _, document in (inline.named() if inline else ())]
    written += [(raw, DocumentKind.IDENTITY) for raw in (node.get("assume_policy"),) if raw]
    written += [(raw, DocumentKind.TRUST) for raw in (node.get("trust_policy"),) if raw]
    for document, kind in written:
        context.scope.documents.read(document, kind)


def _copy(plan: RolePlan, body: _Body, account: Account, context: RoleContext) -> RoleCopy:
    scope = context.scope
    key = RoleKey(plan.entry.name, account.name)
    name, path = _name_and_path(plan, body, account, scope)
    own_region = text(body.node, "region")
    return RoleCopy(
        key=key,
        arn=role_arn(account.id, name, path, account.partition),
        aws_name=name,
        path=path,
        permissions=load_permissions(body.node, account, context.policies, scope),
        max_session=body.max_session,
        require=body.people_require if key in context.people_reach else body.require,
        trust=tuple(context.trust.in_account(entry, account) for entry in body.trust),
        trust_policy=document_in(body.node.get("trust_policy"), DocumentKind.TRUST, account, scope),
        trust_style=body.trust_style,
        region=own_region or (account.regions[0] if account.regions else None),
        color=text(body.node, "color") or account.color,
        description=body.description,
        variant=body.variant,
        defaulted=body.defaulted,
        position=plan.entry.key.position,
    )


def _name_and_path(plan: RolePlan, body: _Body, account: Account, scope: Scope) -> tuple[str, str]:
    organization_id = scope.organization.id if scope.organization else None
    values = {**account_values(account, organization_id), "role": plan.entry.name}
    for written in (body.name, body.path):
        if written:
            scope.documents.missing.note(written, names_used(written.text), values, account.name)
    name = fill(body.name.text, values) if body.name else plan.entry.name
    path = fill(body.path.text, values) if body.path else _usual_path(plan, body)
    if "{{" not in name:
        check_iam_name(body.name or plan.entry.key, name, "role", scope.findings)
    if body.path:
        check_path(body.path, path, scope.findings)
    if len(path[1:] + name) > LONGEST_SWITCHABLE >= len(name) and plan.kind is RoleKind.NORMAL:
        message = said(
            "role {name}: path and name {whole} have {count} characters together; the console switches to "
            "roles of at most {most}",
            name=quoted(plan.entry.name),
            whole=quoted(path[1:] + name),
            count=len(path[1:] + name),
            most=LONGEST_SWITCHABLE,
        )
        scope.findings.warning(plan.entry.key, "too-long-to-switch", message)
    return name, path


def _usual_path(plan: RolePlan, body: _Body) -> str:
    """AWS keeps service-linked roles under a path of their own, named after the service."""
    services = [name for entry in body.trust for name in entry.names]
    if plan.kind is RoleKind.SERVICE_LINKED and len(services) == 1:
        return f"/aws-service-role/{services[0]}/"
    return "/"
