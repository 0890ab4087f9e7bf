"""The published conformance table, row by row; the cases stand in `cases/`.

Rows that need a whole landscape are in tests/graph/test_graph_conformance.py, findings in tests/findings: there the row
is the beginning of a test's name.
"""

import re
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
    twin: str
    caller: str
    target: str
    action: str
    trust: "Json"
    identity: "Json"
    boundary: "Json"
    session: "Json"
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
    "u-china": Caller(
        kind=CallerKind.USER, arn=f"arn:aws-cn:iam::{A}:user/u", account_id=A, partition="aws-cn", user_name="u"
    ),
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
    "custom": _web(f"arn:aws:iam::{B}:oidc-provider/id.example.org/tenant"),
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


ROWS = {"H": 21, "D": 20, "G": 12, "C": 24, "F": 13, "S": 10, "X": 7}
"""How many rows each part of the table has: H1 to H21, and so on."""

TESTS = Path(__file__).parent.parent
BEYOND = ("graph/test_graph_conformance.py", "findings/test_finding_*.py")


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
BY_ID = {case["id"]: case for case in CASES}


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


def test_every_case_has_its_own_id() -> None:
    ids = [case["id"] for case in CASES]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("row", [f"{part}{number}" for part, last in ROWS.items() for number in range(1, last + 1)])
def test_every_row_of_the_table_has_a_case_and_a_near_twin_with_the_opposite_answer(row: str) -> None:
    case, beyond = BY_ID.get(row), _tests_beyond(row)
    assert case or beyond, f"row {row} has neither a case nor a test"

    twin = BY_ID.get(case.get("twin", f"{row}-twin")) if case else None
    if not any(name.startswith(f"test_{row.lower()}_twin_") for name in beyond):
        assert case, f"row {row} has no test whose name begins with test_{row.lower()}_twin_"
        assert twin, f"row {row} has no twin"
        assert _are_opposite(case, twin), f"row {row} and its twin have the same answer"


def _tests_beyond(row: str) -> list[str]:
    files = (path for pattern in BEYOND for path in sorted(TESTS.glob(pattern)))
    texts = (path.read_text(encoding="utf-8") for path in files)
    return [name for text in texts for name in re.findall(rf"^def (test_{row.lower()}_\w+)\(", text, re.MULTILINE)]


def _are_opposite(one: _Case, other: _Case) -> bool:
    """One opens and the other does not, or one is found fault with and the other is not."""
    opens = [case["expect"] in ("Allowed", "AllowedIf") for case in (one, other) if "expect" in case]
    faults = [bool(case["lint"]) for case in (one, other) if "lint" in case]
    return len(set(opens)) == 2 or len(set(faults)) == 2


def _question(case: _Case) -> Question:
    return Question(
        caller=CALLERS[case.get("caller", "u")],
        action=case.get("action", "sts:AssumeRole"),
        target=TARGETS[case.get("target", "r")],
        policies=PolicySet(
            identity=(_policy(case["identity"], PolicyKind.IDENTITY),) if "identity" in case else (),
            unknown_identity=tuple(case.get("unknown", ())),
            boundary=_policy(case["boundary"], PolicyKind.BOUNDARY) if "boundary" in case else None,
            session=_policy(case["session"], PolicyKind.SESSION) if "session" in case else None,
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
