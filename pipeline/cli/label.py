"""The command `label`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import say, tell


def label(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One document.")],
    output: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the files.")] = Path(
        "labels"
    ),
) -> None:
    """Write what a coder needs to put a document right, filled in with what was found.

    NAME.sheet.json is a label sheet for a text editor, NAME.tasks.json a task for Label Studio,
    label-studio.xml its labelling interface, NAME.txt the text. Corrections that the document has
    are in them. `factsheets correct` takes either back.

    \b
    Example:
      factsheets label statements/one.pdf --output labels
    """
    from pipeline.labelling.files import write_labels

    done = write_labels(file, output)
    for note in done.notes:
        tell(note)
    counts = f"{len(done.labelled.mentions)} mentions, {len(done.labelled.acts)} acts"
    say(f"{counts} -> {', '.join(map(str, done.files))}")
