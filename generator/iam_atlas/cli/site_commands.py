"""The commands that make a site or look its file over: words on a command line to one call and an exit code."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar

from iam_atlas import build as building
from iam_atlas import preview, questions
from iam_atlas.cli.options import (
    DEFAULT_FILE,
    DEFAULT_JOBS,
    FINE,
    FOUND,
    INVALID,
    File,
    Format,
    Jobs,
    Language,
    MessageLang,
    Today,
    day_of,
    say,
)
from iam_atlas.cli.refusals import tell
from iam_atlas.cli.stopping import ended_in_any_case
from iam_atlas.errors import AtlasError, InputError, Problem, Said, Severity, counted, said
from iam_atlas.load.report import as_github, as_json, as_text, summary, summary_of
from iam_atlas.load.sarif import as_sarif
from iam_atlas.making import Progress, Step
from iam_atlas.site.plan import Plan
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.said import say as in_language
from iam_atlas.wording.translate import Translator

_FIX = "iam-atlas generate"
_BUILD = "iam-atlas build"

_REPORTS: dict[Format, Callable[[Sequence[Problem], Translator], str]] = {
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
    started, t = building.init(folder, lang.value), translator(lang.value)
    for path in started.written:
        typer.echo(t("wrote  {path}", path=path))
    for path in started.kept:
        typer.echo(t("kept   {path} (it was there)", path=path))
    place = "" if folder == Path() else f"cd {folder} && "
    say(said("Next: {commands}, then open {page}", commands=f"{place}{_BUILD}", page="site/index.html"), t)


def validate(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="The root accounts file.")] = DEFAULT_FILE,
    format_: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TEXT,
    today: Today = None,
    lang: MessageLang = Language.EN,
) -> None:
    """Report every error and warning at once, with file, line and column.

    Exits with 3 when there are errors; warnings alone are fine.
    """
    problems, t = questions.validate(file, today=day_of(today)), translator(lang.value)
    typer.echo(_REPORTS[format_](problems, t), nl=False)
    if not problems and format_ is Format.TEXT:
        say(said("{path}: {how}", path=str(file), how=summary(problems, t)), t)
    raise typer.Exit(INVALID if any(p.severity is Severity.ERROR for p in problems) else FINE)


def generate(
    file: File = DEFAULT_FILE,
    today: Today = None,
    jobs: Jobs = DEFAULT_JOBS,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 if anything is stale.")] = False,
    lang: MessageLang = Language.EN,
) -> None:
    """Write docs/atlas/ and nav.generated.yml: all of it or, when something is wrong, nothing.

    Only what changed is written. Files that iam-atlas did not write are never touched; a generated file that somebody
    edited is kept under .iam-atlas/kept/.
    """
    t = translator(lang.value)
    if check:
        raise typer.Exit(_check(file, day_of(today), jobs, t))
    with _steps(t) as step:
        built = building.generate(file, today=day_of(today), jobs=jobs, step=step, notice=partial(say, t=t))
    _report(built, t)


def build(
    file: File = DEFAULT_FILE,
    today: Today = None,
    jobs: Jobs = DEFAULT_JOBS,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at every warning of MkDocs.")] = False,
    lang: MessageLang = Language.EN,
) -> None:
    """Generate, then let MkDocs build site/."""
    t = translator(lang.value)
    with _steps(t) as step:
        built = building.build(file, today=day_of(today), jobs=jobs, strict=strict, step=step, notice=partial(say, t=t))
    _report(built, t)
    say(said("Built {page}", page=str(file.parent / "site" / "index.html")), t)


def serve(
    file: File = DEFAULT_FILE,
    today: Today = None,
    jobs: Jobs = DEFAULT_JOBS,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8000,
    lang: Annotated[
        Language | None,
        typer.Option(help="Language of the messages, and which pages are shown; else those in the site's first."),
    ] = None,
) -> None:
    """Live preview: edit accounts.yaml or a policy, and the page reloads.

    While the file is wrong, the last good state stays and the errors are printed here. Stop with Ctrl-C.
    """
    try:
        with ended_in_any_case():
            code = preview.serve(
                file,
                today=day_of(today),
                jobs=jobs,
                port=port,
                language=lang.value if lang else "",
                tell=partial(_tell, t=translator((lang or Language.EN).value)),
            )
    except KeyboardInterrupt:
        code = FINE  # the way to end a preview
    raise typer.Exit(code)


def _check(file: Path, today: date | None, jobs: int, t: Translator) -> int:
    with _steps(t) as step:
        checked = building.check(file, today=today, jobs=jobs, step=step, notice=partial(say, t=t))
    if not checked.stale:
        say(said("Generated files are up to date."), t)
        return FINE
    for line in checked.stale:
        typer.echo(in_language(line, t))
    typer.echo(f"\n{checked.difference}", nl=False)
    say(_not_up_to_date(len(checked.stale)), t)
    return FOUND


def _not_up_to_date(files: int) -> Said:
    return counted(
        "{count} generated file is not up to date. To fix this: {command}",
        "{count} generated files are not up to date. To fix this: {command}",
        files,
        command=_FIX,
    )


def _report(built: building.Built, t: Translator) -> None:
    """Warnings as a count, since `validate` prints them; every file that was kept aside by name."""
    for path, kept in built.kept.items():
        say(_kept_aside(path, kept), t)
    for path in built.plan.left:
        say(_left(path), t)
    if any(built.found.counts.values()):
        say(said("{problems}: see them with `iam-atlas validate`", problems=summary_of(built.found, t)), t)
    say(_done(built.plan), t)


def _kept_aside(path: str, kept: str) -> Said:
    return said(
        "{path} had been edited by hand. Your text is in {kept}; pages change by changing accounts.yaml.",
        path=path,
        kept=kept,
    )


def _left(path: str) -> Said:
    return said(
        "{path} is no longer generated, but does not look like our file any more, so it stays.",
        path=path,
    )


def _done(plan: Plan) -> Said:
    return counted(
        "{count} file written, {deleted} deleted, {unchanged} unchanged",
        "{count} files written, {deleted} deleted, {unchanged} unchanged",
        len(plan.written),
        deleted=len(plan.deleted),
        unchanged=plan.unchanged,
    )


def _tell(outcome: building.Built | AtlasError | Said, t: Translator) -> None:
    if isinstance(outcome, AtlasError):
        tell(outcome, t)
    elif isinstance(outcome, Said):
        say(outcome, t)
    else:
        _report(outcome, t)
    if isinstance(outcome, InputError):
        say(said("The preview shows the last good state."), t)


@contextmanager
def _steps(t: Translator) -> Iterator[Step]:
    """A function that shows the step under way and how long it will take; nothing where stderr goes to a file."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TimeRemainingColumn())
    # Drawn when something is told and not by a thread: processes are forked meanwhile.
    with ProgressBar(*columns, console=console, transient=True, auto_refresh=False) as bar:
        shown = bar.add_task(t("Reading"), total=None)
        yield partial(_show, bar, shown, t=t)


def _show(bar: ProgressBar, shown: TaskID, progress: Progress, *, t: Translator) -> None:
    doing = in_language(progress.doing, t)
    if bar.tasks[shown].description != doing:
        bar.reset(shown, description=doing, total=progress.of or None)
    bar.update(shown, completed=progress.done, refresh=progress.done % _SHOWN_EVERY == 0)


_SHOWN_EVERY = 8
