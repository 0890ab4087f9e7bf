"""The commands that answer questions about access: words on a command line to one call of `build`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from iam_atlas import build as building
from iam_atlas.cli.options import say
from iam_atlas.errors import InputError, Position, Problem, Severity

_STDIN = Path("-")
_MOST_PROCESSES = 8


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
    for answer in building.simulate(data, jobs):
        typer.echo(answer.text)
        wrong += answer.is_error
    if wrong:
        say(f"{wrong} {'case' if wrong == 1 else 'cases'} could not be decided: see their reasons")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        raise InputError((Problem(Position(str(path), 1, 1), Severity.ERROR, "unreadable-file", message),)) from error
