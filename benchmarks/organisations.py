"""A size -> an organisation of that size as the text of one accounts.yaml, the same text every time."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import yaml

Entry: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each there are. `copies` are role copies: a role in five accounts has five."""

    accounts: int
    roles: int
    copies: int
    users: int
    groups: int


SIZES = {
    "S": Size(accounts=8, roles=12, copies=34, users=12, groups=6),
    "M": Size(accounts=100, roles=60, copies=500, users=100, groups=20),
    "L": Size(accounts=1000, roles=200, copies=10_000, users=300, groups=60),
}

_CORE = ("management", "jump", "tools")
_STAGES = ("dev", "stg", "prd")
_MANAGED = ("ReadOnlyAccess", "PowerUserAccess", "AdministratorAccess", "SecurityAudit", "job-function/Billing")


def organisation(size: Size) -> str:
    """The text: a jump account with people, roles in member accounts, a pipeline that hops, guardrails at each level.

    Every seventh role is taken by the pipeline's role, all others by a group; conditions, boundaries and permissions
    differ from role to role as they do in a real file, so that not every pair is like every other.
    """
    document = {
        "version": 1,
        "organization": {"id": "o-benchmark1", "name": "Benchmark", "management": "management"},
        "defaults": {"region": "eu-west-1", "max_session": "1h", "require": {"mfa": True}},
        "accounts": _accounts(size),
        "providers": {"github": _github()},
        "vendors": {"watchful": {"account_ids": ["999999999999"], "external_id": "benchmark-1"}},
        "policies": {"ceiling": {"document": _document({"NotAction": ["iam:*", "organizations:*"], "Resource": "*"})}},
        "guardrails": _guardrails(),
        "groups": {_group(n): _group_policies(n) for n in range(size.groups)},
        "users": {f"user{n:03}": _user(n, size) for n in range(size.users)},
        "roles": _roles(size),
        "grants": _grants(size),
    }
    return str(yaml.safe_dump(document, sort_keys=False, width=1000))


def _accounts(size: Size) -> Entry:
    kinds = ("management", "jump", "deploy")
    core = {
        name: {"id": f"1000000000{n:02}", "kind": kind} for n, (name, kind) in enumerate(zip(_CORE, kinds, strict=True))
    }
    return {**core, **{_account(n): _member(n) for n in range(size.accounts - len(_CORE))}}


def _member(number: int) -> Entry:
    stage = _STAGES[number % 3]
    return {"id": f"2{number:011}", "ou": f"Workloads/{stage}", "environment": stage, "tags": {"lake": number % 4 == 0}}


def _account(number: int) -> str:
    return f"product{number // 3:03}-{_STAGES[number % 3]}"


def _group(number: int) -> str:
    return f"team{number:02}"


def _group_policies(number: int) -> Entry:
    """Every fifth group has a statement of its own about assuming roles, which is not about one role."""
    own = {"Action": "sts:AssumeRole", "Resource": f"arn:aws:iam::*:role/role{number:03}*"}
    return {"inline": {"by-name": _document(own)}} if number % 5 == 0 else {}


def _user(number: int, size: Size) -> Entry:
    own = {"Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/${aws:username}-*"}
    groups = sorted({_group(number % size.groups), _group((number * 7 + 1) % size.groups)})
    return {"groups": groups, **({"inline": {"own": _document(own)}} if number % 10 == 0 else {})}


def _roles(size: Size) -> Entry:
    hub = {
        "accounts": ["tools"],
        "policies": ["ReadOnlyAccess"],
        "trust": [{"provider": "github", "repo": "shop", "branch": "main"}],
    }
    return {"ci-hub": hub, **{name: _role(n, places) for n, (name, places) in enumerate(_placed(size).items())}}


def _role(number: int, places: list[str]) -> Entry:
    requires: tuple[Entry, ...] = (
        {},
        {},
        {"mfa_max_age": "1h"},
        {"source_ip": ["203.0.113.0/24"]},
        {"session_name": "username"},
    )
    role: dict[str, object] = {"accounts": places, "policies": [_MANAGED[number % len(_MANAGED)]], "max_session": "4h"}
    if requires[number % len(requires)]:
        role["require"] = requires[number % len(requires)]
    if number % 4 == 1:
        role["boundary"] = "ceiling"
    if number % 20 == 3:
        role["trust"] = [{"vendor": "watchful"}]
    if number % 20 == 13:
        role["trust"] = [{"service": "ecs-tasks.amazonaws.com", "require": {"source_account": "self"}}]
    return role


def _placed(size: Size) -> dict[str, list[str]]:
    """Every role but the pipeline's own, and the accounts it stands in: as many copies in all as the size says."""
    count, members = size.roles - 1, size.accounts - len(_CORE)
    bounds = [(size.copies - 1) * n // count for n in range(count + 1)]
    return {
        f"role{number:03}": [_account(place % members) for place in range(first, end)]
        for number, (first, end) in enumerate(pairwise(bounds))
    }


def _grants(size: Size) -> Entry:
    """One row for each role, which names all its accounts; as a selector would."""
    found: dict[str, list[Entry]] = {}
    for number, (role, places) in enumerate(_placed(size).items()):
        grantee = "role:ci-hub@tools" if number % 7 == 6 else _group(number % size.groups)
        found.setdefault(grantee, []).append({"roles": [role], "accounts": places})
    return dict(found)


def _guardrails() -> Entry:
    regions = {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", "us-east-1"]}}
    theirs = {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-benchmark1"}, "Bool": {"aws:ViaAWSService": "false"}}
    deny = {"Effect": "Deny", "Resource": "*"}
    region = {**deny, "NotAction": ["iam:*", "sts:*", "organizations:*"], "Condition": regions}
    baseline = {**deny, "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/baseline-*"}
    outside = {**deny, "Principal": "*", "Action": "s3:*", "Condition": theirs}
    return {
        "regions": {"kind": "scp", "document": _document(region), "attach": ["root"]},
        "baseline": {"kind": "scp", "document": _document(baseline), "attach": ["ou:Workloads"]},
        "ours-only": {"kind": "rcp", "document": _document(outside), "attach": ["ou:Workloads/prd"]},
    }


def _github() -> Entry:
    return {
        "kind": "oidc",
        "url": "https://token.actions.githubusercontent.com",
        "accounts": ["tools"],
        "github": {"org": "benchmark", "org_id": "1234567"},
    }


def _document(*statements: Entry) -> Entry:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement} for statement in statements]}
