"""Hand-made values for tests: small landscapes without YAML, each showing only what the case is about."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from iam_atlas.derive.derive import derive_halves
from iam_atlas.errors import Position
from iam_atlas.findings import Analysis, an_analysis
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.permissions import every_summary
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.annotations import Annotations, Moment
from iam_atlas.model.grants import Effect, Grant, Ref, RefKind
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Defaults, Organization, OrganizationalUnit, Site
from iam_atlas.model.outside import GitHub, Provider, ProviderKind, Vendor
from iam_atlas.model.people import Group, User, UserKind
from iam_atlas.model.policies import AttachedPolicy, Document, Json, Permissions, PolicyOrigin
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.resources import KmsGrant, Resource, ResourceAllow
from iam_atlas.model.roles import (
    PermissionSet,
    Role,
    RoleCopy,
    RoleKey,
    RoleKind,
    TrustEntry,
    TrustKind,
)

REPOSITORY = Path(__file__).parent.parent
ORGANISATION_ID = "o-example123"
_NO_ANNOTATIONS = Annotations()
_KNOWN_IDS = {
    "management": "100000000001",
    "jump": "111111111111",
    "dev": "222222222222",
    "staging": "333333333333",
    "prod": "444444444444",
    "tools": "100000000004",
}


@cache
def the_reference() -> Landscape:
    """The reference organisation at the top of the repository, loaded once."""
    return load_landscape(REPOSITORY / "accounts.yaml")


@cache
def the_organisation(name: str) -> Landscape:
    """One of tests/organisations (`minimal`, `hundred`), loaded once."""
    return load_landscape(REPOSITORY / "tests" / "organisations" / name / "accounts.yaml")


def a_position(line: int = 1, column: int = 1, file: str = "accounts.yaml") -> Position:
    return Position(file, line, column)


def an_id(account: str) -> str:
    """The id that `an_account(account)` has when none is given: the well-known one, else twelve digits of its name."""
    digits = int(hashlib.sha256(account.encode()).hexdigest(), 16) % 10**11
    return _KNOWN_IDS.get(account, f"9{digits:011d}")


def an_account(
    name: str,
    *,
    id: str | None = None,
    kind: AccountKind | None = None,
    ou: str | None = None,
    environment: str | None = None,
    partition: str = "aws",
    about: Annotations = _NO_ANNOTATIONS,
    line: int = 1,
) -> Account:
    """An account; `jump` and `management` have the kind their name says."""
    kinds = {"jump": AccountKind.JUMP, "management": AccountKind.MANAGEMENT}
    return Account(
        name=name,
        position=a_position(line),
        about=about,
        id=id or an_id(name),
        aws_name=name,
        kind=kind or kinds.get(name, AccountKind.WORKLOAD),
        ou=ou,
        environment=environment,
        partition=partition,
    )


def a_document(*statements: Mapping[str, Json], version: str | None = "2012-10-17", line: int = 1) -> Document:
    """A policy document of these statements, all at one line."""
    head: dict[str, Json] = {} if version is None else {"Version": version}
    body: list[Json] = [dict(statement) for statement in statements]
    position = a_position(line)
    return Document({**head, "Statement": body}, position, (position,) * len(statements))


def a_policy(name: str = "everything", *statements: Mapping[str, Json], line: int = 1) -> AttachedPolicy:
    """An inline policy; without statements it allows everything."""
    everything: Mapping[str, Json] = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    document = a_document(*(statements or (everything,)), line=line)
    return AttachedPolicy(name, PolicyOrigin.INLINE, document, a_position(line))


def an_unknown_policy(name: str = "arn:aws:iam::aws:policy/NotAtHand", line: int = 1) -> AttachedPolicy:
    """A policy whose document is not at hand."""
    return AttachedPolicy(name, PolicyOrigin.ARN, None, a_position(line))


def a_user(
    name: str,
    *,
    groups: Iterable[str] = (),
    account: str = "jump",
    kind: UserKind = UserKind.HUMAN,
    policies: Sequence[AttachedPolicy] = (),
    boundary: AttachedPolicy | None = None,
    assume_policy: Document | None = None,
    tags: Mapping[str, str] | None = None,
    mfa: str = "required",
    line: int = 1,
) -> User:
    return User(
        name=name,
        position=a_position(line),
        about=Annotations(tags=tags or {}),
        groups=tuple(sorted(groups)),
        account=account,
        kind=kind,
        mfa=mfa,
        permissions=Permissions(tuple(policies), boundary, assume_policy),
    )


def a_group(
    name: str,
    *,
    account: str | None = "jump",
    members: Iterable[str] = (),
    source: str | None = None,
    policies: Sequence[AttachedPolicy] = (),
    assume_policy: Document | None = None,
    line: int = 1,
) -> Group:
    """A group of the jump account, or with `source` one of that provider; `a_landscape` adds members by `a_user`."""
    return Group(
        name=name,
        position=a_position(line),
        members=tuple(sorted(members)),
        external_members=source is not None,
        source=source,
        account=None if source else account,
        permissions=Permissions(tuple(policies), None, assume_policy),
    )


def a_role(
    name: str,
    *,
    accounts: Iterable[str | Account] = ("prod",),
    policies: Sequence[AttachedPolicy] = (),
    boundary: AttachedPolicy | None = None,
    assume_policy: Document | None = None,
    require: Require = NOTHING_REQUIRED,
    trust: Sequence[TrustEntry] = (),
    trust_policy: Document | None = None,
    trust_style: str | None = None,
    max_session: int = 3600,
    path: str = "/",
    kind: RoleKind = RoleKind.NORMAL,
    aws_name: str | None = None,
    line: int = 1,
) -> Role:
    """A role with the same copy in each account."""
    copies = {}
    for account in sorted((a if isinstance(a, Account) else an_account(a) for a in accounts), key=lambda a: a.name):
        copies[account.name] = RoleCopy(
            key=RoleKey(name, account.name),
            arn=f"arn:{account.partition}:iam::{account.id}:role{path}{aws_name or name}",
            aws_name=aws_name or name,
            path=path,
            permissions=Permissions(tuple(policies), boundary, assume_policy),
            max_session=max_session,
            require=require,
            trust=tuple(trust),
            trust_policy=trust_policy,
            trust_style=trust_style,
            position=a_position(line),
        )
    return Role(name=name, position=a_position(line), kind=kind, copies=copies)


def a_role_open_to_everyone(folder: Path, only_in: str = "") -> Landscape:
    """Group ops is granted admin@dev and admin@prod; its trust policy (in `only_in`, or everywhere) lets in anyone."""
    door = 'trust_policy: { Statement: [{ Effect: Allow, Principal: "*", Action: "sts:AssumeRole" }] }'
    written = f"variants: {{ {only_in}: {{ {door} }} }}" if only_in else door
    text = f"""version: 1
