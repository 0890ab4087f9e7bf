"""One table of cases for every condition operator and modifier; the cases stand in `cases/operators/`.

A file names the usual `operator` and `key` of its rows. A row gives the values of the policy, in JSON as a policy has
them, the values of the request (none: the key is absent) and whether the condition `holds`. It may replace `operator`
and `key`, and add `also` (more of the Condition block), `context` (more keys of the request) and `version` (of the
policy; empty: the document has none).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

import pytest
import yaml

from iam_atlas.errors import Position
from iam_atlas.iam.conditions import FOR_ALL, FOR_ANY, OPERATORS, parse_operator
from iam_atlas.iam.conditions.matching import holds, matches
from iam_atlas.iam.conditions.operator import Family
from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.policy import VARIABLES_VERSION, Policy, PolicyKind, parse_policy
from iam_atlas.iam.question import Caller, CallerKind, Facts, PolicySet, Question, Target
from iam_atlas.iam.simplify import conjunction, simplify
from iam_atlas.model.policies import Document, Json

FOLDER = Path(__file__).parent / "cases" / "operators"
HERE = Position("accounts.yaml", 1, 1)
A, B = "111111111111", "222222222222"
USER = Caller(kind=CallerKind.USER, arn=f"arn:aws:iam::{A}:user/u", account_id=A, user_name="u")
ROLE = Target(arn=f"arn:aws:iam::{B}:role/r", account_id=B)

MODIFIERS: dict[str, tuple[str, bool] | None] = {
    "IfExists": ("", True),
    "ForAnyValue": (FOR_ANY, False),
    "ForAllValues": (FOR_ALL, False),
    "ForAnyValueIfExists": (FOR_ANY, True),
    "ForAllValuesIfExists": (FOR_ALL, True),
    "PolicyVariables": None,
    "MultivaluedKeys": None,
}
"""The tables that are not of one operator; with the set operator and the IfExists that all their rows have."""

SINGLE = (Family.NUMERIC, Family.DATE, Family.IP, Family.BINARY)

ONE_POLICY_VALUE = ("Null",)
"""`true` beside `false` would say nothing of a key."""

ONE_REQUEST_VALUE = (*(o.name for o in OPERATORS if o.family in SINGLE), "IfExists", "PolicyVariables")
"""AWS documents several values of a request only beside a set operator, and for strings, ARNs and Booleans."""


class _Row(TypedDict, total=False):
    name: str
    operator: str
    key: str
    policy: "Json"
    request: list[str]
    holds: bool
    also: "dict[str, Json]"
    context: dict[str, list[str]]
    version: str


class _Table(TypedDict):
    operator: str
    key: str
    cases: list[_Row]


@dataclass(frozen=True, slots=True)
class _Case:
    """A row with what its table adds; `actual` are the request's values of the key that the row is about."""

    table: str
    row: _Row
    operator: str
    condition: dict[str, Json]
    context: Context
    actual: tuple[str, ...]


def _cases() -> Iterator[_Case]:
    for path in sorted(FOLDER.glob("*.yaml")):
        table = cast("_Table", yaml.safe_load(path.read_text(encoding="utf-8")))
        for row in table["cases"]:
            yield _case(path.stem, table, row)


def _case(name: str, table: _Table, row: _Row) -> _Case:
    operator, key = row.get("operator", table["operator"]), row.get("key", table["key"])
    also = row.get("also", {})
    beside = also.get(operator, {})
    assert isinstance(beside, dict)
    context = {key.lower(): tuple(row.get("request", ()))}
    context |= {other.lower(): tuple(values) for other, values in row.get("context", {}).items()}
    condition: dict[str, Json] = {**also, operator: {**beside, key: row["policy"]}}
    return _Case(name, row, operator, condition, context, context[key.lower()])


CASES = tuple(_cases())
TABLES = tuple(sorted({case.table for case in CASES}))
every_case = pytest.mark.parametrize("case", CASES, ids=[f"{case.table}: {case.row['name']}" for case in CASES])
every_table = pytest.mark.parametrize("table", TABLES)


def _policy(kind: PolicyKind, version: str, *statements: dict[str, Json]) -> Policy:
    document: dict[str, Json] = {"Statement": list(statements)}
    if version:
        document["Version"] = version
    return parse_policy(Document(document, HERE), kind.value, kind)


