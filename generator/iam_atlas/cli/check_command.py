"""The command that judges a file: words on a command line to a report and an exit code."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from iam_atlas import questions
from iam_atlas.answers.check import Report
from iam_atlas.answers.check_formats import check_as_github, check_as_json, check_as_sarif, check_as_text
from iam_atlas.cli.options import DEFAULT_FILE, FINE, FOUND, INVALID, Format, Language, MessageLang, Today, day_of
from iam_atlas.findings.rule import Gravity
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import Translator

_FORMATS: dict[Format, Callable[[Report, Translator], str]] = {
    Format.TEXT: check_as_text,
    Format.JSON: check_as_json,
    Format.GITHUB: check_as_github,
    Format.SARIF: check_as_sarif,
}


def check(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="The root accounts file.")] = DEFAULT_FILE,
    fail_on: Annotated[Gravity, typer.Option(help="Exit with 1 for findings as grave as this.")] = Gravity.HIGH,
    format_: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TEXT,
    today: Today = None,
    lang: MessageLang = Language.EN,
) -> None:
    """Report what is risky, the gravest first, and what was accepted.

    Exits with 1 when a finding is as grave as --fail-on and not accepted, with 3 when the file has errors.
    """
    report = questions.inspect(file, fail_on, today=day_of(today))
    typer.echo(_FORMATS[format_](report, translator(lang.value)), nl=False)
    raise typer.Exit(INVALID if report.is_invalid else FOUND if report.fails else FINE)