accounts: {{ jump: {{ id: "100000000001", kind: jump }}, dev: "100000000002", prod: "100000000003" }}
groups: {{ ops: {{}} }}
roles:
  admin: {{ policies: [ReadOnlyAccess], {written}, description: for all }}
grants: {{ ops: {{ dev: admin, prod: admin }} }}
"""
    (folder / "accounts.yaml").write_text(text, encoding="utf-8")
    return load_landscape(folder / "accounts.yaml")


def a_key(text: str) -> RoleKey:
    """`developer@prod` as a key."""
    role, _, account = text.partition("@")
    return RoleKey(role, account)


def a_ref(text: str) -> Ref:
    """`group:developers`, `role:ci-hub@tools`, ... ; without a prefix a group, as in `grants:`."""
    kind, colon, name = text.partition(":")
    return Ref(RefKind(kind), name) if colon else Ref(RefKind.GROUP, text)


def a_grant(
    to: str,
    roles: str | Iterable[str] = (),
    *,
    permission_sets: Iterable[str] = (),
    require: Require = NOTHING_REQUIRED,
    effect: Effect = Effect.ALLOW,
    expires: Moment | None = None,
    line: int = 1,
) -> Grant:
    """A grant row: `a_grant("developers", "developer@prod")`, `a_grant("role:ci-hub@tools", ["deploy@dev"])`."""
    named = [roles] if isinstance(roles, str) else list(roles)
    return Grant(
        grantee=a_ref(to),
        position=a_position(line),
        roles=tuple(sorted(a_key(role) for role in named)),
        permission_sets=tuple(sorted(a_key(pair) for pair in permission_sets)),
        require=require,
        effect=effect,
        expires=expires,
    )


def a_trust(
    kind: str,
    *names: str,
    roles: Iterable[str] = (),
    require: Require = NOTHING_REQUIRED,
    actions: Iterable[str] = (),
    repos: Iterable[str] = (),
    repo_ids: Iterable[str] = (),
    branches: Iterable[str] = (),
    tags: Iterable[str] = (),
    environments: Iterable[str] = (),
    pull_request: bool = False,
    workflows: Iterable[str] = (),
    subjects: Iterable[str] = (),
    audiences: Iterable[str] = (),
    authenticated: bool | None = None,
    line: int = 1,
) -> TrustEntry:
    """A trust entry: `a_trust("account", "tools")`, `a_trust("role", roles=["ci-hub@tools"])`."""
    return TrustEntry(
        kind=TrustKind(kind),
        names=names,
        position=a_position(line),
        roles=tuple(a_key(role) for role in roles),
        require=require,
        actions=tuple(actions),
        repos=tuple(repos),
        repo_ids=tuple(repo_ids),
        branches=tuple(branches),
        tags=tuple(tags),
        environments=tuple(environments),
        pull_request=pull_request,
        workflows=tuple(workflows),
        subjects=tuple(subjects),
        audiences=tuple(audiences),
        authenticated=authenticated,
    )


def a_provider(
    name: str,
    kind: ProviderKind,
    *,
    accounts: Iterable[str] = ("prod",),
    url: str | None = None,
    audiences: Iterable[str] = (),
    client_id: str | None = None,
    identity_pool: str | None = None,
    trust_anchor: str | None = None,
    github: GitHub | None = None,
    line: int = 1,
) -> Provider:
    return Provider(
        name=name,
        position=a_position(line),
        kind=kind,
        accounts=tuple(sorted(accounts)),
        url=url,
        audiences=tuple(audiences),
        client_id=client_id,
        identity_pool=identity_pool,
        trust_anchor=trust_anchor,
        github=github,
    )


def a_vendor(name: str, *account_ids: str, external_id: str | None = None, line: int = 1) -> Vendor:
    return Vendor(name=name, position=a_position(line), account_ids=account_ids, external_id=external_id)


def a_permission_set(
    name: str, *, accounts: Iterable[str] = ("prod",), policies: Sequence[AttachedPolicy] = (), max_session: int = 3600
) -> PermissionSet:
    return PermissionSet(
        name=name,
        position=a_position(),
        permissions=Permissions(tuple(policies)),
        max_session=max_session,
        accounts=tuple(sorted(accounts)),
    )


def a_guardrail(
    name: str,
    *statements: Mapping[str, Json],
    kind: GuardrailKind = GuardrailKind.SCP,
    attach: Iterable[str] = ("root",),
    accounts: Iterable[str] = (),
    exempt: Iterable[str] = (),
    line: int = 1,
) -> Guardrail:
    """A guardrail; `accounts` is what `attach` comes to."""
    document = a_document(*statements, line=line)
    return Guardrail(
        name=name,
        position=a_position(line),
        kind=kind,
        attach=tuple(attach),
        accounts=tuple(sorted(accounts)),
        exempt=tuple(exempt),
        documents=dict.fromkeys(sorted(accounts), document),
    )


def a_resource(
    name: str,
    *,
    kind: str = "s3",
    account: str = "prod",
    arn: str | None = None,
    allow: Sequence[ResourceAllow] = (),
    policy: Document | None = None,
    kms_grants: Sequence[KmsGrant] = (),
    encrypted_by: str | None = None,
) -> Resource:
    """A bucket; another kind with its own `arn`."""
    return Resource(
        name=name,
        position=a_position(),
        kind=kind,
        account=account,
        arn=arn or f"arn:aws:s3:::{name}",
        aws_name=name,
        allow=tuple(allow),
        policy=policy,
        kms_grants=tuple(kms_grants),
        encrypted_by=encrypted_by,
    )


def an_allow(
    *to: str, actions: str | Sequence[str], require: Require = NOTHING_REQUIRED, line: int = 1
) -> ResourceAllow:
    """An entry of `allow`: `an_allow("role:reader@prod", actions="s3:GetObject")`."""
    named = (actions,) if isinstance(actions, str) else tuple(actions)
    return ResourceAllow(tuple(a_ref(ref) for ref in to), named, a_position(line), require)


def a_kms_grant(to: str, *operations: str, line: int = 1) -> KmsGrant:
    return KmsGrant(a_ref(to), operations, a_position(line))


def a_moment(at: datetime) -> Moment:
    """A moment as the file writes a date; `at` has a time zone."""
    return Moment(at.date().isoformat(), at)


def a_landscape(
    *,
    accounts: Iterable[Account | str] = ("jump", "dev", "prod"),
    users: Iterable[User] = (),
    groups: Iterable[Group] = (),
    roles: Iterable[Role] = (),
    grants: Iterable[Grant] = (),
    providers: Iterable[Provider] = (),
    vendors: Iterable[Vendor] = (),
    permission_sets: Iterable[PermissionSet] = (),
    guardrails: Iterable[Guardrail] = (),
    resources: Iterable[Resource] = (),
    require: Require = NOTHING_REQUIRED,
    ous: Iterable[str] = (),
    organization: bool = True,
) -> Landscape:
    """A landscape of these things. Groups learn their members from the users.

    `require` is `defaults.require`: it applies, as after loading, to each role copy that requires nothing of its own.
    """
    places = {a.name: a for a in (an_account(a) if isinstance(a, str) else a for a in accounts)}
    people = {user.name: user for user in users}
    whole = Organization(
        name="", position=a_position(), id=ORGANISATION_ID, management="management" if "management" in places else None
    )
    return Landscape(
        organization=whole if organization else None,
        site=Site(),
        defaults=Defaults(require=require),
        teams={},
        ous={path: OrganizationalUnit(name=path, position=a_position()) for path in sorted(ous)},
        accounts=dict(sorted(places.items())),
        workloads={},
        users=dict(sorted(people.items())),
        groups={g.name: _with_members(g, people) for g in sorted(groups, key=lambda g: g.name)},
        providers={p.name: p for p in sorted(providers, key=lambda p: p.name)},
        vendors={v.name: v for v in sorted(vendors, key=lambda v: v.name)},
        policies={},
        roles={r.name: _with_default(r, require) for r in sorted(roles, key=lambda r: r.name)},
        permission_sets={p.name: p for p in sorted(permission_sets, key=lambda p: p.name)},
        grants=tuple(grants),
        guardrails={g.name: g for g in sorted(guardrails, key=lambda g: g.name)},
        resources={r.name: r for r in sorted(resources, key=lambda r: r.name)},
        source_files=("accounts.yaml",),
    )


def an_analysis_of(landscape: Landscape, now: datetime | None = None) -> Analysis:
    """What findings read, computed for `landscape`."""
    halves = derive_halves(landscape)
    graph = build_graph(cast_of(landscape, halves), now)
    return an_analysis(landscape, halves, graph, every_summary(cast_of(landscape, halves)))


def _with_members(group: Group, users: Mapping[str, User]) -> Group:
    named = {user.name for user in users.values() if group.name in user.groups}
    return replace(group, members=tuple(sorted({*group.members, *named})))


def _with_default(role: Role, require: Require) -> Role:
    keys = tuple(f.name for f in fields(Require) if getattr(require, f.name) != getattr(NOTHING_REQUIRED, f.name))
    default = replace(require, defaulted=keys)
    copies = {
        account: replace(copy, require=default) if copy.require == NOTHING_REQUIRED and keys else copy
        for account, copy in role.copies.items()
    }
    return replace(role, copies=copies)
