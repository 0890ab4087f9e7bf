"""The published conformance table, row by row; the cases stand in `cases/`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypedDict, cast

import pytest
import yaml

from iam_atlas.errors import Position
from iam_atlas.iam.decision import Decision
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.formula import Always, And, Formula, Never, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.lint import lint_policy
from iam_atlas.iam.lint_principals import Home
from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy
from iam_atlas.iam.question import Caller, CallerKind, Facts, PolicySet, Question, Target
from iam_atlas.model.policies import Document, Json

HERE = Position("accounts.yaml", 1, 1)
A, B = "111111111111", "222222222222"
U = f"arn:aws:iam::{A}:user/u"
X = f"arn:aws:iam::{A}:role/team/x"
GITHUB = f"arn:aws:iam::{B}:oidc-provider/token.actions.githubusercontent.com"
PLACES = {"<A>": A, "<B>": B, "<U>": U, "<GITHUB>": GITHUB}


class _Case(TypedDict, total=False):
    id: str
    name: str
    caller: str
    target: str
    action: str
    trust: "Json"
    identity: "Json"
    boundary: "Json"
    scps: "list[list[Json]]"
    rcps: "list[list[Json]]"
    unknown: list[str]
    facts: dict[str, list[str]]
    now: str
    expect: str
    missing: list[str]
    residue: str
    sources: int
    outside: bool
    lint: list[str]


def _user(name: str = "u", **more: str) -> Caller:
    return Caller(kind=CallerKind.USER, arn=f"arn:aws:iam::{A}:user/{name}", account_id=A, user_name=name, **more)  # type: ignore[arg-type]  # only the text fields are varied here


def _service(name: str) -> Caller:
    return Caller(kind=CallerKind.SERVICE, arn=f"{name}.amazonaws.com")


def _web(arn: str) -> Caller:
    return Caller(kind=CallerKind.WEB_IDENTITY, arn=arn)


CALLERS: Mapping[str, Caller] = {
    "u": _user(),
    "v": _user("v"),
    "w": Caller(kind=CallerKind.USER, arn=f"arn:aws:iam::{B}:user/w", account_id=B, user_name="w"),
    "u-org": _user(organization_id="o-ours"),
    "u-other-org": _user(organization_id="o-theirs"),
    "u-management": Caller(kind=CallerKind.USER, arn=U, account_id=A, in_management=True),
    "u-tagged": Caller(kind=CallerKind.USER, arn=U, account_id=A, user_name="u", tags={"Team": "shop"}),
    "root": Caller(kind=CallerKind.ROOT, arn=f"arn:aws:iam::{A}:root", account_id=A),
    "s": Caller(kind=CallerKind.SESSION, arn=X, role_arn=X, account_id=A),
    "s-alice": Caller(kind=CallerKind.SESSION, arn=f"arn:aws:sts::{A}:assumed-role/x/alice", role_arn=X, account_id=A),
    "s-bare": Caller(kind=CallerKind.SESSION, arn=f"arn:aws:sts::{A}:assumed-role/x/alice", account_id=A),
    "s-linked": Caller(kind=CallerKind.SESSION, arn=X, role_arn=X, account_id=A, service_linked=True),
    "xb": Caller(
        kind=CallerKind.SESSION,
        arn=f"arn:aws:iam::{B}:role/team/x",
        role_arn=f"arn:aws:iam::{B}:role/team/x",
        account_id=B,
    ),
    "vendor": Caller(
        kind=CallerKind.ACCOUNT, arn="arn:aws:iam::333333333333:root", account_id="333333333333", identity_known=False
    ),
    "ec2": _service("ec2"),
    "roles-anywhere": _service("rolesanywhere"),
    "saml": Caller(kind=CallerKind.SAML, arn=f"arn:aws:iam::{B}:saml-provider/okta"),
    "github": _web(GITHUB),
    "github-elsewhere": _web(GITHUB.replace(B, A)),
    "terraform": _web(f"arn:aws:iam::{B}:oidc-provider/app.terraform.io"),
    "google": _web("accounts.google.com"),
}

TARGETS: Mapping[str, Target] = {
    "r": Target(arn=f"arn:aws:iam::{A}:role/r", account_id=A),
    "pathed": Target(arn=f"arn:aws:iam::{A}:role/team/r", account_id=A),
    "x": Target(arn=X, account_id=A),
    "rb": Target(arn=f"arn:aws:iam::{B}:role/r", account_id=B),
    "xb": Target(arn=f"arn:aws:iam::{B}:role/team/x", account_id=B),
    "rb-management": Target(arn=f"arn:aws:iam::{B}:role/r", account_id=B, in_management=True),
    "linked": Target(arn=f"arn:aws:iam::{A}:role/aws-service-role/s/r", account_id=A, service_linked=True),
    "china": Target(arn=f"arn:aws-cn:iam::{A}:role/r", account_id=A, partition="aws-cn"),
}


def _cases() -> tuple[_Case, ...]:
    found: list[_Case] = []
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for mark, value in PLACES.items():
            text = text.replace(f'"{mark}"', mark).replace(mark, value)
        found.extend(cast("list[_Case]", yaml.load(text, yaml.BaseLoader) or []))
    return tuple(found)


CASES = _cases()
DECIDED = tuple(case for case in CASES if "expect" in case)
LINTED = tuple(case for case in CASES if "lint" in case)


@pytest.mark.parametrize("case", DECIDED, ids=[f"{case['id']}: {case['name']}" for case in DECIDED])
def test_the_table_decides(case: _Case) -> None:
    decision = evaluate(_question(case))

    assert decision.verdict.value == case["expect"]
    assert [half.value for half in decision.missing] == case.get("missing", [])
    if "residue" in case:
        assert _text(decision.residue) == case["residue"]
    if "sources" in case:
        assert len(decision.unknown[0].sources) == int(case["sources"])
    assert _is_outside(decision) == ("outside" in case)
    assert bool(decision.unknown) == (case["expect"] == "NotEvaluated")


@pytest.mark.parametrize("case", LINTED, ids=[f"{case['id']}: {case['name']}" for case in LINTED])
def test_the_table_names_what_is_wrong(case: _Case) -> None:
    question = _question(case)
    trust = question.policies.resource
    assert trust is not None

    lints = lint_policy(trust, Home(question.target.account_id, question.target.partition))

    assert sorted(lint.rule for lint in lints) == case["lint"]


def test_every_row_has_its_own_id() -> None:
    ids = [case["id"] for case in CASES]

    assert len(ids) == len(set(ids))


def _question(case: _Case) -> Question:
    return Question(
        caller=CALLERS[case.get("caller", "u")],
        action=case.get("action", "sts:AssumeRole"),
        target=TARGETS[case.get("target", "r")],
        policies=PolicySet(
            identity=(_policy(case["identity"], PolicyKind.IDENTITY),) if "identity" in case else (),
            unknown_identity=tuple(case.get("unknown", ())),
            boundary=_policy(case["boundary"], PolicyKind.BOUNDARY) if "boundary" in case else None,
            scps=_levels(case.get("scps", []), PolicyKind.SCP),
            rcps=_levels(case.get("rcps", []), PolicyKind.RCP),
            resource=_policy(case["trust"], PolicyKind.TRUST),
        ),
        facts=Facts({key: tuple(values) for key, values in case.get("facts", {}).items()}),
        now=datetime.fromisoformat(case["now"]) if "now" in case else None,
    )


def _levels(levels: "Sequence[list[Json]]", kind: PolicyKind) -> tuple[tuple[Policy, ...], ...]:
    return tuple((_policy(level, kind),) for level in levels)


def _policy(statements: Json, kind: PolicyKind) -> Policy:
    full: Json = [_full(s, kind) for s in statements] if isinstance(statements, list) else _full(statements, kind)
    return parse_policy(Document({"Version": "2012-10-17", "Statement": full}, HERE), kind.value, kind)


def _full(statement: Json, kind: PolicyKind) -> Json:
    assert isinstance(statement, dict)
    usual: dict[str, Json] = {"Effect": "Allow"}
    if "NotAction" not in statement:
        usual["Action"] = "sts:AssumeRole"
    if kind is not PolicyKind.TRUST and "NotResource" not in statement:
        usual["Resource"] = "*"
    return {**usual, **statement}


def _is_outside(decision: Decision) -> bool:
    return any(half.outside for half in decision.halves)


def _text(formula: Formula) -> str:
    match formula:
        case ConditionTest():
            return f"{formula.operator} {formula.key} {', '.join(formula.values)}"
        case Not(part):
            return f"not ({_text(part)})"
        case And(parts):
            return " & ".join(_text(part) for part in parts)
        case Or(parts):
            return f"({' | '.join(_text(part) for part in parts)})"
        case Always() | Never():
            return type(formula).__name__
