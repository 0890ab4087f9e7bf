"""A seed to the data of an accounts.yaml: small, and odd where people, groups, policies and ceilings meet."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from iam_atlas.model.policies import Json

_T = TypeVar("_T")

_IDS = {
    "mgmt": "100000000001",
    "jump": "111111111111",
    "dev": "222222222222",
    "prod": "444444444444",
    "theirs": "555555555555",
    "old": "666666666666",
}
_USERS = ("alice", "bob", "carl", "dora")


class _Draw:
    """What is drawn, in an order that only the seed decides."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.groups = [f"g{number}" for number in range(self.random.randint(1, 3))]
        self.places = {f"r{number}": self.some([*_IDS], 1, 3) for number in range(self.random.randint(2, 4))}

    def one(self, values: Sequence[_T]) -> _T:
        return self.random.choice(values)

    def some(self, values: Sequence[_T], least: int, most: int) -> list[_T]:
        return self.random.sample(values, min(len(values), self.random.randint(least, most)))

    def chance(self, of_ten: int) -> bool:
        return self.random.randrange(10) < of_ten

    @property
    def copy(self) -> tuple[str, str]:
        role = self.one([*self.places])
        return role, self.one(self.places[role])

    @property
    def arn(self) -> str:
        role, account = self.copy
        return f"arn:aws:iam::{_IDS[account]}:role/{role}"

    @property
    def condition(self) -> Json:
        found: tuple[Json, ...] = (
            {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
            {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
            {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}},
            {"StringEquals": {"aws:username": self.one(_USERS)}},
            {"DateLessThan": {"aws:CurrentTime": self.one(("2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"))}},
            {"StringLike": {"sts:RoleSessionName": "${aws:username}"}},
            {"StringEquals": {"sts:ExternalId": "abc"}},
            {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{_IDS['jump']}:user/{self.one(_USERS)}"}},
        )
        return self.one(found)

    def statement(self, *effects: str) -> dict[str, Json]:
        actions: tuple[dict[str, Json], ...] = ({"Action": "sts:AssumeRole"}, {"Action": "*"}, {"NotAction": "s3:*"})
        where: tuple[dict[str, Json], ...] = (
            {"Resource": self.arn},
            {"Resource": "*"},
            {"NotResource": self.arn},
            {"Resource": "arn:aws:iam::${aws:PrincipalAccount}:role/*"},
        )
        condition: dict[str, Json] = {"Condition": self.condition} if self.chance(4) else {}
        return {"Effect": self.one(effects), **self.one(actions), **self.one(where), **condition}


def organisation(seed: int, *, sound: bool = False) -> dict[str, Json]:
    """What a root file may hold; always something that the loader takes, and when `sound` AWS as well."""
    draw = _Draw(seed)
    accounts: dict[str, Json] = {name: {"id": id_, **_kind(name)} for name, id_ in _IDS.items()}
    ceiling: Json = _document({"Effect": "Allow", "Action": "*", "Resource": "*"}, draw.statement("Deny"))
    users: dict[str, Json] = {name: _user(draw) for name in _USERS}
    groups: dict[str, Json] = {name: _group(draw) for name in draw.groups}
    roles = {name: _role(draw, name) for name in draw.places}
    found: dict[str, Json] = {
        "version": 1,
        "organization": {"id": "o-abcdefghij", "management": "mgmt"},
        "accounts": accounts,
        "users": users,
        "groups": groups,
        "vendors": {"watch": {"account_ids": ["121212121212", "131313131313"]}},
        "policies": {"ceiling": {"document": ceiling}},
        "roles": {**roles},
        "grants": {name: _grants(draw) for name in draw.groups if draw.chance(9)},
        "guardrails": {"rail": _guardrail(draw)} if draw.chance(5) else {},
    }
    staff = _staff(Random(f"staff {seed}"), [name for name, role in roles.items() if "trust" in role], sound=sound)
    return {key: value for key, value in _together(found, staff).items() if value}


def _together(one: dict[str, Json], other: dict[str, Json]) -> dict[str, Json]:
    """Both: maps by their keys, lists one after the other; what is only one thing is that of `other`."""
    whole = dict(one)
    for key, value in other.items():
        mine = whole.get(key)
        if isinstance(mine, dict) and isinstance(value, dict):
            whole[key] = _together(mine, value)
        else:
            whole[key] = [*mine, *value] if isinstance(mine, list) and isinstance(value, list) else value
    return whole


def _staff(random: Random, derived: Sequence[str], *, sound: bool) -> dict[str, Json]:
    """People of providers, who have no IAM users, and policies that AWS would refuse; nothing in half of all.

    Drawn apart from all else, which is the same with them and without.
    """
    if random.random() < 0.5:
        return {}
    sets: list[Json] = [
        {"permission_sets": ["Look"], "accounts": ["dev", "prod"]},
        {"permission_sets": [random.choice(("Look", "Rule"))], "accounts": [random.choice(("dev", "prod"))]},
    ]
    trust: dict[str, Json] = {name: {"trust": [_comer(random)]} for name in derived if random.random() < 0.6}
    odd: Json = _document({"Sid": 3, "Effect": random.choice(("Allow", "Deny")), "Action": "s3:*", "Resource": "*"})
    return {
        "providers": {
            "centre": {"kind": "identity_center", "region": "eu-west-1", "accounts": ["mgmt"]},
            "sso": {"kind": "saml", "accounts": [*_IDS]},
            "hub": {
                "kind": "oidc",
                "url": "https://token.actions.githubusercontent.com",
                "audiences": ["sts.amazonaws.com"],
                "github": {"org": "shop", "org_id": "1234567"},
                "accounts": [*_IDS],
            },
        },
        "permission_sets": {"Look": {"policies": ["ReadOnlyAccess"]}, "Rule": {"policies": ["AdministratorAccess"]}},
        "groups": {"staff": {"source": "centre", "members": "external"}},
        "grants": {"staff": sets},
        "roles": trust,
        "users": {} if sound or random.random() < 0.7 else {random.choice(_USERS): {"inline": {"odd": odd}}},
    }


def _comer(random: Random) -> Json:
    found: tuple[Json, ...] = (
        {"provider": "sso"},
        {"provider": "hub", "repo": "app"},
        {"permission_set": "Look"},
        {"permission_set": f"Rule@{random.choice(('dev', 'prod'))}"},
    )
    return random.choice(found)


def _document(*statements: Json) -> Json:
    return {"Version": "2012-10-17", "Statement": [*statements]}


def _kind(name: str) -> dict[str, Json]:
    kinds: dict[str, dict[str, Json]] = {
        "mgmt": {"kind": "management"},
        "jump": {"kind": "jump"},
        "theirs": {"kind": "external"},
        "old": {"status": "closed"},
    }
    return kinds.get(name, {})


def _held(draw: _Draw, of_ten: int) -> dict[str, Json]:
    own = _document(*(draw.statement("Allow", "Deny") for _ in range(2)))
    return {"inline": {"own": own}} if draw.chance(of_ten) else {}


def _user(draw: _Draw) -> Json:
    groups: list[Json] = [*draw.some(draw.groups, 0, 2)]
    ceiling: dict[str, Json] = {"boundary": "ceiling"} if draw.chance(1) else {}
    unknown: dict[str, Json] = {"policies": ["arn:aws:iam::111111111111:policy/elsewhere"]} if draw.chance(1) else {}
    return {"kind": draw.one(("human", "human", "machine")), "groups": groups, **_held(draw, 4), **ceiling, **unknown}


def _group(draw: _Draw) -> Json:
    members: dict[str, Json] = {"members": "external"} if draw.chance(2) else {}
    return _held(draw, 4) | members


def _role(draw: _Draw, name: str) -> dict[str, Json]:
    required: tuple[dict[str, Json], ...] = ({}, {"mfa": True}, {"session_name": "username"}, {"source_identity": True})
    trust: dict[str, Json] = {"trust": [_entry(draw) for _ in range(draw.random.randint(0, 2))]}
    if draw.chance(3):
        trust = {"trust_policy": _document(*(_trusting(draw) for _ in range(2)))}
    held = _held(draw, 4) or {"policies": [draw.one(("ReadOnlyAccess", "AdministratorAccess"))]}
    return {"accounts": [*draw.places[name]], "require": draw.one(required), **held, **trust}


def _entry(draw: _Draw) -> Json:
    found: tuple[Json, ...] = (
        {"account": draw.one(("jump", "dev", "old"))},
        {"user": draw.one(_USERS)},
        {"group": draw.one(draw.groups)},
        {"service": "ec2.amazonaws.com"},
        {"vendor": "watch"},
        {"organization": True},
        {"role": "@".join(draw.copy)},
        {"principal": f"arn:aws:iam::{_IDS['dev']}:role/strange"},
    )
    return draw.one(found)


def _trusting(draw: _Draw) -> Json:
    jump = f"arn:aws:iam::{_IDS['jump']}"
    who: tuple[Json, ...] = ({"AWS": f"{jump}:root"}, {"AWS": f"{jump}:user/alice"}, {"AWS": draw.arn}, {"AWS": "*"})
    condition: dict[str, Json] = {"Condition": draw.condition} if draw.chance(5) else {}
    effect = draw.one(("Allow", "Allow", "Deny"))
    return {"Effect": effect, "Principal": draw.one(who), "Action": "sts:AssumeRole", **condition}


def _grants(draw: _Draw) -> Json:
    required: tuple[dict[str, Json], ...] = ({}, {"mfa": True}, {"source_ip": ["203.0.113.0/24"]}, {"external_id": "x"})
    rows: list[Json] = []
    for _ in range(draw.random.randint(1, 3)):
        role, account = draw.copy
        denied: dict[str, Json] = {"effect": "deny", "reason": "not here"} if draw.chance(2) else {}
        rows.append({"roles": [role], "accounts": [account], "require": draw.one(required), **denied})
    return rows


def _guardrail(draw: _Draw) -> Json:
    rule: dict[str, Json] = {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": draw.arn}
    return {"kind": "scp", "attach": [draw.one(("jump", "dev"))], "document": _document(rule)}
