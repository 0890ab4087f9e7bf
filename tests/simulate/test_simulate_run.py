import json
from pathlib import Path

import pytest
from simulating import a_case, an_identity

from iam_atlas.cli import run
from iam_atlas.model.policies import Json
from iam_atlas.simulate.run import answers


def _lines(*cases: dict[str, Json]) -> bytes:
    return b"\n".join(json.dumps(case).encode() for case in cases)


def _numbered(count: int) -> list[dict[str, Json]]:
    """Cases of which every third is not allowed."""
    return [a_case(id=n, identityPolicies=[an_identity()] if n % 3 else []) for n in range(count)]


def test_answers_come_in_the_order_of_the_cases_and_blank_lines_are_none() -> None:
    data = _lines(*_numbered(3)) + b"\n\n  \nnope\r\n" + _lines(a_case(id="last"))

    found = [json.loads(answer.text) for answer in answers(data)]

    assert [one["id"] for one in found] == [0, 1, 2, None, "last"]
    assert [one["verdict"] for one in found] == ["ImplicitlyDenied", "Allowed", "Allowed", "Error", "Allowed"]


def test_several_processes_give_the_same_answers() -> None:
    data = _lines(*_numbered(600))

    assert list(answers(data, jobs=2)) == list(answers(data))


def test_the_command_prints_one_answer_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_bytes(_lines(*_numbered(2)) + b"\nnope\n")

    code = run(["simulate", str(cases)])

    output = capsys.readouterr()
    assert code == 0
    assert [json.loads(line)["verdict"] for line in output.out.splitlines()] == ["ImplicitlyDenied", "Allowed", "Error"]
    assert "1 case could not be decided" in output.err


def test_a_file_that_is_not_there_is_invalid_input(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["simulate", "nowhere.jsonl"])

    assert code == 3
    assert "nowhere.jsonl" in capsys.readouterr().err
