"""The command `validate`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import FAILED, count, say, tell
from pipeline.errors import UsageError


def validate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that a run has written.")],
    raw: Annotated[
        Path | None, typer.Option(metavar="INPUT", help="What the run read, to check quotes too.")
    ] = None,
) -> None:
    """Check the tables of a run: schema, keys, offsets, values.

    \b
    Example:
      factsheets validate tables --raw statements
    """
    from pipeline.tables.validate import validate as faults_of

    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    faults = faults_of(folder, raw)
    for fault in faults:
        tell(fault)
    say(f"{folder}: {count(len(faults), 'fault') if faults else 'all checks hold'}")
    if faults:
        raise typer.Exit(FAILED)
