"""The tables of a finished run, read back as rows."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.tables.arrow import read_parquet
from pipeline.tables.cells import read_csv
from pipeline.tables.schema import TABLES
from pipeline.tables.write import PACKAGE

Row = dict[str, Any]


def read_tables(folder: Path, names: Iterable[str] = tuple(TABLES)) -> dict[str, list[Row]]:
    """The rows of the tables `names`, from Parquet where it is there, else from CSV.

    Raises UsageError where the folder holds no finished run or one of its tables is gone.
    """
    wanted = tuple(names)
    while True:
        before = _stamp(folder)
        try:
            tables = {name: _rows(folder, name) for name in wanted}
        except UsageError:
            if before == _stamp(folder):
                raise
            continue
        # A run may have put new results in the place of these.
        if before == _stamp(folder):
            return tables


def _stamp(folder: Path) -> tuple[int, int]:
    """What tells the results of one run from those of another."""
    try:
        stat = (folder / PACKAGE).stat()
    except OSError as error:
        message = f"{folder} holds no finished run: name the folder that `run` has written."
        raise UsageError(message) from error
    return stat.st_ino, stat.st_mtime_ns


def _rows(folder: Path, name: str) -> list[Row]:
    parquet, text = folder / f"{name}.parquet", folder / f"{name}.csv"
    file = parquet if parquet.exists() else text
    if not file.exists():
        raise UsageError(
            f"{folder} holds neither {parquet.name} nor {text.name}: run `factsheets run` into it "
            "again, with csv or parquet among its --formats."
        )
    try:
        if file == parquet:
            rows: list[Row] = read_parquet(file).to_pylist()
            return rows
        return list(read_csv(TABLES[name], file))
    except (ValueError, OSError) as error:
        message = f"{file} cannot be read ({error}): run `factsheets run` into {folder} again."
        raise UsageError(message) from error