def _trust(case: _Case, *statements: dict[str, Json]) -> Policy:
    usual: dict[str, Json] = {"Principal": {"AWS": A}, "Action": "sts:AssumeRole"}
    version = case.row.get("version", VARIABLES_VERSION)
    return _policy(PolicyKind.TRUST, version, *({**usual, **statement} for statement in statements))


def _verdict(trust: Policy, context: Context) -> Verdict:
    identity = _policy(PolicyKind.IDENTITY, VARIABLES_VERSION, {"Effect": "Allow", "Action": "*", "Resource": "*"})
    policies = PolicySet(identity=(identity,), resource=trust)
    facts = Facts(context, complete=True)
    return evaluate(Question(caller=USER, action="sts:AssumeRole", target=ROLE, policies=policies, facts=facts)).verdict


@every_case
def test_a_condition_holds_where_it_is_documented_to_hold(case: _Case) -> None:
    tests = _trust(case, {"Effect": "Allow", "Condition": case.condition}).statements[0].tests

    assert all(matches(test, case.context) for test in tests) is case.row["holds"]


@every_case
def test_what_is_left_of_a_condition_holds_there_too(case: _Case) -> None:
    tests = _trust(case, {"Effect": "Allow", "Condition": case.condition}).statements[0].tests

    residue = simplify(conjunction(*tests))

    assert holds(residue, case.context) is case.row["holds"]


@every_case
def test_an_allow_under_the_condition_allows_only_where_it_holds(case: _Case) -> None:
    trust = _trust(case, {"Effect": "Allow", "Condition": case.condition})

    verdict = _verdict(trust, case.context)

    assert verdict is (Verdict.ALLOWED if case.row["holds"] else Verdict.IMPLICITLY_DENIED)


@every_case
def test_a_deny_under_the_condition_denies_only_where_it_holds(case: _Case) -> None:
    trust = _trust(case, {"Effect": "Allow"}, {"Effect": "Deny", "Condition": case.condition})

    verdict = _verdict(trust, case.context)

    assert verdict is (Verdict.EXPLICITLY_DENIED if case.row["holds"] else Verdict.ALLOWED)


def test_every_operator_and_modifier_has_its_table() -> None:
    assert set(TABLES) == {operator.name for operator in OPERATORS} | set(MODIFIERS)


@every_table
def test_a_table_shows_what_holds_and_what_does_not(table: str) -> None:
    answers = [case.row["holds"] for case in CASES if case.table == table]

    assert len(answers) >= 10
    assert answers.count(True) >= 3
    assert answers.count(False) >= 3


@every_table
def test_a_table_shows_an_absent_key_and_several_values(table: str) -> None:
    cases = [case for case in CASES if case.table == table]

    assert any(not case.actual for case in cases)
    assert any(_several(case) for case in cases) is (table not in ONE_POLICY_VALUE)
    assert any(len(case.actual) > 1 for case in cases) is (table not in ONE_REQUEST_VALUE)


@every_case
def test_a_row_is_about_what_its_table_is_named_for(case: _Case) -> None:
    use = parse_operator(case.operator)

    assert use is not None
    if case.table not in MODIFIERS:
        assert use.operator.name == case.table
    elif MODIFIERS[case.table] is not None:
        assert (use.quantifier, use.if_exists) == MODIFIERS[case.table]


@every_table
def test_names_of_rows_are_sentences_and_differ(table: str) -> None:
    names = [case.row["name"] for case in CASES if case.table == table]

    assert all(len(name.split()) >= 3 and not name.endswith(".") for name in names)
    assert len(names) == len(set(names))


@every_table
def test_a_table_says_where_its_answers_come_from(table: str) -> None:
    first = (FOLDER / f"{table}.yaml").read_text(encoding="utf-8").partition("\n")[0]

    assert first.startswith("# Expected results: IAM User Guide, ")


def test_rows_hold_nothing_that_json_lacks() -> None:
    assert json.loads(json.dumps([case.row for case in CASES])) == [case.row for case in CASES]


def _several(case: _Case) -> bool:
    values = case.row["policy"]
    return isinstance(values, list) and len(values) > 1
