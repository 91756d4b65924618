"""The command `report`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import count, say, tell_some


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that a run has written.")],
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for the page; DIR/report if left out."),
    ] = None,
    raw: Annotated[
        Path | None,
        typer.Option(
            metavar="INPUT",
            help="What the run read, to show pages of PDFs; if left out, raw beside DIR.",
        ),
    ] = None,
) -> None:
    """Write the page people look at: statements beside their commitments.

    One folder of files that opens from disk, without network: open index.html in a browser.

    \b
    Example:
      factsheets report tables --raw statements
    """
    from pipeline.report import write_report

    written = write_report(folder, output, raw)
    tell_some(written.notes)
    counts = [
        count(written.statements, "statement"),
        count(written.commitments, "commitment"),
        count(written.pictures, "page picture"),
    ]
    say(f"{', '.join(counts)} -> {written.page}")
