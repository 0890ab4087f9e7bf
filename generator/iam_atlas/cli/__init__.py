"""Words on a command line to one call of a room below and an exit code; results on stdout, messages on stderr."""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from iam_atlas import __version__
from iam_atlas.cli import (
    access_commands,
    change_commands,
    check_command,
    export_commands,
    import_commands,
    site_commands,
)
from iam_atlas.cli.options import FINE, FOUND, INVALID, USAGE
from iam_atlas.cli.refusals import told
from iam_atlas.cli.stopping import ended_in_order

__all__ = ["FINE", "FOUND", "INVALID", "USAGE", "app", "run"]

COMMANDS: tuple[tuple[str, Callable[..., None], str], ...] = (
    ("init", site_commands.init, "`iam-atlas init my-accounts && cd my-accounts && iam-atlas build`"),
    ("validate", site_commands.validate, "`iam-atlas validate --format github` in a workflow"),
    ("check", check_command.check, "`iam-atlas check --fail-on medium --format sarif`"),
    ("generate", site_commands.generate, "`iam-atlas generate --check` in a workflow, so that pages are never stale"),
    ("build", site_commands.build, "`iam-atlas build --strict && open site/index.html`"),
    ("serve", site_commands.serve, "`iam-atlas serve --port 8001`, then edit accounts.yaml"),
    ("who-can", access_commands.who_can, "`iam-atlas who-can break-glass-admin@prod`"),
    ("reach", access_commands.reach, "`iam-atlas reach aiko`, or of a machine: `iam-atlas reach github`"),
    ("path", access_commands.path, "`iam-atlas path github ci-deploy@prod`"),
    (
        "explain",
        access_commands.explain,
        "`iam-atlas explain aiko developer@prod --context aws:MultiFactorAuthPresent=true`",
    ),
    ("can", access_commands.can, "`iam-atlas can operator@prod s3:DeleteBucket '*'`"),
    ("diff", change_commands.diff, "`iam-atlas diff --base origin/main --format markdown` on a pull request"),
    ("export", export_commands.export, "`iam-atlas export aws-config --for aiko`"),
    (
        "import",
        import_commands.import_,
        "`iam-atlas import auth-details jump.json dev.json prod.json --output my-accounts`",
    ),
    ("compare", import_commands.compare, "`iam-atlas compare jump.json dev.json prod.json`"),
    ("simulate", access_commands.simulate, "`iam-atlas simulate cases.jsonl`, or cases on stdin: `-`"),
)
"""Every command: its name, the function that runs it, and what its help shows as an example."""

app = typer.Typer(
    name="iam-atlas",
    epilog="Exit codes: 0 fine, 1 a check found something, 2 wrong usage, 3 the input is invalid.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _command, _example in COMMANDS:
    app.command(_name, epilog=f"Example:  {_example}")(told(_command))


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
        with ended_in_order():
            app(args=[*arguments], prog_name="iam-atlas")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else USAGE
    return FINE
