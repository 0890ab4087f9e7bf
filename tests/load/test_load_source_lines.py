from pathlib import Path

from iam_atlas.errors import Position, Problem, Severity, said
from iam_atlas.load.source_lines import with_source_lines


def test_a_problem_without_its_line_gets_it_with_the_word_that_is_meant(tmp_path: Path) -> None:
    (tmp_path / "accounts.yaml").write_text("version: 1\nroles:\n  break-glass-admin: { policies: [A] }\n")

    found = with_source_lines([a_problem("accounts.yaml", 3, 3)], tmp_path)

    assert (found[0].source_line, found[0].length) == ("  break-glass-admin: { policies: [A] }", 17)


def test_a_line_that_is_known_stays_as_it_is(tmp_path: Path) -> None:
    known = Problem(Position("accounts.yaml", 1, 1), Severity.WARNING, "a-rule", said("a message"), "the line", 3)

    assert with_source_lines([known], tmp_path) == (known,)


def test_a_file_that_is_not_there_and_a_line_past_the_end_have_none(tmp_path: Path) -> None:
    (tmp_path / "accounts.yaml").write_text("version: 1")
    problems = (a_problem("FullAWSAccess", 1, 1), a_problem("accounts.yaml", 7, 1))

    assert with_source_lines(problems, tmp_path) == problems


def a_problem(file: str, line: int, column: int) -> Problem:
    return Problem(Position(file, line, column), Severity.WARNING, "a-rule", said("a message"))
