"""Warnings about the input to lines on the page of the thing that they are about."""

from iam_atlas.errors import Position, Problem
from iam_atlas.findings.rule import IN_WORDS
from iam_atlas.findings.rules import RULES
from iam_atlas.model.addresses import FINDINGS
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.links import source, to_page
from iam_atlas.wording.said import say


def problem_lines(context: Context, *positions: Position) -> tuple[Md, ...]:
    """One line a warning about the things at `positions`, in the order of the file, with how grave it is."""
    every = {problem for at in positions for problem in context.problems.get(at, ())}
    return tuple(_line(context, one) for one in sorted(every, key=_order))


def _order(problem: Problem) -> tuple[Position, str, str]:
    return problem.position, problem.rule, problem.message


def _line(context: Context, problem: Problem) -> Md:
    """The rule leads to where the page of findings says what it means."""
    message, where = say(problem.said, context.say.t), source(context, problem.position)
    rule = RULES.get(problem.rule)
    if rule is None:
        return context.say("{message} ({rule}, {source})", message=message, rule=code(problem.rule), source=where)
    return context.say(
        "{severity}: {message} ({rule}, {source})",
        severity=context.say.opened(IN_WORDS[rule.gravity]),
        message=message,
        rule=to_page(context, FINDINGS, code(rule.id), rule.id),
        source=where,
    )
