"""A size to an organisation of that size, as the text of one accounts.yaml: the same text every time.

Its shares are those of a file that people keep: about half of the roles stand where they are granted, the others in
accounts by name; some differ in production; a third have documents of their own beside AWS's; vendors, a pipeline and
chains of roles come in beside people.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
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
_TEAMS = 12
_VENDORS = ("watchful", "payroll", "backups")
_SERVICES = ("s3", "dynamodb", "sqs", "sns", "lambda")
_POLICIES = 20
_MANAGED = ("ReadOnlyAccess", "PowerUserAccess", "AdministratorAccess", "SecurityAudit", "job-function/Billing")


def wanted() -> list[str]:
    """The sizes that `ONLY` in the environment names, else all; smallest first."""
    named = os.environ.get("ONLY", "").split() or list(SIZES)
    return [size for size in SIZES if size in named]


def start(root: Path, size: str) -> None:
    """What `init` writes, with the organisation of that size in its place."""
    subprocess.run((sys.executable, "-m", "iam_atlas", "init", str(root)), check=True, stdout=subprocess.DEVNULL)
    (root / "accounts.yaml").write_text(organisation(SIZES[size]), encoding="utf-8")


def organisation(size: Size) -> str:
    """The text: a jump account with people, roles in member accounts, a pipeline that hops, guardrails at each level.

    Every seventh role is taken by the pipeline's role or, further down a chain, by one of those; all others by a group.
    """
    document = {
        "version": 1,
        "organization": {"id": "o-benchmark1", "name": "Benchmark", "management": "management"},
        "defaults": {"region": "eu-west-1", "max_session": "1h", "require": {"mfa": True}},
        "teams": {_team(n): {"title": f"Team {n}", "email": f"{_team(n)}@example.com"} for n in range(_TEAMS)},
        "accounts": _accounts(size),
        "providers": {"github": _github()},
        "vendors": {name: _vendor(n) for n, name in enumerate(_VENDORS)},
        "policies": {
            "ceiling": {"document": _ceiling()},
            **{_own_policy(n): _own_document(n) for n in range(_POLICIES)},
        },
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
    placed = {"id": f"2{number:011}", "ou": f"Workloads/{stage}", "environment": stage}
    return {**placed, "owner": _team(number // 3 % _TEAMS), "tags": {"lake": number % 4 == 0}}


def _team(number: int) -> str:
    return f"squad{number:02}"


def _vendor(number: int) -> Entry:
    return {"account_ids": [f"99999999999{number}"], "external_id": f"benchmark-{number}"}


def _own_policy(number: int) -> str:
    return f"own{number:02}"


def _own_document(number: int) -> Entry:
    """A document that somebody wrote: what a team does with its own things, in its own Region."""
    service = _SERVICES[number % len(_SERVICES)]
    region = {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}
    own = {"Action": [f"{service}:*"], "Resource": [f"arn:aws:{service}:*:*:team{number:02}*"]}
    read = {"Action": [f"{service}:List*", f"{service}:Describe*", f"{service}:Get*"], "Resource": "*"}
    return {"document": _document(own, {**read, "Condition": region})}


def _ceiling() -> Entry:
    return _document({"NotAction": ["iam:*", "organizations:*"], "Resource": "*"})


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
    managed = _MANAGED[number % len(_MANAGED)]
    policies = [managed, _own_policy(number % _POLICIES)] if number % 3 == 0 else [managed]
    role: dict[str, object] = {"policies": policies, "max_session": "4h"}
    if not _stands_where_granted(number):
        role["accounts"] = places
    if number % 6 == 4:
        role["variants"] = {"env:prd": {"policies": ["ReadOnlyAccess"], "max_session": "1h"}}
    if requires[number % len(requires)]:
        role["require"] = requires[number % len(requires)]
    if number % 4 == 1:
        role["boundary"] = "ceiling"
    if number % 20 == 3:
        role["trust"] = [{"vendor": _VENDORS[number // 20 % len(_VENDORS)]}]
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
    placed = _placed(size)
    for number, (role, places) in enumerate(placed.items()):
        grantee = _taker(number, placed) if number % 7 == 6 else _group(number % size.groups)
        found.setdefault(grantee, []).append({"roles": [role], "accounts": places})
    return dict(found)


def _stands_where_granted(number: int) -> bool:
    """As templates do; not those that only a vendor or a service takes, since no row places them."""
    return number % 2 == 0


def _taker(number: int, placed: Mapping[str, list[str]]) -> str:
    """The pipeline's role, or at every third of its roles the one that the pipeline took before: a chain of two."""
    before = f"role{number - 7:03}"
    return f"role:{before}@{placed[before][0]}" if number % 21 == 13 else "role:ci-hub@tools"


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
