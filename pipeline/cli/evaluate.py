"""The command `evaluate`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.telling import bar, count, say, tell, tell_problems, troubles
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.evaluate import Figures


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of *.gold.json labels.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Tables of a run on the same texts.")
    ] = None,
    texts: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="Where else to look for the texts; may be repeated."),
    ] = None,
    links: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Labelled links of two of the texts, to score too."),
    ] = None,
) -> None:
    """Score the tables of a run against hand labels.

    Without DIR the labelled texts are run first. The text of NAME.gold.json is NAME.txt,
    NAME.md or either with its document_id for NAME, beside it or anywhere under the folders
    given with --texts. With --links DIR should hold the two texts of FILE alone: every link counts.

    \b
    Example:
      factsheets evaluate labels tables
      factsheets evaluate labels --texts statements
      factsheets evaluate labels tables --links labels/links.json
    """
    from pipeline.evaluate import add_links
    from pipeline.evaluate import evaluate as figures_of

    if folder and texts:
        raise UsageError("--texts is for a run without DIR: leave one of the two out.")
    if links and not folder:
        raise UsageError("--links is for the tables of a run: name their folder DIR.")
    figures = figures_of(gold, folder) if folder else _evaluate_texts(gold, texts or [])
    if folder and links:
        add_links(figures, gold, folder, links)
    if folder and (rows := _corrected_rows(folder)):
        tell(f"{count(rows, 'row')} of {folder} corrected by hand: the figures count them as found")
    for document in figures.missing:
        tell(f"nothing in the tables for {document}: all its labels count as missed")
    for line in figures.lines():
        say(line)


def _corrected_rows(folder: Path) -> int:
    from pipeline.tables.read import read_tables
    from pipeline.tables.write import PACKAGE
    from pipeline.values import CORRECTED

    if not (folder / PACKAGE).is_file():
        return 0
    tables = read_tables(folder, ("mentions", "acts"))
    return sum(row.get("method") == CORRECTED for rows in tables.values() for row in rows)


def _evaluate_texts(gold: Path, folders: Sequence[Path]) -> "Figures":
    from tempfile import TemporaryDirectory

    from pipeline.evaluate import evaluate as figures_of
    from pipeline.evaluate.texts import find_texts
    from pipeline.runner import execute

    texts = find_texts(gold, folders)
    with TemporaryDirectory() as scratch, bar() as progress:
        outcome = execute(texts, scratch, formats=["parquet"], progress=progress, corrected=False)
        figures = figures_of(gold, Path(scratch))
        errors = [row for row in outcome.problem_rows() if row["severity"] == "error"]
    tell_problems(troubles(errors), None)
    return figures
