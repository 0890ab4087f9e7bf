"""What `check` reports, in each format, and when it fails."""

import json
from datetime import date
from pathlib import Path

import pytest

from findings.rule_examples import whole_file
from iam_atlas.answers.check_formats import check_as_github, check_as_json, check_as_text
from iam_atlas.findings.rule import Gravity
from iam_atlas.questions import inspect
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH

TODAY = date(2026, 11, 26)
RISKY = """\
users: { alice: [developers], ben: [operators] }
groups: { operators: {}, testers: {} }
roles: { viewer: { policies: [ReadOnlyAccess], require: { mfa: false } } }
grants: { operators: { dev: viewer } }
accepted:
  - { finding: people-without-mfa, at: "group:operators", reason: Keys come later, owner: platform, until: 2026-12-31 }
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.yaml"
    path.write_text(whole_file(RISKY), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("fail_on", "fails"),
    [(Gravity.CRITICAL, False), (Gravity.HIGH, True), (Gravity.INFO, True)],
    ids=str,
)
def test_a_check_fails_at_its_threshold(fail_on: Gravity, fails: bool, file: Path) -> None:
    assert inspect(file, fail_on, today=TODAY).fails is fails


def test_what_is_accepted_does_not_fail_the_check(file: Path) -> None:
    entry = '  - { finding: people-without-mfa, at: "group:developers", reason: Too, owner: me, until: 2026-12-31 }\n'
    file.write_text(whole_file(RISKY + entry), encoding="utf-8")

    report = inspect(file, Gravity.HIGH, today=TODAY)

    assert [one.problem.rule for one in report.accepted] == ["people-without-mfa"] * 2
    assert not report.fails
    assert inspect(file, Gravity.HIGH, today=date(2027, 1, 1)).fails


def test_text_has_the_gravest_first_and_what_is_accepted_apart(file: Path) -> None:
    text = check_as_text(inspect(file, Gravity.HIGH, today=TODAY), ENGLISH)

    head, apart = text.split("Accepted:\n")
    assert head.index("high: ") < head.index("info: ")
    assert 'group "developers" can assume "viewer@dev" without MFA' in head
    assert 'group "operators"' not in head
    assert 'group "operators"' in apart
    assert "  accepted until 2026-12-31 by platform: Keys come later\n" in apart
    assert text.endswith("1 high, 2 info, 1 accepted\n")


def test_json_has_both_with_fingerprints(file: Path) -> None:
    report = json.loads(check_as_json(inspect(file, Gravity.HIGH, today=TODAY), ENGLISH))

    assert report["failed"] is True
    assert [row["severity"] for row in report["problems"]] == ["high", "info", "info"]
    assert report["problems"][0]["fix"].startswith("Require MFA")
    [accepted] = report["accepted"]
    assert accepted["accepted"] == [
        {"at": "group:operators", "reason": "Keys come later", "owner": "platform", "until": "2026-12-31"}
    ]
    prints = [row["fingerprint"] for row in (*report["problems"], accepted)]
    assert len(set(prints)) == len(prints)


def test_annotations_are_errors_only_where_the_check_fails(file: Path) -> None:
    levels = [
        [line.split(" ")[0] for line in check_as_github(inspect(file, fail_on, today=TODAY), ENGLISH).splitlines()]
        for fail_on in (Gravity.HIGH, Gravity.CRITICAL)
    ]

    assert levels == [["::error", "::notice", "::notice"], ["::warning", "::notice", "::notice"]]


def test_errors_of_the_file_are_reported_alone(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("dev: viewer", "dev: viewr"), encoding="utf-8")

    report = inspect(file, Gravity.HIGH, today=TODAY)

    assert report.is_invalid
    assert report.fails
    assert "error: " in check_as_text(report, ENGLISH)


def test_a_file_without_findings_says_so(tmp_path: Path) -> None:
    path = tmp_path / "accounts.yaml"
    path.write_text(whole_file("{}"), encoding="utf-8")

    report = inspect(path, Gravity.INFO, today=TODAY)

    assert not report.fails
    assert check_as_text(report, ENGLISH) == "nothing found\n"
    assert check_as_text(report, translator("ja")) == "検出結果はありません\n"
