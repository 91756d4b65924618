"""The command `cite`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import say


def cite(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that a run has written.")],
    row: Annotated[str, typer.Argument(metavar="ID", help="Id of a commitment or other act.")],
    form: Annotated[
        str, typer.Option("--format", metavar="NAME", help="text, bibtex or link.")
    ] = "text",
) -> None:
    """Quote a row: a footnote, an entry for BibTeX, or a link to the words.

    The link needs the address of the source, as `url` in NAME.meta.toml beside the file. It opens
    a page of the web at the words, which the browser marks, and a PDF at their page.

    \b
    Example:
      factsheets cite tables us-japan-scc-2024-ca7a07:a1051-1233 --format bibtex
    """
    from pipeline.report.cite import cite as quoted

    for line in quoted(folder, row, form).splitlines():
        say(line)
