"""What a command refuses to do: words on stderr, in the language asked for, and an exit code; never a stack trace."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import typer

from iam_atlas.cli.options import FOUND, INVALID, USAGE, Language, say
from iam_atlas.cli.stopping import STOPPED, exit_code
from iam_atlas.errors import AtlasError, InputError, UsageError, Words, said
from iam_atlas.load.report import as_text
from iam_atlas.site.failures import refused
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH, Translator


def told(command: Callable[..., None]) -> Callable[..., None]:
    """The command, whose refusals are told in the language of its option `--lang`; in English where it says none."""

    @wraps(command)
    def telling(**words: object) -> None:
        try:
            command(**words)
        except KeyboardInterrupt as stopped:
            say(STOPPED, _asked_for(words))
            raise typer.Exit(exit_code(stopped)) from stopped
        except BrokenPipeError:
            raise  # nobody is left to tell; typer ends the program without a word
        except (AtlasError, OSError) as error:
            raise typer.Exit(tell(error, _asked_for(words))) from error

    return telling


def tell(error: AtlasError | OSError, t: Translator) -> int:
    """Say it on stderr, every problem of the input at once; returns the exit code that it stands for."""
    if isinstance(error, InputError):
        say(as_text(error.problems, t).rstrip())
        return INVALID
    say(said("Error: {message}", message=_words(error)), t)
    return USAGE if isinstance(error, UsageError) else FOUND


def _asked_for(words: dict[str, object]) -> Translator:
    language = words.get("lang")
    return translator(language.value) if isinstance(language, Language) else ENGLISH


def _words(error: AtlasError | OSError) -> Words:
    if isinstance(error, AtlasError):
        return error.said
    return str(error) if error.filename is None else refused(error, Path())
