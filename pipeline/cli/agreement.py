"""The command `agreement`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import say, tell


def agreement(
    first: Annotated[Path, typer.Argument(metavar="A", help="What one coder has labelled.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="What the other has.")],
) -> None:
    """Tell how far two coders of the same documents agree.

    F1 of nodes, mentions and commitments as `factsheets evaluate` counts them, and Krippendorff's
    alpha over paired acts: force as ranks, the others as names. A and B are label files
    (NAME.gold.json), label sheets with their text beside them, corrections with their document
    beside them, folders of these, or folders with the tables of a run.

    \b
    Example:
      factsheets agreement anna/ ben/
    """
    from pipeline.evaluate.agreement import agreement as agree
    from pipeline.labelling.coders import documents_of

    found = agree(documents_of(first), documents_of(second))
    for name in found.alone:
        tell(f"{name} is labelled by one coder only: left out")
    for line in found.lines():
        say(line)
