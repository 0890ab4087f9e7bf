"""All findings together, on the organisations of the repository."""

import pytest

from builders import an_analysis_of, the_organisation, the_reference
from iam_atlas.errors import Severity
from iam_atlas.findings import FINDINGS, find_problems


def test_every_finding_stands_in_the_tuple_once_in_order() -> None:
    names = [finding.__name__ for finding in FINDINGS]

    assert names == sorted(set(names))


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
