"""Options that several commands share, and what becomes of their words."""

import os
import re
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from iam_atlas.errors import UsageError, Words, said
from iam_atlas.wording.said import say as in_language
from iam_atlas.wording.translate import ENGLISH, Translator
from iam_atlas.workers import cores

FINE = 0
FOUND = 1  # a check found something, or output could not be written
USAGE = 2
INVALID = 3

_DATE = "SOURCE_DATE_EPOCH"
_SECONDS = re.compile("[0-9]{1,10}")
_LATEST = 2**32 - 1  # seconds, in February 2106: what the site is packed with knows no later time


class Language(StrEnum):
    """A language that the program speaks."""

    EN = "en"
    JA = "ja"


class Format(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


Lang = Annotated[
    Language | None,
    typer.Option(help="Language of the answer; else the first language of the site.", show_default=False),
]
MessageLang = Annotated[Language, typer.Option(help="Language of messages.")]
File = Annotated[Path, typer.Option("--file", "-f", help="The root accounts file.")]
Today = Annotated[
    str | None,
    typer.Option(metavar="DATE", help=f"Judge expiry as of this day (2027-03-31); else {_DATE}; else nothing expires."),
]
Jobs = Annotated[
    int,
    typer.Option(
        min=1, metavar="N", show_default="one for each core", help="How many processes draw diagrams and write pages."
    ),
]
DEFAULT_FILE = Path("accounts.yaml")
DEFAULT_JOBS = cores()


def day_of(given: str | None) -> date | None:
    """The day that expiry is judged by; None when nobody says. Raises UsageError for what is no date."""
    if given is not None:
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise UsageError(said('--today "{text}" is no date; write it as 2027-03-31', text=given)) from error
    epoch = os.environ.get(_DATE)
    if not epoch:
        return None
    if not _SECONDS.fullmatch(epoch) or int(epoch) > _LATEST:
        raise UsageError(
            said(
                '{variable} "{text}" is no number of seconds since 1970, from 0 to {latest}',
                variable=_DATE,
                text=epoch,
                latest=str(_LATEST),
            )
        )
    return datetime.fromtimestamp(int(epoch), tz=UTC).date()


def say(words: Words, t: Translator = ENGLISH) -> None:
    """Print a message: on stderr, so that results stay alone on stdout."""
    typer.echo(in_language(words, t), err=True)
