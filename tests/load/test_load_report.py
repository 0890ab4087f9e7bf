"""Problems as people, editors and build servers read them."""

import json

import pytest

from iam_atlas.errors import Position, Problem, Severity, said
from iam_atlas.load.report import as_github, as_json, as_text, summary


def a_problem(
    line: str = "        account: sandbx",
    column: int = 18,
    length: int = 6,
    message: str = 'role "deployer" trusts undeclared account "sandbx"; did you mean "sandbox"?',
    severity: Severity = Severity.ERROR,
    file: str = "accounts.yaml",
) -> Problem:
    return Problem(Position(file, 42, column), severity, "unknown-account", said(message), line, length)


def test_an_error_reads_as_in_the_style_guide() -> None:
    text = as_text([a_problem()])

    assert text == (
        'accounts.yaml:42:18: role "deployer" trusts undeclared account "sandbx"; did you mean "sandbox"?'
        " [unknown-account]\n"
        "   |\n"
        "42 |         account: sandbx\n"
        "   |                  ^~~~~~\n"
        "\n"
        "1 error in 1 file\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "marked"),
    [
        ("a: 値", 4, 1, "a: 値", "   ^~"),
        ("店舗: 値", 5, 1, "店舗: 値", "      ^~"),
        ("\ta: b", 5, 1, "\ta: b", "\t   ^"),
        ("a\x1b[31m: b", 1, 7, "a\\u001b[31m: b", "^" + "~" * 11),
        ("a\u202eb: c", 6, 1, "a\\u202eb: c", " " * 10 + "^"),
        ("e\u0301: b", 5, 1, "e\u0301: b", "   ^"),
        ("a:", 3, 1, "a:", "  ^"),
        ("a: b", 4, 99, "a: b", "   ^"),
    ],
    ids=["wide", "wide-before", "tab", "control", "bidi", "combining", "behind-the-end", "longer-than-the-line"],
)
def test_the_caret_stands_under_the_words(line: str, column: int, length: int, shown: str, marked: str) -> None:
    rows = as_text([a_problem(line, column, length)]).splitlines()

    assert rows[2] == f"42 | {shown}"
    assert rows[3] == f"   | {marked}"


def test_a_long_line_is_cut_around_the_words() -> None:
    line = "x" * 300 + "sandbx" + "y" * 300

    rows = as_text([a_problem(line, 301, 6)]).splitlines()

    assert len(rows[2]) < 140
    start = rows[3].index("^")
    assert rows[2][start : start + 6] == "sandbx"
    assert rows[2][5] == "…"
    assert rows[2].endswith("…")


def test_a_message_cannot_write_lines_of_its_own() -> None:
    text = as_text([a_problem(message="a\nb\x1b[2J\u202e", line="", file="a\nb.yaml")])

    assert text == "a\\u000ab.yaml:42:18: a\\u000ab\\u001b[2J\\u202e [unknown-account]\n\n1 error in 1 file\n"


def test_a_warning_says_that_it_is_one() -> None:
    text = as_text([a_problem(severity=Severity.WARNING)])

    assert text.startswith("accounts.yaml:42:18: warning: role ")


def test_the_last_line_counts() -> None:
    problems = [
        a_problem(),
        a_problem(file="b.yaml"),
        a_problem(file="b.yaml", column=1),
        a_problem(severity=Severity.WARNING),
    ]

    assert summary(problems) == "3 errors, 1 warning in 2 files"
    assert summary(problems[:1]) == "1 error in 1 file"
    assert summary([]) == "no problems"
    assert as_text([]) == ""


def test_problems_come_in_the_order_of_their_places() -> None:
    late, early = a_problem(column=18), a_problem(column=2)

    assert as_text([late, early]) == as_text([early, late])
    assert as_text([late, early]).startswith("accounts.yaml:42:2:")


def test_json_keeps_every_part() -> None:
    value = json.loads(as_json([a_problem(message="店")]))

    assert value == {
        "problems": [
            {
                "file": "accounts.yaml",
                "line": 42,
                "column": 18,
                "length": 6,
                "severity": "error",
                "rule": "unknown-account",
                "message": "店",
            }
        ],
        "summary": "1 error in 1 file",
    }


def test_github_lines_are_escaped() -> None:
    text = as_github([a_problem(message="50% off\n::error::x, y: z", file="a,b:c.yaml")])

    assert text == (
        "::error file=a%2Cb%3Ac.yaml,line=42,col=18,endColumn=24,title=unknown-account::50%25 off%0A::error::x, y: z\n"
    )
