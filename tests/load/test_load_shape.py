"""Broken files beside the whole text they must give, and good ones that must stay silent.

A case is two files: `cases/shape/NAME.yaml` and `NAME.out`. After a wording was changed on purpose, run the tests with
IAM_ATLAS_ACCEPT=1 in the environment: every NAME.out is then written anew, and the difference is read in review.
"""

import os
from pathlib import Path

import pytest

from iam_atlas.load.include import read_files
from iam_atlas.load.node import Findings, Mapping, Scalar
from iam_atlas.load.reader import read_yaml
from iam_atlas.load.report import as_text
from iam_atlas.load.shape import check_shape

CASES = Path(__file__).parent / "cases" / "shape"
BROKEN = sorted(CASES.glob("*.yaml"))
GOOD = sorted((CASES / "ok").glob("*.yaml"))
ROOT = Path(__file__).parents[2]
ORGANISATIONS = [ROOT, *sorted((ROOT / "tests" / "organisations").iterdir())]


def _problems(path: Path) -> str:
    findings = Findings()
    for number, file in enumerate(read_files(path, findings)):
        check_shape(file, root=number == 0, findings=findings)
    return as_text(findings.problems)


def _checked(text: str) -> tuple[Mapping, Findings]:
    findings = Findings()
    node = read_yaml(text.encode(), "a.yaml", findings)
    assert isinstance(node, Mapping)
    return check_shape(node, root=True, findings=findings), findings


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_gives_its_expected_text(path: Path) -> None:
    expected = path.with_suffix(".out")

    given = _problems(path)

    if os.environ.get("IAM_ATLAS_ACCEPT"):
        expected.write_text(given, encoding="utf-8")
    assert given, "a broken file must give a problem"
    assert given == expected.read_text(encoding="utf-8"), "IAM_ATLAS_ACCEPT=1 accepts a change of wording"


def test_there_is_no_expected_text_without_its_case() -> None:
    cases = {path.stem for path in BROKEN}

    expected = {path.stem for path in CASES.glob("*.out")}

    assert expected == cases


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_stays_silent(path: Path) -> None:
    given = _problems(path)

    assert given == ""


@pytest.mark.parametrize("folder", ORGANISATIONS, ids=lambda folder: folder.name)
def test_every_organisation_of_this_repository_has_the_right_shape(folder: Path) -> None:
    given = _problems(folder / "accounts.yaml")

    assert given == ""


def test_what_has_the_wrong_shape_is_left_out_and_the_rest_is_kept() -> None:
    checked, findings = _checked(
        "version: 1\n"
        "accounts: { prod: '444444444444', dev: '1', test: { ou: Core } }\n"
        "roles: { a: { max_session: soon, policies: [B] }, c: }\n"
        "x-mine: 1\n"
    )

    accounts, roles = checked.get("accounts"), checked.get("roles")
    assert isinstance(accounts, Mapping)
    assert isinstance(roles, Mapping)
    assert [name for name, _, _ in accounts.named()] == ["prod"]
    assert [name for name, _, _ in roles.named()] == ["a"]
    role = roles.get("a")
    assert isinstance(role, Mapping)
    assert [name for name, _, _ in role.named()] == ["policies"]
    assert [key.text for key, _ in checked.entries] == ["version", "accounts", "roles"]
    assert len(findings.problems) == 4


def test_a_list_that_lost_its_last_entry_is_left_out_like_one_that_was_empty() -> None:
    checked, findings = _checked(
        "version: 1\nvendors: { a: { account_ids: [one] }, b: { account_ids: [one, '999988887777'] } }\n"
    )

    vendors = checked.get("vendors")
    assert isinstance(vendors, Mapping)
    assert [name for name, _, _ in vendors.named()] == ["b"]
    assert len(findings.problems) == 2


def test_an_unquoted_id_is_an_error_and_still_goes_on_with_all_its_digits() -> None:
    checked, findings = _checked("version: 1\naccounts: { prod: 012345678901 }\n")

    accounts = checked.get("accounts")
    assert isinstance(accounts, Mapping)
    prod = accounts.get("prod")
    assert isinstance(prod, Scalar)
    assert prod.text == "012345678901"
    assert [problem.rule for problem in findings.problems] == ["invalid-account-id"]


def test_only_the_root_file_must_say_its_version() -> None:
    findings = Findings()
    empty = read_yaml(b"roles: {}\n", "a.yaml", findings)
    assert isinstance(empty, Mapping)

    check_shape(empty, root=False, findings=findings)
    as_included = [problem.rule for problem in findings.problems]
    check_shape(empty, root=True, findings=findings)

    assert as_included == []
    assert [problem.rule for problem in findings.problems] == ["missing-key"]
