"""Templates in texts: which names there are, and what is left alone."""

from iam_atlas.errors import Position
from iam_atlas.load.node import Findings, Scalar
from iam_atlas.load.templates import DOCUMENT_NAMES, MissingValues, check_names, fill, names_used

AT = Position("accounts.yaml", 1, 1)


def test_names_are_found_with_and_without_spaces() -> None:
    assert list(names_used("{{account.id}}-{{ environment }}-${aws:username}")) == ["account.id", "environment"]


def test_known_names_are_replaced_and_iam_variables_stay() -> None:
    filled = fill("{{account.id}}/${aws:username}/{{environment}}", {"account.id": "111111111111", "environment": None})

    assert filled == "111111111111/${aws:username}/{{environment}}"


def test_an_unknown_name_is_reported_with_the_nearest() -> None:
    findings = Findings()

    fine = check_names(Scalar("{{acount.id}}", True, AT, 13), DOCUMENT_NAMES, findings)

    assert not fine
    assert findings.problems[0].message == '"{{acount.id}}" has no meaning here; did you mean "{{account.id}}"?'


def test_a_missing_value_is_reported_once_for_all_accounts() -> None:
    findings, missing = Findings(), MissingValues()
    place = Scalar("{{environment}}", True, AT, 15)

    for account in ("b", "a"):
        missing.note(place, ("environment",), {"environment": None}, account)
    missing.note(place, ("environment",), {"environment": "dev"}, "c")
    missing.report(findings)

    assert [problem.message for problem in findings.problems] == [
        '"{{environment}}" has no value in "a", "b"; give the account an environment'
    ]
