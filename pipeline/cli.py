"""The command `factsheets`: thin commands over the functions that do the work.

Each command imports what it needs when it is called, so that `--help` answers at once. Exit
codes: 0 done, 1 a document failed under `--strict` or a check did not hold, 2 wrong use.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.config import DEFAULT_ENGINE, DEFAULT_FORMATS
from pipeline.errors import FactsheetsError, UsageError

if TYPE_CHECKING:
    from pipeline.evaluate import Figures
    from pipeline.runner import Outcome, Progress

MOST_PROBLEMS = 20
FAILED, WRONG_USE = 1, 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; what the analyst can mend is told in one line, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows "?" for it rather than ending the run.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except FactsheetsError as error:
        _tell(f"factsheets: {error}")
        raise SystemExit(WRONG_USE) from error


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"factsheets {version('factsheets')}")
        raise typer.Exit


@app.callback()
def factsheets(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Fact sheets and joint statements as tables: outline, entities, commitments."""


@app.command()
def run(
    inputs: Annotated[
        list[Path], typer.Argument(metavar="INPUT", help="Files, or folders searched whole.")
    ],
    output: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the tables.")],
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="serial or processes.")
    ] = DEFAULT_ENGINE,
    workers: Annotated[
        int | None,
        typer.Option(metavar="N", help="Processes at work; one a processor if left out."),
    ] = None,
    formats: Annotated[
        str, typer.Option(metavar="LIST", help="Formats of the tables, by commas.")
    ] = ",".join(DEFAULT_FORMATS),
    force: Annotated[bool, typer.Option("--force", help="Do every document anew.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if a document failed.")] = False,
) -> None:
    """Turn documents into tables.

    \b
    Example:
      factsheets run statements/ one.pdf --output tables --engine processes
    """
    from pipeline.runner import execute

    chosen = [name.strip() for name in formats.split(",") if name.strip()]
    with _bar() as progress:
        outcome = execute(inputs, output, engine, workers, chosen, force, progress)
    _tell_problems(outcome.problems, output / f"problems.{chosen[0]}")
    typer.echo(f"{_summary(outcome)} -> {output}")
    if strict and outcome.statuses.get("failed"):
        raise typer.Exit(FAILED)


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One document.")],
) -> None:
    """Show the outline of a document with its mentions and acts.

    A filled circle marks a commitment, an empty one an act that is none, with the reason.

    \b
    Example:
      factsheets inspect statements/one.txt
    """
    from rich.console import Console

    from pipeline.runner.documents import process
    from pipeline.runner.inputs import find
    from pipeline.terminal import show

    if file.is_dir():
        raise UsageError(f"{file} is a folder: name one file.")
    console = Console(highlight=False, markup=False, emoji=False)
    results = [process(item) for item in find([file])]
    for result in results:
        show(console, result.document, result.tables)
    if any(result.document["status"] == "failed" for result in results):
        raise typer.Exit(FAILED)


@app.command()
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
    from pipeline.terminal import clean

    if form not in FORMATS:
        raise UsageError(f"There is no format “{form}”; there are {', '.join(FORMATS)}.")
    sides = []
    for file in (earlier, later):
        if file.is_dir():
            raise UsageError(f"{file} is a folder: name one file.")
        sides.append(process(find([file])[0]))
    for message in doubts(*sides):
        _tell(message)
    if any(side.document["status"] == "failed" for side in sides):
        raise typer.Exit(FAILED)
    told = FORMATS[form](compare(*sides))
    typer.echo("\n".join(map(clean, told.split("\n"))) if form != "csv" else told, nl=False)


@app.command()
def validate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that a run has written.")],
    raw: Annotated[
        Path | None, typer.Option(metavar="INPUT", help="What the run read, to check quotes too.")
    ] = None,
) -> None:
    """Check the tables of a run: schema, keys, offsets, values.

    \b
    Example:
      factsheets validate tables --raw statements
    """
    from pipeline.tables.validate import validate as faults_of

    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    faults = faults_of(folder, raw)
    for fault in faults:
        _tell(fault)
    typer.echo(f"{folder}: {_count(len(faults), 'fault') if faults else 'all checks hold'}")
    if faults:
        raise typer.Exit(FAILED)


