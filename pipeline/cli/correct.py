"""The command `correct`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import say, tell


def correct(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The document.")],
    labels: Annotated[
        Path,
        typer.Argument(metavar="LABELS", help="Its label sheet, or a JSON export of Label Studio."),
    ],
) -> None:
    """Keep what a coder has put right beside the document, for every later run.

    Writes NAME.corrections.json: each mention and act that was added, removed or changed, with its
    words, by which it is found again when the text moves. Rows made by it have the method
    “corrected”; what no longer fits is told in `problems`.

    \b
    Example:
      factsheets correct statements/one.pdf labels/one.sheet.json
    """
    from pipeline.labelling.files import correct as written

    done = written(file, labels)
    for note in done.notes:
        tell(note)
    counts = [f"{number} {kind}" for kind, number in done.counts.items()]
    say(f"{', '.join(counts)} -> {done.files[0]}")
