"""The commands that make a site: words on a command line to one call of `build` and an exit code."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from iam_atlas import build as building
from iam_atlas.cli.options import (
    DEFAULT_FILE,
    DEFAULT_JOBS,
    FINE,
    FOUND,
    INVALID,
    File,
    Jobs,
    Language,
    Today,
    day_of,
    say,
)
from iam_atlas.errors import AtlasError, InputError, Problem, Severity
from iam_atlas.load.report import as_github, as_json, as_sarif, as_text, summary

FIX = "iam-atlas generate"


class Format(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


_REPORTS: dict[Format, Callable[[Sequence[Problem]], str]] = {
    Format.TEXT: as_text,
    Format.JSON: as_json,
    Format.GITHUB: as_github,
    Format.SARIF: as_sarif,
}


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to; made when missing.")] = Path(),
    lang: Annotated[Language, typer.Option(help="Language of the new site.")] = Language.EN,
) -> None:
    """Start a repository: accounts.yaml, mkdocs.yml, docs/, a CI workflow, the editor's schema.

    Files that exist already are left as they are.
    """
    started = building.init(folder, lang.value)
    for path in started.written:
        typer.echo(f"wrote  {path}")
    for path in started.kept:
        typer.echo(f"kept   {path} (it was there)")
    place = "" if folder == Path() else f"cd {folder} && "
    say(f"Next: {place}iam-atlas build, then open site/index.html")


def validate(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="The root accounts file.")] = DEFAULT_FILE,
    format_: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TEXT,
    today: Today = None,
) -> None:
    """Report every error and warning at once, with file, line and column.

    Exits with 3 when there are errors; warnings alone are fine.
    """
    problems = building.validate(file, today=day_of(today))
    typer.echo(_REPORTS[format_](problems), nl=False)
    if not problems and format_ is Format.TEXT:
        say(f"{file}: {summary(problems)}")
    raise typer.Exit(INVALID if any(p.severity is Severity.ERROR for p in problems) else FINE)


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
        raise typer.Exit(_check(file, day_of(today), jobs))
    with _steps() as step:
        built = building.generate(file, today=day_of(today), jobs=jobs, step=step)
    _report(built)


def build(
    file: File = DEFAULT_FILE,
    today: Today = None,
    jobs: Jobs = DEFAULT_JOBS,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at every warning of MkDocs.")] = False,
) -> None:
    """Generate, then let MkDocs build site/."""
    with _steps() as step:
        built = building.build(file, today=day_of(today), jobs=jobs, strict=strict, step=step)
    _report(built)
    say(f"Built {file.parent / 'site' / 'index.html'}")


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
            code = building.serve(file, today=day_of(today), jobs=jobs, port=port, tell=_tell)
    except KeyboardInterrupt:
        code = FINE  # the way to end a preview
    raise typer.Exit(code)


def _check(file: Path, today: date | None, jobs: int) -> int:
    with _steps() as step:
        checked = building.check(file, today=today, jobs=jobs, step=step)
    if not checked.stale:
        say("Generated files are up to date.")
        return FINE
    for line in checked.stale:
        typer.echo(line)
    typer.echo(f"\n{checked.difference}", nl=False)
    stale = len(checked.stale)
    say(f"{stale} generated {'file is' if stale == 1 else 'files are'} not up to date. To fix this: {FIX}")
    return FOUND


def _report(built: building.Built) -> None:
    """Warnings as a count, since `validate` prints them; every file that was kept aside by name."""
    for path, kept in built.kept.items():
        say(f"{path} had been edited by hand. Your text is in {kept}; pages change by changing accounts.yaml.")
    for path in built.plan.left:
        say(f"{path} is no longer generated, but does not look like our file any more, so it stays.")
    if built.problems:
        say(f"{summary(built.problems)}: see them with `iam-atlas validate`")
    plan = built.plan
    written = len(plan.written)
    files = "file" if written == 1 else "files"
    say(f"{written} {files} written, {len(plan.deleted)} deleted, {plan.unchanged} unchanged")


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


def _tell(outcome: "building.Built | AtlasError") -> None:
    if isinstance(outcome, InputError):
        say(as_text(outcome.problems).rstrip())
        say("The preview shows the last good state.")
    elif isinstance(outcome, AtlasError):
        say(f"Error: {outcome}")
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