@app.command()
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
    counts = [
        _count(written.statements, "statement"),
        _count(written.commitments, "commitment"),
        _count(written.pictures, "page picture"),
    ]
    typer.echo(f"{', '.join(counts)} -> {written.page}")


@app.command()
def explain(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that a run has written.")],
    row: Annotated[str, typer.Argument(metavar="ID", help="Id of an act, or of any other row.")],
) -> None:
    """Tell why a row is what it is: rule or component, cue, actors, offsets, quote, page.

    \b
    Example:
      factsheets explain tables us-japan-scc-2024-ca7a07:a571-659
    """
    from pipeline.report import explain as lines_of
    from pipeline.terminal import clean

    lines = lines_of(folder, row)
    width = max(len(name) for name, _ in lines)
    for name, value in lines:
        typer.echo(f"{name:<{width}}  {clean(value)}")


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of *.gold.json labels.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Tables of a run on the same texts.")
    ] = None,
    texts: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="Where else to look for the texts; may be repeated."),
    ] = None,
) -> None:
    """Score the tables of a run against hand labels.

    Without DIR the labelled texts are run first. The text of NAME.gold.json is NAME.txt,
    NAME.md or either with its document_id for NAME, beside it or anywhere under the folders
    given with --texts.

    \b
    Example:
      factsheets evaluate labels tables
      factsheets evaluate labels --texts statements
    """
    from pipeline.evaluate import evaluate as figures_of

    if folder and texts:
        raise UsageError("--texts is for a run without DIR: leave one of the two out.")
    figures = figures_of(gold, folder) if folder else _evaluate_texts(gold, texts or [])
    for document in figures.missing:
        _tell(f"nothing in the tables for {document}: all its labels count as missed")
    for line in figures.lines():
        typer.echo(line)


def _evaluate_texts(gold: Path, folders: Sequence[Path]) -> "Figures":
    from tempfile import TemporaryDirectory

    from pipeline.evaluate import evaluate as figures_of
    from pipeline.evaluate.texts import find_texts
    from pipeline.runner import execute

    texts = find_texts(gold, folders)
    with TemporaryDirectory() as scratch, _bar() as progress:
        outcome = execute(texts, scratch, formats=["parquet"], progress=progress)
        figures = figures_of(gold, Path(scratch))
    _tell_problems([row for row in outcome.problems if row["severity"] == "error"], None)
    return figures


def _summary(outcome: "Outcome") -> str:
    """What a run gave: documents, failed, rows of the main tables, problems."""
    failed = outcome.statuses.get("failed", 0)
    counts = [_count(sum(outcome.statuses.values()), "document"), f"{failed} failed"]
    for name in ("nodes", "mentions", "commitments", "problems"):
        counts.append(_count(outcome.tables[name].num_rows, name.removesuffix("s")))
    return ", ".join(counts)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _tell(line: str) -> None:
    from pipeline.terminal import clean

    typer.echo(clean(line), err=True)


def _tell_problems(rows: Sequence[dict[str, Any]], file: Path | None) -> None:
    """Problems on stderr, the worst first; beyond the first few only how many there are."""
    from pipeline.terminal import problem_line
    from pipeline.values import SEVERITIES

    worst_first = sorted(rows, key=lambda row: SEVERITIES.index(row["severity"]))
    for row in worst_first[:MOST_PROBLEMS]:
        typer.echo(problem_line(row), err=True)
    if len(rows) > MOST_PROBLEMS:
        where = f", see {file}" if file else ""
        typer.echo(f"… and {len(rows) - MOST_PROBLEMS} more{where}", err=True)


@contextmanager
def _bar() -> "Iterator[Progress | None]":
    """A progress bar on stderr where that is a terminal, and what moves it; else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Display

    with Display(console=Console(stderr=True), transient=True) as display:
        task = display.add_task("documents", total=None)
        yield lambda done, total, _result: display.update(task, completed=done, total=total)
