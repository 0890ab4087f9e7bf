"""The command that says what a change does to access: words on a command line to one call of `questions`."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from iam_atlas import questions
from iam_atlas.answers.changed import tell
from iam_atlas.answers.changed_json import changed_json
from iam_atlas.answers.changed_text import changed_markdown, changed_text
from iam_atlas.changes.grown import gives_admin, gives_something
from iam_atlas.cli.options import DEFAULT_FILE, FINE, FOUND, File, Lang, Today, day_of, say
from iam_atlas.errors import UsageError, said
from iam_atlas.load.revisions import Version, version_of


class ChangeFormat(StrEnum):
    """How a change is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class FailOn(StrEnum):
    """Which changes make the command fail."""

    NONE = "none"
    GAINED = "gained"
    ADMIN = "admin"


def diff(
    old: Annotated[
        str | None, typer.Argument(metavar="[OLD]", help="A file, a folder or a git revision.", show_default=False)
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(metavar="[NEW]", help="The same; else the accounts file as it is now.", show_default=False),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(metavar="GIT-REV", help="Compare with the accounts file of this revision.", show_default=False),
    ] = None,
    format_: Annotated[
        ChangeFormat, typer.Option("--format", help="Text, Markdown for a comment, JSON for programs.")
    ] = ChangeFormat.TEXT,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 when somebody may get more access, or may become an administrator.")
    ] = FailOn.NONE,
    file: File = DEFAULT_FILE,
    today: Today = None,
    lang: Lang = None,
) -> None:
    """Say what a change does to access: who gains and loses which role, under which conditions, for how long.

    Compares what follows from two files, not their text: a line that moved or a key that was renamed is no change.
    """
    made = questions.diff(*_versions(old, new, base, file), today=day_of(today), language=lang.value if lang else None)
    for sentence in made.absent:
        say(sentence, made.t)
    match format_:
        case ChangeFormat.TEXT:
            typer.echo(changed_text(tell(made.changes, made.t)), nl=False)
        case ChangeFormat.MARKDOWN:
            typer.echo(changed_markdown(tell(made.changes, made.t), made.t), nl=False)
        case ChangeFormat.JSON:
            typer.echo(json.dumps(changed_json(made.changes), ensure_ascii=False, indent=2))
    fails = {FailOn.GAINED: gives_something, FailOn.ADMIN: gives_admin}
    raise typer.Exit(FOUND if fail_on in fails and fails[fail_on](made.changes) else FINE)


def _versions(old: str | None, new: str | None, base: str | None, file: Path) -> tuple[Version, Version]:
    if base is not None and old is None:
        return Version(file, base), Version(file)
    if base is not None:
        raise UsageError(said("give either OLD and NEW or --base, not both"))
    if old is None:
        raise UsageError(said("say what to compare with: OLD and NEW, or --base and a git revision"))
    return version_of(old, file), Version(file) if new is None else version_of(new, file)
