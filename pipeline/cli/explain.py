"""The command `explain`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import say


def explain(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that a run has written.")],
    row: Annotated[str, typer.Argument(metavar="ID", help="Id of an act, or of any other row.")],
) -> None:
    """Tell why a row is what it is: rule or component, cue, actors, offsets, quote, page.

    \b
    Example:
      factsheets explain tables us-japan-scc-2024-ca7a07:a1051-1233
    """
    from pipeline.report import explain as lines_of

    lines = lines_of(folder, row)
    width = max(len(name) for name, _ in lines)
    for name, value in lines:
        say(f"{name:<{width}}  {value}")
