"""The command `inspect`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import FAILED
from pipeline.errors import UsageError


def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One document.")],
) -> None:
    """Show the outline of a document with its mentions and acts.

    A filled circle marks a commitment, an empty one an act that is none, with the reason.

    \b
    Example:
      factsheets inspect statements/one.txt
    """
    from rich.console import Console

    from pipeline.runner.documents import process
    from pipeline.runner.inputs import find
    from pipeline.terminal import show

    if file.is_dir():
        raise UsageError(f"{file} is a folder: name one file.")
    console = Console(highlight=False, markup=False, emoji=False)
    results = [process(item) for item in find([file])]
    for result in results:
        show(console, result.document, result.tables)
    if any(result.document["status"] == "failed" for result in results):
        raise typer.Exit(FAILED)
