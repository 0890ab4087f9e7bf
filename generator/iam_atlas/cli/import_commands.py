"""The commands that read what AWS's own tools print: words on a command line to calls of `build`."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from iam_atlas import build as building
from iam_atlas.cli.options import DEFAULT_FILE, FOUND, File, Language, MessageLang, say
from iam_atlas.errors import counted
from iam_atlas.importers.compared_text import comparison_json, comparison_text
from iam_atlas.importers.faithful import ROOT
from iam_atlas.wording.catalogues import translator


class ComparisonFormat(StrEnum):
    """How a comparison is printed."""

    TEXT = "text"
    JSON = "json"


class Source(StrEnum):
    """What an import reads."""

    AUTH_DETAILS = "auth-details"
    ORGANIZATIONS = "organizations"
    TERRAFORM = "terraform"


def import_(
    source: Annotated[Source, typer.Argument(metavar="SOURCE", help=f"One of {', '.join(Source)}.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="What AWS's tools printed.")],
    organizations: Annotated[
        list[Path] | None,
        typer.Option(
            "--organizations",
            metavar="FILE",
            help="What `aws organizations` printed, beside dumps of accounts; can be given several times.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Where to: a new or an empty folder, or that of an import."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files of the folder that somebody edited.")] = False,
    lang: MessageLang = Language.EN,
) -> None:
    """Make an accounts.yaml of what exists in AWS.

    Without a folder to write to, accounts.yaml goes to stdout, without the documents that belong beside it.
    Nothing is fetched from AWS: the files are.
    """
    t = translator(lang.value)
    made = building.import_files(source.value, files, organizations or [], t)
    for note in made.notes:
        say(note, t)
    if output is not None:
        for done in building.write_export(building.Export(files=made.files), output, force=force):
            say(done, t)
        return
    typer.echo(made.files[ROOT], nl=False)
    if beside := len(made.files) - 1:
        message = counted(
            "{count} file belongs beside it; --output DIR writes it",
            "{count} files belong beside it; --output DIR writes them",
            beside,
        )
        say(message, t)


def compare(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Dumps of accounts, as for import auth-details.")
    ],
    file: File = DEFAULT_FILE,
    format_: Annotated[
        ComparisonFormat, typer.Option("--format", help="Text for people, JSON for programs.")
    ] = ComparisonFormat.TEXT,
    lang: MessageLang = Language.EN,
) -> None:
    """Say where what exists in AWS differs from what is declared; exits with 1 where it does.

    Nothing is fetched from AWS: the files are what counts, and the moment at which they were made.
    """
    t = translator(lang.value)
    found = building.compare_files(file, files)
    if format_ is ComparisonFormat.JSON:
        typer.echo(json.dumps(comparison_json(found, t), ensure_ascii=False, indent=2))
    else:
        typer.echo(comparison_text(found, t), nl=False)
    if found.differences:
        raise typer.Exit(FOUND)
