"""The command `diff`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import say_text
from pipeline.errors import UsageError


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Folder that a run has written.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Folder of a later run.")],
    form: Annotated[
        str, typer.Option("--format", metavar="NAME", help="text, csv or markdown.")
    ] = "text",
) -> None:
    """Show row by row what changed between two runs, as after an edit of a rule or a word list.

    Rows are one although their offsets differ: a row that only stands elsewhere is counted as
    moved. Text and Markdown list rows of `commitments` and `parties` only where their act has not
    changed; CSV has them all, a line a changed field. Tells what differs between the programs.

    \b
    Example:
      factsheets diff before after --format csv
    """
    from pipeline.changes import FORMATS, difference

    if form not in FORMATS:
        raise UsageError(f"There is no format “{form}”; there are {', '.join(FORMATS)}.")
    told = FORMATS[form](difference(old, new))
    say_text(told, form)
