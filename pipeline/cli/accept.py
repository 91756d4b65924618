"""The command `accept`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import say, tell


def accept(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document with corrections.")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder of the fixtures.")],
) -> None:
    """Make a document that has been corrected a fixture, for `factsheets evaluate` to score.

    Copies the document, and its sidecar, and writes its labels (NAME.gold.json) and its label
    sheet. Corrections stay where they are: a score is of what the rules alone find.

    \b
    Example:
      factsheets accept statements/one.txt --to tests/fixtures
    """
    from pipeline.labelling.files import accept as accepted

    done = accepted(file, to)
    for note in done.notes:
        tell(note)
    say(f"{file} -> {', '.join(map(str, done.files))}")
