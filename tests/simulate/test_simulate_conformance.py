"""The conformance table as self-contained cases: `iam-atlas simulate tests/simulate/conformance.jsonl` prints it."""

import json
from pathlib import Path

import pytest

from iam_atlas.cli import run

CASES = Path(__file__).parent / "conformance.jsonl"


def test_simulate_prints_the_verdict_of_every_case_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]

    code = run(["simulate", str(CASES)])

    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert [(one["id"], one["verdict"]) for one in answers] == [(case["id"], case["expect"]) for case in cases]
    assert all(one["reasons"] for one in answers)


def test_the_cases_hold_every_verdict_and_name_the_dispute() -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]

    assert len(cases) > 200
    assert len({case["id"] for case in cases}) == len(cases)
    assert {case["expect"] for case in cases} == {"Allowed", "ImplicitlyDenied", "ExplicitlyDenied", "Error"}


def test_rows_that_are_disputed_say_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    disputed = next(line for line in CASES.read_text(encoding="utf-8").splitlines() if '"id": "G9"' in line)
    (tmp_path / "g9.jsonl").write_text(disputed, encoding="utf-8")

    run(["simulate", str(tmp_path / "g9.jsonl")])

    reasons = json.loads(capsys.readouterr().out)["reasons"]
    assert any(reason.startswith("Disputed") and "Policy evaluation logic" in reason for reason in reasons)
