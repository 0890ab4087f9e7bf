"""Ten thousand cases of `simulate`, no two alike -> how long answering takes, beside only reading them as JSON."""

import json
from collections.abc import Iterator
from typing import TypeAlias

from benchmarks.figures import Figure, seconds_of

from iam_atlas.model.policies import Json
from iam_atlas.simulate.run import answers

CASES = 10_000
BUDGET = 5.0
BUDGET_JOBS = 2

Entry: TypeAlias = "dict[str, Json]"

_MFA: Entry = {"Bool": {"aws:MultiFactorAuthPresent": "true"}, "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}
_CONDITIONS: tuple[Entry, ...] = (
    {},
    _MFA,
    {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"]}},
    {"StringEquals": {"aws:PrincipalTag/team": ["shop", "pay"]}, "DateLessThan": {"aws:CurrentTime": "2030-01-01"}},
    {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/u*"}, "Null": {"sts:ExternalId": "true"}},
    {"ForAllValues:StringLike": {"aws:TagKeys": ["team", "cost-*"]}, "StringLikeIfExists": {"aws:username": "u*"}},
)


def measured() -> Iterator[Figure]:
    """Two processes first: the second way then finds what Python keeps of patterns as empty as the first did."""
    data = cases()
    reading = seconds_of(lambda: [json.loads(line) for line in data.splitlines()])
    for jobs in (BUDGET_JOBS, 1):
        took = seconds_of(lambda: list(answers(data, jobs)))  # noqa: B023  # called at once
        budget = BUDGET if jobs == BUDGET_JOBS else None
        yield Figure(f"simulate: {CASES:,} cases, --jobs {jobs}", took, budget, took / reading, "reading the JSON")


def cases(count: int = CASES) -> bytes:
    """The cases as a file of lines, the same every time."""
    return "".join(f"{json.dumps(_case(number))}\n" for number in range(count)).encode()


def _case(n: int) -> Entry:
    case: Entry = {
        "id": f"case-{n}",
        "request": _request(n),
        "identityPolicies": [_policy(_identity(n)), _policy({"Action": ["s3:Get*", "kms:*"], "Resource": "*"})],
        "trustPolicy": _policy(_trust(n)),
        "scps": _levels(n),
        "org": {"managementAccount": _account(n % 40)},
    }
    if n % 3 == 1:
        case["permissionBoundary"] = _policy({"NotAction": ["iam:*", f"organizations:*{n}"], "Resource": "*"})
    if n % 7 == 3:
        case["sessionPolicy"] = _policy({"Action": "sts:*", "Resource": f"arn:aws:iam::*:role/*{n % 5}"})
    if n % 5 == 2:
        case["rcps"] = [[_policy(_outsiders(n))]]
    return case


def _request(n: int) -> Entry:
    context: Entry = {
        "aws:MultiFactorAuthPresent": n % 4 != 0,
        "aws:MultiFactorAuthAge": n % 5000,
        "aws:SourceIp": f"203.0.113.{n % 256}" if n % 3 else f"2001:db8::{n:x}",
        "aws:CurrentTime": "2026-10-01T12:00:00Z",
        "aws:PrincipalTag/team": ("shop", "pay", "data")[n % 3],
        "aws:PrincipalOrgID": "o-ours" if n % 9 else "o-theirs",
        "aws:TagKeys": _tag_keys(n),
        "aws:RequestedRegion": "eu-west-1",
    }
    return {"action": "sts:AssumeRole", "resource": _role(n), "principal": _principal(n), "context": context}


def _tag_keys(n: int) -> Json:
    keys: list[Json] = ["team", f"cost-{n}"]
    return keys[: n % 3]


def _levels(n: int) -> Json:
    """No SCPs, one level or two."""
    levels: list[Json] = [[_policy(_everything()), _policy(_region_deny(n))], [_policy(_everything())]]
    return levels[: n % 3]


def _principal(n: int) -> str:
    kinds = (f"user/u{n}", f"user/people/u{n}", f"role/team/r{n}")
    return f"arn:aws:iam::{_account(n)}:{kinds[n % 3]}"


def _role(n: int) -> str:
    return f"arn:aws:iam::{_account(n if n % 4 == 0 else n + 1)}:role/target{n}"


def _account(n: int) -> str:
    return f"1{n % 500:011}"


def _identity(n: int) -> Entry:
    resources: tuple[Json, ...] = (_role(n), "*", [f"arn:aws:iam::*:role/target{n % 100}*", _role(n + 1)])
    return {"Action": "sts:AssumeRole", "Resource": resources[n % 3], "Condition": _CONDITIONS[n % len(_CONDITIONS)]}


def _trust(n: int) -> Entry:
    named: tuple[Json, ...] = (f"arn:aws:iam::{_account(n)}:root", _principal(n), [_account(n), _account(n + 7)])
    condition = _CONDITIONS[n // 6 % len(_CONDITIONS)]
    return {"Principal": {"AWS": named[n // 2 % 3]}, "Action": "sts:AssumeRole", "Condition": condition}


def _everything() -> Entry:
    return {"Action": "*", "Resource": "*"}


def _region_deny(n: int) -> Entry:
    regions: Entry = {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", f"eu-north-{n % 9}"]}}
    return {"Effect": "Deny", "NotAction": ["iam:*", "route53:*"], "Resource": "*", "Condition": regions}


def _outsiders(n: int) -> Entry:
    theirs: Entry = {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": ["o-ours", f"o-{n}"]}}
    return {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole", "Resource": "*", "Condition": theirs}


def _policy(*statements: Entry) -> Json:
    written: list[Json] = [{"Effect": "Allow", **statement} for statement in statements]
    return {"Version": "2012-10-17", "Statement": written}
