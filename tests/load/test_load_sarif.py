"""SARIF as code scanning reads it: valid, with its rules, and with fingerprints that stay."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from iam_atlas.errors import Position, Problem, Severity, said
from iam_atlas.findings.acceptances import Accepted
from iam_atlas.findings.rules import RULES
from iam_atlas.load.sarif import as_sarif
from iam_atlas.model.acceptances import Acceptance
from iam_atlas.model.annotations import Moment
from iam_atlas.wording.catalogues import translator

SCHEMA = Path(__file__).parents[1] / "data" / "sarif" / "sarif-schema-2.1.0.json"


def a_problem(rule: str = "people-without-mfa", message: str = "anna gets in", file: str = "accounts.yaml") -> Problem:
    severity = Severity.WARNING if rule in RULES else Severity.ERROR
    return Problem(Position(file, 42, 18), severity, rule, said(message), length=6)


def an_acceptance() -> Acceptance:
    until = Moment("2026-12-31", datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC))
    things = frozenset({"group:ops"})
    return Acceptance("people-without-mfa", "group:ops", things, "Keys come", "ops", until, Position("a.yaml", 1, 1))


def the_run(text: str) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(text)["runs"][0]
    return run


def prints(*problems: Problem, language: str = "en") -> list[str]:
    results = the_run(as_sarif(problems, translator(language)))["results"]
    return [result["partialFingerprints"]["problem/v1"] for result in results]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_log_with_every_rule_an_error_and_an_acceptance_fits_the_schema(language: str) -> None:
    validator = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    problems = [*map(a_problem, RULES), a_problem("unknown-account")]
    accepted = [Accepted(a_problem(message="accepted"), (an_acceptance(),))]

    for text in (as_sarif(problems, translator(language), accepted), as_sarif([])):
        assert [error.message for error in validator.iter_errors(json.loads(text))] == []


def test_the_schema_notices_a_log_that_is_wrong() -> None:
    validator = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))

    assert not validator.is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_a_rule_says_what_it_is_about_and_how_grave() -> None:
    [rule] = the_run(as_sarif([a_problem()]))["tool"]["driver"]["rules"]

    meant = RULES["people-without-mfa"]
    assert (rule["id"], rule["name"]) == ("people-without-mfa", "PeopleWithoutMfa")
    assert rule["shortDescription"]["text"] == meant.title
    assert rule["fullDescription"]["text"] == meant.what
    assert meant.why in rule["help"]["text"]
    assert meant.fix in rule["help"]["text"]
    assert "helpUri" not in rule
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["security-severity"] == "8.0"


def test_an_error_of_the_file_is_an_error_at_its_place() -> None:
    run = the_run(as_sarif([a_problem("unknown-account", file="店/a b.yaml")]))

    [result] = run["results"]
    assert result["level"] == "error"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "unknown-account"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E5%BA%97/a%20b.yaml"
    assert place["region"] == {"startLine": 42, "startColumn": 18, "endColumn": 24}


def test_what_is_accepted_is_suppressed_with_its_reason_and_nothing_else_is() -> None:
    run = the_run(as_sarif([a_problem()], accepted=[Accepted(a_problem(message="accepted"), (an_acceptance(),))]))

    suppressed = {result["message"]["text"]: result.get("suppressions") for result in run["results"]}
    assert suppressed["anna gets in"] is None
    assert suppressed["accepted"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Keys come",
            "properties": {"owner": "ops", "until": "2026-12-31"},
        }
    ]


def test_fingerprints_survive_a_moved_line_and_another_language_and_tell_twins_apart() -> None:
    here = a_problem(message="the first is at accounts.yaml:3:5")
    moved = Problem(
        Position("accounts.yaml", 99, 18), here.severity, here.rule, said("the first is at accounts.yaml:8:5")
    )

    assert prints(here) == prints(moved) == prints(here, language="ja")
    assert prints(here) != prints(a_problem(message="another"))
    assert len(set(prints(here, moved))) == 2
