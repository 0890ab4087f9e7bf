"""All findings together, on the organisations of the repository."""

import re
from pathlib import Path

import pytest

from builders import an_analysis_of, the_organisation, the_reference
from iam_atlas import findings
from iam_atlas.errors import Severity
from iam_atlas.findings import FINDINGS, find_problems


def test_every_finding_stands_in_the_tuple_once_in_order() -> None:
    names = [finding.__name__ for finding in FINDINGS]

    assert names == sorted(set(names))


def test_every_finding_has_a_test_file_of_its_name() -> None:
    tested = {path.stem.removeprefix("test_finding_") for path in Path(__file__).parent.glob("test_finding_*.py")}

    assert {finding.__name__ for finding in FINDINGS} == tested


def test_no_function_that_a_file_is_called_after_is_left_out_of_the_tuple() -> None:
    """A finding that nobody looks for would be silent for ever."""
    files = Path(findings.__file__).parent.glob("*.py")
    named = {path.stem for path in files if re.search(rf"^def {path.stem}\(analysis: ", path.read_text("utf-8"), re.M)}

    assert named == {finding.__name__ for finding in FINDINGS}


def test_the_reference_organisation_has_one_known_weakness() -> None:
    problems = find_problems(an_analysis_of(the_reference()))

    assert [(problem.rule, problem.severity) for problem in problems] == [("broad-assume-role", Severity.WARNING)]
    assert 'role "break-glass-admin@jump"' in problems[0].message


@pytest.mark.parametrize(
    ("name", "rules"), [("minimal", set()), ("hundred", {"policy-over-quota"})], ids=["minimal", "hundred"]
)
def test_the_other_organisations(name: str, rules: set[str]) -> None:
    problems = find_problems(an_analysis_of(the_organisation(name)))

    assert {problem.rule for problem in problems} == rules
