"""The formats that a run writes its tables in, which files each makes, and what it needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import UsageError
from pipeline.tables import arrow, database, workbook
from pipeline.tables.schema import TABLES

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

Tables = Mapping[str, "pyarrow.Table"]


@dataclass(frozen=True, slots=True)
class Format:
    """`write` makes `files` in a folder and returns what did not fit, in words.

    `library` is the module that it needs beyond what is always installed; the extra that brings
    it is named as the format.
    """

    write: Callable[[Path, Tables], list[str]]
    files: tuple[str, ...]
    library: str | None = None


def _csv(folder: Path, tables: Tables) -> list[str]:
    for name, data in tables.items():
        arrow.write_csv(data, folder / f"{name}.csv")
    return []


def _parquet(folder: Path, tables: Tables) -> list[str]:
    for name, data in tables.items():
        arrow.write_parquet(data, folder / f"{name}.parquet")
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
