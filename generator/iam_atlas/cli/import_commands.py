"""The commands that read what AWS's own tools print: words on a command line to calls of `transfer`."""

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from iam_atlas import transfer
from iam_atlas.cli.options import DEFAULT_FILE, FOUND, File, Lang, Language, MessageLang, say
from iam_atlas.errors import UsageError, counted, said
from iam_atlas.importers.compared_text import comparison_json, comparison_text
from iam_atlas.importers.faithful import ROOT
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import Translator


class ComparisonFormat(StrEnum):
    """How a comparison is printed."""

    TEXT = "text"
    JSON = "json"


class Source(StrEnum):
    """What an import reads."""

    AUTH_DETAILS = "auth-details"
    ORGANIZATIONS = "organizations"
    TERRAFORM = "terraform"
    LIVE = "live"


def import_(
    source: Annotated[Source, typer.Argument(metavar="SOURCE", help=f"One of {', '.join(Source)}.")],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="What AWS's tools printed; none for live.")
    ] = None,
    organizations: Annotated[
        list[Path] | None,
        typer.Option(
            "--organizations",
            metavar="FILE",
            help="What `aws organizations` printed, beside dumps of accounts; can be given several times.",
        ),
    ] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option("--profile", metavar="NAME", help="live: a profile of the AWS CLI, one for each account."),
    ] = None,
    organization_profile: Annotated[
        str | None,
        typer.Option("--organization-profile", metavar="NAME", help="live: one that may read the organization."),
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
    Nothing is fetched from AWS, but by live, which needs boto3 and only reads.
    """
    t = translator(lang.value)
    if source is Source.LIVE:
        _refuse_files(files or [], organizations or [])
        made = transfer.import_live(profile or [], organization_profile, t)
    else:
        _refuse_profiles(files or [], profile or [], organization_profile)
        made = transfer.import_files(source.value, files or [], organizations or [], t)
    for note in made.notes:
        say(note, t)
    if output is None:
        _print(made.files, t)
        return
    tell = partial(say, t=t)
    for done in transfer.write_export(transfer.Export(files=made.files), output, force=force, notice=tell):
        tell(done)


def _print(files: Mapping[str, str], t: Translator) -> None:
    """The accounts file to stdout, and what belongs beside it to stderr by number only."""
    typer.echo(files[ROOT], nl=False)
    if beside := len(files) - 1:
        message = counted(
            "{count} file belongs beside it; --output DIR writes it",
            "{count} files belong beside it; --output DIR writes them",
            beside,
        )
        say(message, t)


def _refuse_files(files: list[Path], organizations: list[Path]) -> None:
    if files or organizations:
        raise UsageError(said("live reads no files: name profiles of the AWS CLI with --profile"))


def _refuse_profiles(files: list[Path], profiles: list[str], organization: str | None) -> None:
    if profiles or organization:
        raise UsageError(said("only live reads by a profile; everything else reads files"))
    if not files:
        raise UsageError(said("name the files to read"))


def compare(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Dumps of accounts, as for import auth-details.")
    ],
    file: File = DEFAULT_FILE,
    format_: Annotated[
        ComparisonFormat, typer.Option("--format", help="Text for people, JSON for programs.")
    ] = ComparisonFormat.TEXT,
    page: Annotated[
        Path | None,
        typer.Option("--page", metavar="FILE.md", help="Write a page for the site, too, such as docs/compared.md."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the page whatever it holds.")] = False,
    lang: Lang = None,
) -> None:
    """Say where what exists in AWS differs from what is declared; exits with 1 where it does.

    Nothing is fetched from AWS: the files are what counts, and the moment at which they were made.
    """
    made = transfer.compare_files(file, files, lang.value if lang else None)
    if page is not None:
        say(transfer.write_comparison(made, page, force=force), made.t)
    if format_ is ComparisonFormat.JSON:
        typer.echo(json.dumps(comparison_json(made.found, made.t), ensure_ascii=False, indent=2))
    else:
        typer.echo(comparison_text(made.found, made.t), nl=False)
    if made.found.differences:
        raise typer.Exit(FOUND)
