"""The commands that answer questions about access: words on a command line to one call of `answers`."""

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from iam_atlas import questions
from iam_atlas.answers.asker import Asker
from iam_atlas.answers.can import can as can_
from iam_atlas.answers.can import can_json, can_text
from iam_atlas.answers.context import read_context
from iam_atlas.answers.explain import explain as explain_
from iam_atlas.answers.explain import explanation_json, explanation_text
from iam_atlas.answers.names import find_caller, find_role
from iam_atlas.answers.path import find_ways, ways_json, ways_text
from iam_atlas.answers.reach import reach as reach_
from iam_atlas.answers.reach import reach_json, reach_text
from iam_atlas.answers.who_can import who_can as who_can_
from iam_atlas.answers.who_can import who_can_json, who_can_text
from iam_atlas.cli.options import DEFAULT_FILE, File, Lang, Language, Today, day_of, say
from iam_atlas.errors import InputError, Position, Problem, Severity, counted, said
from iam_atlas.model.policies import Json

_STDIN = Path("-")
_MOST_PROCESSES = 8


class AnswerFormat(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"


Who = Annotated[
    str, typer.Argument(metavar="WHO", help="A user, group, role@account, provider, vendor, account or service.")
]
RoleAt = Annotated[str, typer.Argument(metavar="ROLE@ACCOUNT", help="A role in an account.")]
As = Annotated[AnswerFormat, typer.Option("--format", help="Text for people, JSON for programs.")]


def who_can(
    role: RoleAt, file: File = DEFAULT_FILE, today: Today = None, lang: Lang = None, format_: As = AnswerFormat.TEXT
) -> None:
    """Say who gets into a role: directly and over other roles, under which conditions, for how long."""
    asker = _asker(file, today, lang)
    answer = who_can_(asker, find_role(asker.atlas, role))
    _print(format_, who_can_text(asker, answer), who_can_json(answer))


def reach(
    who: Who, file: File = DEFAULT_FILE, today: Today = None, lang: Lang = None, format_: As = AnswerFormat.TEXT
) -> None:
    """Say which roles somebody can become, each by its shortest way."""
    asker = _asker(file, today, lang)
    answer = reach_(asker, find_caller(asker.atlas, who))
    _print(format_, reach_text(asker, answer), reach_json(answer))


def path(
    who: Who,
    role: RoleAt,
    file: File = DEFAULT_FILE,
    today: Today = None,
    lang: Lang = None,
    format_: As = AnswerFormat.TEXT,
) -> None:
    """Show all ways from somebody to a role, hop by hop; where there is none, which half is missing."""
    asker = _asker(file, today, lang)
    answer = find_ways(asker, find_caller(asker.atlas, who), find_role(asker.atlas, role))
    _print(format_, ways_text(asker, answer), ways_json(answer))


def explain(
    who: Who,
    role: RoleAt,
    context: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="What is known of the request; `KEY=` means absent. May be repeated."),
    ] = None,
    file: File = DEFAULT_FILE,
    today: Today = None,
    lang: Lang = None,
    format_: As = AnswerFormat.TEXT,
) -> None:
    """Explain whether somebody may assume a role: both halves, what decides, and what would have to change."""
    facts = read_context(context or ())
    asker = _asker(file, today, lang)
    answer = explain_(asker, find_caller(asker.atlas, who), find_role(asker.atlas, role), facts)
    _print(format_, explanation_text(asker, answer), explanation_json(asker, answer))


def can(
    who: Who,
    action: Annotated[str, typer.Argument(metavar="ACTION", help="An action such as s3:GetObject.")],
    resource: Annotated[str, typer.Argument(metavar="RESOURCE", help="A resource of the file, an ARN, or '*'.")],
    file: File = DEFAULT_FILE,
    today: Today = None,
    lang: Lang = None,
    format_: As = AnswerFormat.TEXT,
) -> None:
    """Say whether somebody may do an action on a resource: policies, boundary, SCPs, and the resource's own policy."""
    asker = _asker(file, today, lang)
    answer = can_(asker, find_caller(asker.atlas, who), action, resource)
    _print(format_, can_text(asker, answer), can_json(answer))


def simulate(
    cases: Annotated[Path, typer.Argument(metavar="CASES", help="One JSON object a line; `-` reads stdin.")],
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="How many processes decide.")] = min(
        os.cpu_count() or 1, _MOST_PROCESSES
    ),
) -> None:
    """Decide self-contained cases: policies and one request with its whole context, a plain verdict back.

    One answer a line, in the order of the cases: Allowed, ImplicitlyDenied, ExplicitlyDenied, or Error with what is
    wrong; the rest goes on.
    """
    data = sys.stdin.buffer.read() if cases == _STDIN else _read(cases)
    wrong = 0
    for answer in questions.simulate(data, jobs):
        typer.echo(answer.text)
        wrong += answer.is_error
    if wrong:
        say(
            counted(
                "{count} case could not be decided: see their reasons",
                "{count} cases could not be decided: see their reasons",
                wrong,
            )
        )


def _asker(file: Path, today: str | None, lang: Language | None) -> Asker:
    return questions.asking(file, today=day_of(today), language=lang.value if lang else None)


def _print(format_: AnswerFormat, text: str, value: Json) -> None:
    typer.echo(
        text if format_ is AnswerFormat.TEXT else json.dumps(value, ensure_ascii=False, indent=2) + "\n", nl=False
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = said("this file cannot be read: {reason}", reason=error.strerror or str(error))
        raise InputError((Problem(Position(str(path), 1, 1), Severity.ERROR, "unreadable-file", message),)) from error
