"""Expectations of a small organisation: each that holds has a near twin that fails, and one that cannot be known."""

from pathlib import Path

import pytest

from iam_atlas.atlas import Atlas
from iam_atlas.errors import Problem, Severity
from iam_atlas.expectations.problems import FAILED, UNDECIDED, expectation_problems
from iam_atlas.versions import load_atlas

ORGANISATION = """\
version: 1
accounts:
  jump: { id: "111111111111", kind: jump }
  dev: { id: "222222222222", environment: dev }
  prod: { id: "333333333333", environment: prod }
  partner: { id: "444444444444", kind: external }
users:
  alice: [developers]
  bob: [operators]
  carol: [developers, operators]
groups:
  developers:
  operators:
  nobody:
vendors:
  watchful: { account_ids: ["999988887777"], external_id: kf-1 }
roles:
  developer: { policies: [PowerUserAccess], require: { mfa: true } }
  operator: { policies: [PowerUserAccess], require: { mfa: true } }
  viewer: ReadOnlyAccess
  hub: ReadOnlyAccess
  deployer: PowerUserAccess
  relay: ReadOnlyAccess
  monitor: { accounts: [prod], policies: [ReadOnlyAccess], trust: [{ vendor: watchful }] }
  foggy: { policies: [ReadOnlyAccess], boundary: "arn:aws:iam::aws:policy/NotAtHand" }
  vague: { policies: ["arn:aws:iam::aws:policy/NotAtHand"] }
  theirs: { accounts: [partner], policies: [ReadOnlyAccess] }
grants:
  developers: { dev: [developer, hub], prod: viewer }
  operators: { prod: operator }
  role:hub@dev: { prod: deployer }
  nobody: { dev: [foggy, vague] }
  role:foggy@dev: { prod: viewer }
  role:theirs@partner: { prod: relay }
"""


def an_atlas(folder: Path, *expected: str) -> Atlas:
    """The organisation with these expectations, a line each."""
    file = folder / "accounts.yaml"
    file.write_text(f"{ORGANISATION}expect:\n" + "".join(f"  - {one}\n" for one in expected), encoding="utf-8")
    return load_atlas(file, None)


def found(folder: Path, *expected: str) -> tuple[Problem, ...]:
    return expectation_problems(an_atlas(folder, *expected))


HOLD = [
    pytest.param("{ who: developers, can: developer@dev }", id="a grant gives the role"),
    pytest.param("{ who: developers, can: developer@dev, if: mfa }", id="and asks for MFA"),
    pytest.param("{ who: developers, can: developer, if: aws:MultiFactorAuthPresent }", id="by the name of the key"),
    pytest.param("{ who: developers, can: deployer@prod }", id="over another role"),
    pytest.param("{ who: vendor:watchful, can: monitor@prod, if: external_id }", id="a vendor with its ExternalId"),
    pytest.param("{ who: user:alice, cannot: operator@prod }", id="nothing grants it"),
    pytest.param("{ who: operators, cannot-reach: partner }", id="no role there"),
    pytest.param("{ who: user:bob, cannot: deployer@prod }", id="not over other roles either"),
    pytest.param("{ who: role:hub@dev, can: deployer@prod }", id="a role"),
    pytest.param("{ only: [operators], can-reach: partner, level: write }", id="nobody else writes there"),
    pytest.param(
        "{ only: [account:jump, account:dev, vendor:watchful, role:theirs@partner], can-reach: prod }",
        id="whoever is in one of the accounts, by a group or not",
    ),
    pytest.param(
        "{ only: [developers, operators, vendor:watchful, nobody, role:theirs@partner], can-reach: prod }",
        id="all of them",
    ),
    pytest.param(
        "{ only: [role:hub@dev, operators], can-reach: prod, level: write }", id="whoever comes over a role that may"
    ),
]

