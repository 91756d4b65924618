"""Tables on disk: written as Parquet while documents come in, read back in pieces.

Whatever the number of documents, memory holds a few thousand rows of each table.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.tables import arrow
from pipeline.tables.arrow import Buffer, Row
from pipeline.tables.cells import read_csv
from pipeline.tables.schema import TABLES, Table

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

GROUP_ROWS: Final = 20_000
# A table of more rows is a folder of files of about as many each, named as the one file would be.
PART_ROWS: Final = 4_000_000
_PART: Final = "part-{:05d}.parquet"


class Sink:
    """Writes the rows of one table as Parquet into a folder, a row group at a time."""

    def __init__(self, table: Table, folder: Path) -> None:
        self._buffer = Buffer(table)
        self._target = folder / f"{table.name}.parquet"
        self._writer: Any = None
        self._parts: list[Path] = []
        self._rows_in_part = 0

    def extend(self, rows: Sequence[Row]) -> None:
        """Adds rows; a row without a value for a column raises KeyError."""
        self._buffer.extend(rows)
        if len(self._buffer) >= GROUP_ROWS:
            self._write()

    def close(self) -> None:
        """Ends the table: one file, or a folder of several."""
        if len(self._buffer) or not self._parts:
            self._write()
        self._close_part()
        if len(self._parts) == 1:
            self._parts[0].rename(self._target)
            return
        self._target.mkdir()
        for number, part in enumerate(self._parts):
            part.rename(self._target / _PART.format(number))

    def _write(self) -> None:
        if self._rows_in_part >= PART_ROWS:
            self._close_part()
        if self._writer is None:
            self._parts.append(self._target.with_name(f".{self._target.stem}-{len(self._parts)}"))
            self._writer = arrow.parquet_writer(self._buffer.schema, self._parts[-1])
        rows = self._buffer.finish()
        self._writer.write_table(rows)
        self._rows_in_part += rows.num_rows

    def _close_part(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer, self._rows_in_part = None, 0


class Stored(Mapping[str, Any]):
    """The tables of a run as they stand in a folder, each read when it is asked for: from Parquet
    where that was written, else from CSV."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> "pyarrow.Table":
        if self._parquet(name).exists():
            return arrow.read_parquet(self._parquet(name))
        rows = read_csv(TABLES[name], self.folder / f"{name}.csv")
        return arrow.arrow_table(TABLES[name], list(rows))

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def pieces(self, name: str) -> Iterator["pyarrow.Table"]:
        """One table, a row group at a time where it stands as Parquet."""
        if not self._parquet(name).exists():
            return iter([self[name]])
        files = arrow.parquet_files(self._parquet(name))
        return chain.from_iterable(map(arrow.row_groups, files))

    def count(self, name: str) -> int:
        """The number of rows of one table."""
        path = self._parquet(name)
        return arrow.parquet_rows(path) if path.exists() else int(self[name].num_rows)

    def _parquet(self, name: str) -> Path:
        return self.folder / f"{TABLES[name].name}.parquet"
