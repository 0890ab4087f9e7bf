"""The command that writes what other programs read: words on a command line to two calls of `transfer`."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from iam_atlas import transfer
from iam_atlas.cli.options import DEFAULT_FILE, File, Lang, Today, day_of, say
from iam_atlas.errors import UsageError, said
from iam_atlas.exporters import FOLDERS
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH


class Kind(StrEnum):
    """What can be exported; `exporters` makes each."""

    AWS_CONFIG = "aws-config"
    SWITCH_ROLES = "switch-roles"
    GRANTED = "granted"
    POLICIES = "policies"
    TERRAFORM = "terraform"
    CSV = "csv"
    JSON = "json"


def export(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help=f"One of {', '.join(Kind)}.")],
    who: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="WHO",
            help="Only what is for somebody: a user, a group ...; else for everybody.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="Where to: a file, or for some kinds a folder."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file whatever it holds; in a folder, what was edited.")
    ] = False,
    file: File = DEFAULT_FILE,
    today: Today = None,
    lang: Lang = None,
) -> None:
    """Write what other programs read, such as profiles for the AWS CLI.

    A kind that is one text goes to stdout, or to a file; one that is several needs a folder: a new or an empty one, or
    that of an earlier export. A file that no export wrote stays as it is.
    """
    if output is None and kind in FOLDERS:
        raise UsageError(said("{kind} is several files: name a folder for them with --output", kind=kind.value))
    language = lang.value if lang else None
    made = transfer.export(file, kind.value, who=who, today=day_of(today), language=language)
    if output is None:
        typer.echo(made.text, nl=False)
        return
    tell = partial(say, t=translator(language or ENGLISH.language))
    for done in transfer.write_export(made, output, force=force, notice=tell):
        tell(done)
