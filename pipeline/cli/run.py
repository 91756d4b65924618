"""The command `run`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.telling import (
    FAILED,
    bar,
    say,
    summary,
    tell,
    tell_next,
    tell_problems,
    troubles,
)
from pipeline.config import DEFAULT_ENGINE, DEFAULT_FORMATS


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders searched whole, s3://…"),
    ],
    output: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the tables.")],
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="serial, processes or dask.")
    ] = DEFAULT_ENGINE,
    workers: Annotated[
        int | None,
        typer.Option(metavar="N", help="Processes at work; one a processor if left out."),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Of the cluster, with --engine dask.")
    ] = None,
    formats: Annotated[
        str,
        typer.Option(
            metavar="LIST", help="Formats of the tables, by commas: csv, parquet, xlsx, duckdb."
        ),
    ] = ",".join(DEFAULT_FORMATS),
    force: Annotated[bool, typer.Option("--force", help="Do every document anew.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if a document failed.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print only what keeps the run from its work.")
    ] = False,
) -> None:
    """Turn documents into tables.

    \b
    Example:
      factsheets run statements/ one.pdf --output tables --engine processes
    """
    from pipeline.runner import execute
    from pipeline.tables.formats import file_of

    chosen = [name.strip() for name in formats.split(",") if name.strip()]
    with bar(quiet) as progress:
        outcome = execute(
            inputs, output, engine, workers, chosen, force, progress, scheduler=scheduler
        )
    if not quiet:
        found = troubles(outcome.problem_rows())
        tell_problems(found, output / file_of("problems", chosen))
        for note in outcome.notes:
            tell(note, "yellow")
        say(f"{summary(outcome, found)} -> {output}")
        tell_next(output, chosen, found)
    if strict and outcome.statuses.get("failed"):
        raise typer.Exit(FAILED)