FAIL = [
    pytest.param(
        "{ who: operators, can: developer@dev }", '"operators" has no way to developer@dev', id="nothing grants it"
    ),
    pytest.param(
        "{ who: developers, can: viewer@prod, if: mfa }",
        "without mfa: developers → viewer@prod (",
        id="nothing asks for MFA",
    ),
    pytest.param(
        "{ who: developers, can: deployer@prod, if: mfa }",
        "without mfa: developers → hub@dev (",
        id="no hop asks for MFA",
    ),
    pytest.param(
        "{ who: developers, can: developer@dev, if: [mfa, source_ip] }", "without source_ip", id="one of two conditions"
    ),
    pytest.param("{ who: vendor:watchful, can: monitor@prod, if: org }", "without org", id="another condition"),
    pytest.param("{ who: operators, cannot: operator@prod }", "operators → operator@prod", id="the grant gives it"),
    pytest.param(
        "{ who: developers, cannot: operator@prod }",
        'user "carol" gets there: carol → operator@prod',
        id="a member has it by another group",
    ),
    pytest.param(
        "{ who: developers, cannot: deployer@prod }", "developers → hub@dev (accounts.yaml:", id="over another role"
    ),
    pytest.param("{ who: account:jump, cannot: operator@prod }", 'user "bob" gets there', id="somebody in the account"),
    pytest.param(
        "{ who: account:dev, cannot: deployer@prod }", 'role "hub@dev" gets there', id="a role in the account"
    ),
    pytest.param("{ who: user:alice, cannot-reach: prod }", "alice → viewer@prod", id="any role there"),
    pytest.param(
        "{ only: operators, can-reach: prod, level: write }",
        'group "developers" gets there',
        id="somebody else over a role",
    ),
    pytest.param(
        "{ only: [developers, operators], can-reach: prod }", 'vendor "watchful" gets there', id="an outsider"
    ),
    pytest.param(
        "{ only: [account:dev, vendor:watchful], can-reach: prod, level: write }",
        'group "operators" gets there',
        id="a group of an account that is not named",
    ),
    pytest.param(
        "{ only: [developers, operators, vendor:watchful, nobody], can-reach: prod }",
        'role "theirs@partner" gets there',
        id="a role of somebody else's account",
    ),
]

UNKNOWN = [
    pytest.param(
        "{ who: nobody, cannot: viewer@prod }",
        "foggy@dev → viewer@prod, not decided",
        id="a boundary that is not at hand",
    ),
    pytest.param(
        "{ who: nobody, can: viewer@prod }", "foggy@dev → viewer@prod, not decided", id="nor is it known that it can"
    ),
    pytest.param(
        "{ who: nobody, cannot-reach: dev, level: admin }", "nobody → foggy@dev", id="a level that is not known"
    ),
]


@pytest.mark.parametrize("expected", HOLD)
def test_what_holds_is_passed_over_in_silence(expected: str, tmp_path: Path) -> None:
    assert [problem.message for problem in found(tmp_path, expected)] == []


@pytest.mark.parametrize(("expected", "words"), FAIL)
def test_what_fails_is_explained_by_the_way_that_breaks_it(expected: str, words: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, expected)

    assert problem.rule == FAILED
    assert problem.severity is Severity.ERROR
    assert words in problem.message


@pytest.mark.parametrize(("expected", "words"), UNKNOWN)
def test_what_is_not_known_is_neither_passed_nor_failed(expected: str, words: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, expected)

    assert problem.rule == UNDECIDED
    assert problem.severity is Severity.WARNING
    assert words in problem.message


def test_each_problem_stands_at_its_expectation_in_the_order_of_the_file(tmp_path: Path) -> None:
    atlas = an_atlas(
        tmp_path,
        "{ who: operators, can: developer@dev }",
        "{ who: developers, can: developer@dev }",
        "{ who: operators, cannot: operator@prod }",
    )

    problems = expectation_problems(atlas)

    positions = [expectation.position for expectation in atlas.landscape.expectations]
    assert [problem.position for problem in problems] == [positions[0], positions[2]]


def test_a_member_who_comes_by_the_group_is_not_told_twice(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "{ who: developers, cannot: developer@dev }")

    assert "alice" not in problem.message
    assert problem.message.count("gets there") == 1


def test_of_many_ways_a_few_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "{ only: nobody, can-reach: [dev, prod] }")

    assert problem.message.count("gets there") == 3
    assert "more" in problem.message.rpartition(";")[2]


def test_each_hop_of_a_way_names_the_lines_that_allow_it(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "{ who: developers, cannot: deployer@prod }")

    lines = (tmp_path / "accounts.yaml").read_text().splitlines()
    grant = next(number for number, line in enumerate(lines, start=1) if "role:hub@dev:" in line)
    assert f"hub@dev → deployer@prod (accounts.yaml:{grant}:" in problem.message


def test_a_file_without_expectations_has_no_problem_with_them(tmp_path: Path) -> None:
    file = tmp_path / "accounts.yaml"
    file.write_text(ORGANISATION, encoding="utf-8")

    assert expectation_problems(load_atlas(file, None)) == ()
