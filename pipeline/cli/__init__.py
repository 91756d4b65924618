"""The command `factsheets`: thin commands over the functions that do the work.

A command is a module of its name with a function of its name, and a line in COMMANDS. It imports
what it needs when it is called, so that `--help` answers at once. Exit codes: 0 done, 1 a document
failed under `--strict` or a check did not hold, 2 wrong use.
"""

import sys
from typing import Annotated, Final

import typer

from pipeline.cli import (
    accept,
    agreement,
    cite,
    compare,
    correct,
    diff,
    evaluate,
    explain,
    inspect,
    label,
    report,
    run,
    validate,
)
from pipeline.cli.telling import WRONG_USE, tell
from pipeline.errors import FactsheetsError

# In the order in which `--help` shows them: that in which they are used.
COMMANDS: Final = (
    run.run,
    inspect.inspect,
    compare.compare,
    validate.validate,
    report.report,
    explain.explain,
    cite.cite,
    label.label,
    correct.correct,
    accept.accept,
    agreement.agreement,
    diff.diff,
    evaluate.evaluate,
)

PROGRAM: Final = "factsheets"

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; what the analyst can mend is told in one line, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows "?" for it rather than ending the run.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app(prog_name=PROGRAM)
    except FactsheetsError as error:
        tell(f"{PROGRAM}: {error}", "red")
        raise SystemExit(WRONG_USE) from error


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"factsheets {version('factsheets')}")
        raise typer.Exit


@app.callback()
def factsheets(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Fact sheets and joint statements as tables: outline, entities, commitments.

    \b
    Example:
      factsheets run statements --output tables
    """


for command in COMMANDS:
    app.command()(command)
