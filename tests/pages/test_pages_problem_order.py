"""Warnings at one place stand in one order, whatever the order in which a process hashes them."""

from dataclasses import replace

from page_organisations import a_context

from iam_atlas.errors import Position, Problem, Severity, said
from iam_atlas.pages.views.problems import problem_lines

_AT = Position("accounts.yaml", 4, 2)


def test_warnings_at_one_place_are_sorted_by_what_they_say() -> None:
    found = [Problem(_AT, Severity.WARNING, "a-rule", said("warning {n}", n=number)) for number in range(20)]
    context = replace(a_context(), problems={_AT: list(reversed(found))})

    lines = problem_lines(context, _AT, _AT)

    assert [line.split(" (")[0] for line in lines] == sorted(f"warning {number}" for number in range(20))
