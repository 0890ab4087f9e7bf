"""Words on a command line to one call of `build` and an exit code; results on stdout, messages on stderr."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from iam_atlas import __version__, build
from iam_atlas.errors import AtlasError, InputError, Problem, Severity, UsageError
from iam_atlas.load.report import as_github, as_json, as_sarif, as_text, summary

FINE = 0
FOUND = 1  # a check found something, or output could not be written
USAGE = 2
INVALID = 3

FIX = "iam-atlas generate"
_DATE = "SOURCE_DATE_EPOCH"


class Format(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


class Language(StrEnum):
    """Language of a new site."""

    EN = "en"
    JA = "ja"


_REPORTS: dict[Format, Callable[[Sequence[Problem]], str]] = {
    Format.TEXT: as_text,
    Format.JSON: as_json,
    Format.GITHUB: as_github,
    Format.SARIF: as_sarif,
}

File = Annotated[Path, typer.Option("--file", "-f", help="The root accounts file.")]
Today = Annotated[
    str | None,
    typer.Option(metavar="DATE", help=f"Judge expiry as of this day (2027-03-31); else {_DATE}; else nothing expires."),
]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="How many processes draw the diagrams.")]
DEFAULT_FILE = Path("accounts.yaml")
DEFAULT_JOBS = 1

app = typer.Typer(
    name="iam-atlas",
    epilog="Exit codes: 0 fine, 1 a check found something, 2 wrong usage, 3 the input is invalid.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"iam-atlas {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Turn one accounts.yaml into a site that shows who may go where in your AWS accounts."""


def run(arguments: Sequence[str]) -> int:
    """Run one command. Returns its exit code; a mistake of the user gives a message, never a stack trace."""
    try:
        app(args=[*arguments], prog_name="iam-atlas")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else USAGE
    except InputError as error:
        _say(as_text(error.problems).rstrip())
        return INVALID
    except UsageError as error:
        _say(f"Error: {error}")
        return USAGE
    except (AtlasError, OSError) as error:
        _say(f"Error: {_words(error)}")
        return FOUND
    return FINE


@app.command(epilog="Example:  `iam-atlas init my-accounts && cd my-accounts && iam-atlas build`")
def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to; made when missing.")] = Path(),
    lang: Annotated[Language, typer.Option(help="Language of the new site.")] = Language.EN,
) -> None:
    """Start a repository: accounts.yaml, mkdocs.yml, docs/, a CI workflow, the editor's schema.

    Files that exist already are left as they are.
    """
    started = build.init(folder, lang.value)
    for path in started.written:
        typer.echo(f"wrote  {path}")
    for path in started.kept:
        typer.echo(f"kept   {path} (it was there)")
    place = "" if folder == Path() else f"cd {folder} && "
    _say(f"Next: {place}iam-atlas build, then open site/index.html")


@app.command(epilog="Example:  `iam-atlas validate --format github` in a workflow")
def validate(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="The root accounts file.")] = DEFAULT_FILE,
    format_: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TEXT,
    today: Today = None,
) -> None:
    """Report every error and warning at once, with file, line and column.

    Exits with 3 when there are errors; warnings alone are fine.
    """
    problems = build.validate(file, today=_day(today))
    typer.echo(_REPORTS[format_](problems), nl=False)
    if not problems and format_ is Format.TEXT:
        _say(f"{file}: {summary(problems)}")
    raise typer.Exit(INVALID if any(p.severity is Severity.ERROR for p in problems) else FINE)


@app.command(epilog="Example:  `iam-atlas generate --check` in a workflow, so that pages are never stale")
def generate(
    file: File = DEFAULT_FILE,
    today: Today = None,
    jobs: Jobs = DEFAULT_JOBS,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 if anything is stale.")] = False,
) -> None:
    """Write docs/atlas/ and nav.generated.yml: all of it or, when something is wrong, nothing.

    Only what changed is written. Files that iam-atlas did not write are never touched; a generated file that somebody
    edited is kept under .iam-atlas/kept/.
    """
    if check:
        raise typer.Exit(_check(file, _day(today), jobs))
    with _steps() as step:
        built = build.generate(file, today=_day(today), jobs=jobs, step=step)
    _report(built)


@app.command("build", epilog="Example:  `iam-atlas build --strict && open site/index.html`")
def build_(
    file: File = DEFAULT_FILE,
    today: Today = None,
    jobs: Jobs = DEFAULT_JOBS,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at every warning of MkDocs.")] = False,
) -> None:
    """Generate, then let MkDocs build site/."""
    with _steps() as step:
        built = build.build(file, today=_day(today), jobs=jobs, strict=strict, step=step)
    _report(built)
    _say(f"Built {file.parent / 'site' / 'index.html'}")


@app.command(epilog="Example:  `iam-atlas serve --port 8001`, then edit accounts.yaml")
def serve(
    file: File = DEFAULT_FILE,
    today: Today = None,
    jobs: Jobs = DEFAULT_JOBS,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8000,
) -> None:
    """Live preview: edit accounts.yaml or a policy, and the page reloads.

    While the file is wrong, the last good state stays and the errors are printed here. Stop with Ctrl-C.
    """
    try:
        with _ended_by_signals():
            code = build.serve(file, today=_day(today), jobs=jobs, port=port, tell=_tell)
    except KeyboardInterrupt:
        code = FINE  # the way to end a preview
    raise typer.Exit(code)


def _check(file: Path, today: date | None, jobs: int) -> int:
    with _steps() as step:
        checked = build.check(file, today=today, jobs=jobs, step=step)
    if not checked.stale:
        _say("Generated files are up to date.")
        return FINE
    for line in checked.stale:
        typer.echo(line)
    typer.echo(f"\n{checked.difference}", nl=False)
    stale = len(checked.stale)
    _say(f"{stale} generated {'file is' if stale == 1 else 'files are'} not up to date. To fix this: {FIX}")
    return FOUND


def _report(built: build.Built) -> None:
    """Warnings as a count, since `validate` prints them; every file that was kept aside by name."""
    for path, kept in built.kept.items():
        _say(f"{path} had been edited by hand. Your text is in {kept}; pages change by changing accounts.yaml.")
    for path in built.plan.left:
        _say(f"{path} is no longer generated, but does not look like our file any more, so it stays.")
    if built.problems:
        _say(f"{summary(built.problems)}: see them with `iam-atlas validate`")
    plan = built.plan
    written = len(plan.written)
    files = "file" if written == 1 else "files"
    _say(f"{written} {files} written, {len(plan.deleted)} deleted, {plan.unchanged} unchanged")


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, and Ctrl-C always, so that what it started is ended too."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    # A shell starts its background jobs with SIGINT ignored, and Python then keeps it so: both are asked for.
    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(outcome: "build.Built | AtlasError") -> None:
    if isinstance(outcome, InputError):
        _say(as_text(outcome.problems).rstrip())
        _say("The preview shows the last good state.")
    elif isinstance(outcome, AtlasError):
        _say(f"Error: {outcome}")
    else:
        _report(outcome)


@contextmanager
def _steps() -> Iterator[Callable[[str], None]]:
    """A function that shows the step under way: a spinner on a terminal, nothing where stderr goes to a file."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("Reading") as status:
        yield status.update


def _day(given: str | None) -> date | None:
    """The day that expiry is judged by; None when nobody says. Raises UsageError for what is no date."""
    if given is not None:
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise UsageError(f'--today "{given}" is no date; write it as 2027-03-31') from error
    epoch = os.environ.get(_DATE)
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f'{_DATE} "{epoch}" is no number of seconds since 1970') from error


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def _say(text: str) -> None:
    typer.echo(text, err=True)
