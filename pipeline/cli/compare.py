"""The command `compare`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import FAILED, say_text, tell
from pipeline.errors import UsageError


def compare(
    earlier: Annotated[Path, typer.Argument(metavar="EARLIER", help="The earlier statement.")],
    later: Annotated[Path, typer.Argument(metavar="LATER", help="The later one.")],
    form: Annotated[
        str, typer.Option("--format", metavar="NAME", help="text, csv or markdown.")
    ] = "text",
) -> None:
    """Tell what a statement makes of the one before: new, hardened, softened, gone.

    A pair whose likeness is slight is marked as doubtful. CSV has every act; the others leave
    reports and elaborations out that nothing in the other statement answers.

    \b
    Example:
      factsheets compare statements/2023.txt statements/2024.txt --format csv
    """
    from pipeline.comparison import FORMATS, compare, doubts
    from pipeline.runner.documents import process
    from pipeline.runner.inputs import find

    if form not in FORMATS:
        raise UsageError(f"There is no format “{form}”; there are {', '.join(FORMATS)}.")
    sides = []
    for file in (earlier, later):
        if file.is_dir():
            raise UsageError(f"{file} is a folder: name one file.")
        sides.append(process(find([file])[0]))
    for message in doubts(*sides):
        tell(message)
    if any(side.document["status"] == "failed" for side in sides):
        raise typer.Exit(FAILED)
    told = FORMATS[form](compare(*sides))
    say_text(told, form)
