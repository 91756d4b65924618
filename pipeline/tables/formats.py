"""The formats that a run writes its tables in, which files each makes, and what it needs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from pipeline.errors import UsageError
from pipeline.tables import arrow, database, workbook
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Stored


@dataclass(frozen=True, slots=True)
class Format:
    """`write` makes `files` in a folder and returns what did not fit, in words.

    `library` is the module that it needs beyond what is always installed; the extra that brings
    it is named as the format.
    """

    write: Callable[[Path, Stored], list[str]]
    files: tuple[str, ...]
    library: str | None = None


def _csv(folder: Path, tables: Stored) -> list[str]:
    for name in tables:
        arrow.write_csv(tables.pieces(name), folder / f"{name}.csv")
    return []


def _parquet(folder: Path, tables: Stored) -> list[str]:
    """Moves the files: as Parquet the tables have been written while documents came in."""
    for name in tables:
        file = f"{name}.parquet"
        (tables.folder / file).rename(folder / file)
    return []


FORMATS: Final = {
    "csv": Format(_csv, tuple(f"{name}.csv" for name in TABLES)),
    "parquet": Format(_parquet, tuple(f"{name}.parquet" for name in TABLES)),
    "xlsx": Format(workbook.write_workbook, (workbook.FILE,), "openpyxl"),
    "duckdb": Format(database.write_database, (database.FILE,), "duckdb"),
}


def check_installed(formats: Iterable[str]) -> None:
    """Raises UsageError where a format needs a library that is not installed."""
    for name in formats:
        library = FORMATS[name].library
        if library and find_spec(library) is None:
            raise UsageError(
                f"The format {name} needs {library}: pip install 'factsheets[{name}]', or leave "
                f"{name} out of --formats."
            )


def file_of(table: str, formats: Iterable[str]) -> str:
    """The file in which people find a table first, of those that a run wrote."""
    chosen = set(formats)
    first = next(form for form in FORMATS if form in chosen)
    own = f"{table}.{first}"
    return own if own in FORMATS[first].files else FORMATS[first].files[0]
