"""Hand-made atlases for drawing: the access steps are written down, not decided."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from builders import (
    a_grant,
    a_group,
    a_key,
    a_landscape,
    a_provider,
    a_ref,
    a_role,
    a_user,
    a_vendor,
    an_account,
)
from iam_atlas.atlas import Atlas
from iam_atlas.derive.halves import Halves
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.iam.decision import Decision, Half, HalfResult, Unknown, Verdict
from iam_atlas.iam.formula import ALWAYS, And, Formula, Test
from iam_atlas.iam.level import Level
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.grants import Ref
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import GitHub, ProviderKind
from iam_atlas.model.roles import RoleKey

MFA: Formula = Test("Bool", "aws:MultiFactorAuthPresent", ("true",))
RECENT: Formula = Test("NumericLessThan", "aws:MultiFactorAuthAge", ("3600",))
FRESH_MFA: Formula = And((MFA, RECENT))
OFFICE: Formula = And((MFA, Test("IpAddress", "aws:SourceIp", ("203.0.113.0/24",))))
EXTERNAL_ID: Formula = Test("StringEquals", "sts:ExternalId", ("kf-7c1e52d0",))
MAIN_BRANCH: Formula = Test(
    "StringLike", "token.actions.githubusercontent.com:sub", ("repo:kingfisher/shop:ref:refs/heads/main",)
)


def a_step(
    caller: str,
    role: str,
    residue: Formula = ALWAYS,
    *,
    through: Iterable[str] = (),
    undecided: str = "",
    outside: bool = False,
    seconds: int = 3600,
    denied: bool = False,
    declared: bool = True,
) -> Access:
    """A step from `group:developers` to `developer@prod`; `undecided` says what is not decided."""
    verdict = Verdict.ALLOWED if residue == ALWAYS else Verdict.ALLOWED_IF
    if denied:
        verdict = Verdict.IMPLICITLY_DENIED
    decision = Decision(
        Verdict.NOT_EVALUATED if undecided else verdict,
        residue,
        halves=(HalfResult(Half.IDENTITY, True, ALWAYS, outside=outside),),
        unknown=(Unknown(undecided),) if undecided else (),
    )
    ref = a_ref(caller)
    grants = (a_grant(caller, role),) if declared else ()
    return Access(ref, a_key(role), Means.ASSUME_ROLE, decision, grants, tuple(through), seconds)


def an_atlas(landscape: Landscape, steps: Iterable[Access] = (), levels: Mapping[str, Level] | None = None) -> Atlas:
    """An atlas with these steps; `levels` are by role name, READ where nothing is said."""
    ordered = tuple(sorted(steps, key=lambda step: (step.caller.kind.value, step.caller.name, step.role)))
    by_caller: dict[Ref, list[Access]] = {}
    by_role: dict[RoleKey, list[Access]] = {}
    for step in ordered:
        by_caller.setdefault(step.caller, []).append(step)
        by_role.setdefault(step.role, []).append(step)
    graph = AccessGraph(
        ordered,
        {ref: tuple(found) for ref, found in by_caller.items()},
        {key: tuple(found) for key, found in by_role.items()},
    )
    copies = [RoleKey(role.name, account) for role in landscape.roles.values() for account in role.copies]
    return Atlas(
        landscape=landscape,
        halves=Halves({}, frozenset(), {}, {}, {}, ()),
        graph=graph,
        permissions={},
        levels={key: (levels or {}).get(key.role, Level.READ) for key in copies},
        set_permissions={},
        problems=(),
        today=None,
    )


LEVELS = {
    "break-glass-admin": Level.ADMIN,
    "iam-admin": Level.ADMIN,
    "developer": Level.WRITE,
    "operator": Level.WRITE,
    "ci-deploy": Level.WRITE,
    "ci-hub": Level.NONE,
    "order-worker": Level.WRITE,
}
_ENVIRONMENTS = ("dev", "staging", "prod")


def the_shop() -> Atlas:
    """An organisation like the reference one: eight accounts, six groups, CI, a vendor, customers and services."""
    accounts = [
        an_account("management"),
        an_account("jump"),
        an_account("log-archive", kind=AccountKind.LOG_ARCHIVE),
        an_account("security", kind=AccountKind.SECURITY),
        an_account("tools", kind=AccountKind.DEPLOY),
        *(an_account(name, environment=name) for name in _ENVIRONMENTS),
    ]
    everywhere = [account.name for account in accounts]
    members = {
        "aiko": ["developers"],
        "ben": ["developers", "operators"],
        "chie": ["operators", "platform-admins", "break-glass"],
        "daniel": ["auditors"],
        "erin": ["shop-contractors"],
        "emergency-1": ["break-glass"],
    }
    groups = sorted({group for named in members.values() for group in named})
    roles = {
        "developer": _ENVIRONMENTS,
        "operator": _ENVIRONMENTS,
        "auditor": everywhere,
        "iam-admin": ["jump"],
        "break-glass-admin": [name for name in everywhere if name != "management"],
        "ci-hub": ["tools"],
        "ci-deploy": _ENVIRONMENTS,
        "watchful-read": ["prod", "staging"],
        "federated-auditor": ["jump"],
        "customer": ["prod"],
        "order-worker": _ENVIRONMENTS,
    }
    landscape = a_landscape(
        accounts=accounts,
        users=[a_user(name, groups=named) for name, named in members.items()],
        groups=[a_group(name) for name in groups],
        roles=[a_role(name, accounts=places) for name, places in roles.items()],
        providers=[
            a_provider("github", ProviderKind.OIDC, accounts=["tools"], github=GitHub("kingfisher")),
            a_provider("okta", ProviderKind.SAML, accounts=["jump"]),
            a_provider("shop-app", ProviderKind.COGNITO),
        ],
        vendors=[a_vendor("watchful", "999988887777", external_id="kf-7c1e52d0")],
    )
    steps = [
        *(a_step("group:developers", f"developer@{place}", MFA) for place in _ENVIRONMENTS),
        *(a_step("group:operators", f"operator@{place}", MFA) for place in _ENVIRONMENTS),
        *(a_step("group:auditors", f"auditor@{place}", MFA) for place in everywhere),
        a_step("group:platform-admins", "iam-admin@jump", MFA),
        a_step(
            "group:shop-contractors",
            "developer@dev",
            And((MFA, Test("DateLessThan", "aws:CurrentTime", ("2027-03-31T23:59:59Z",)))),
        ),
        *(a_step("group:break-glass", f"break-glass-admin@{place}", FRESH_MFA) for place in roles["break-glass-admin"]),
        a_step("provider:github", "ci-hub@tools", MAIN_BRANCH),
        *(a_step("role:ci-hub@tools", f"ci-deploy@{place}") for place in _ENVIRONMENTS),
        *(
            a_step("vendor:watchful", f"watchful-read@{place}", EXTERNAL_ID, outside=True)
            for place in ("prod", "staging")
        ),
        a_step(
            "provider:okta",
            "federated-auditor@jump",
            Test("DateLessThan", "aws:CurrentTime", ("2027-06-30T23:59:59Z",)),
        ),
        *(a_step("role:federated-auditor@jump", f"auditor@{place}") for place in _ENVIRONMENTS),
        a_step("provider:shop-app", "customer@prod"),
        *(a_step("service:ecs-tasks.amazonaws.com", f"order-worker@{place}") for place in _ENVIRONMENTS),
    ]
    return an_atlas(landscape, [*steps, *_of_members(landscape, steps)], LEVELS)


def _of_members(landscape: Landscape, steps: Iterable[Access]) -> list[Access]:
    """The same steps for each member, carried by the group."""
    return [
        replace(step, caller=a_ref(f"user:{member}"), through=(step.caller.name,))
        for step in steps
        if step.caller.kind.value == "group"
        for member in landscape.groups[step.caller.name].members
    ]
