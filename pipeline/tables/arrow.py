"""Rows as Arrow tables: schemas from the definitions, CSV, Parquet, frames for analysts.

pyarrow is imported where it is used: whoever only needs the schema does not wait for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.tables.schema import LIST_SEPARATOR, SCHEMA_VERSION, Column, Table

if TYPE_CHECKING:
    import pandas
    import pyarrow  # type: ignore[import-untyped]

Row = Mapping[str, Any]

_BATCH_ROWS: Final = 2_000


def schema(table: Table) -> "pyarrow.Schema":
    """The Arrow schema: strings, int64, float64, bool, date32, list<string>."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }

    def field(column: Column) -> pa.Field:
        missing = not column.required and column.type != "list"
        return pa.field(column.name, types[column.type], nullable=missing)

    return pa.schema(
        [field(column) for column in table.columns],
        metadata={"table": table.name, "schema_version": SCHEMA_VERSION},
    )


class Buffer:
    """Collects the rows of one table; full batches are kept as compact Arrow columns."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.schema = schema(table)
        self._values = itemgetter(*table.names)
        self._waiting: list[tuple[Any, ...]] = []
        self._batches: list[Any] = []
        self._rows = 0

    def __len__(self) -> int:
        return self._rows

    def extend(self, rows: Sequence[Row]) -> None:
        """Adds rows; a row without a value for a column raises KeyError."""
        self._waiting += map(self._values, rows)
        self._rows += len(rows)
        if len(self._waiting) >= _BATCH_ROWS:
            self._flush()

    def finish(self) -> "pyarrow.Table":
        """The rows so far, as one table; what is added later is another."""
        import pyarrow as pa

        self._flush()
        batches, self._batches, self._rows = self._batches, [], 0
        # One chunk a column: the bytes of the Parquet file must not tell how rows came in.
        return pa.Table.from_batches(batches, self.schema).combine_chunks()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._waiting:
            columns = zip(*self._waiting, strict=True)
            arrays = [
                pa.array(values, field.type)
                for values, field in zip(columns, self.schema, strict=True)
            ]
            self._batches.append(pa.RecordBatch.from_arrays(arrays, schema=self.schema))
            self._waiting = []


def arrow_table(table: Table, rows: Sequence[Row]) -> "pyarrow.Table":
    """`rows` as one Arrow table with the table's schema."""
    buffer = Buffer(table)
    buffer.extend(rows)
    return buffer.finish()


def write_csv(pieces: "Iterable[pyarrow.Table]", path: Path) -> None:
    """Writes one table, given in one piece or more, as RFC 4180 has it, CRLF line ends included;
    see `cells` for the cells.

    Every string is quoted, so that a missing value and a comma cannot be mistaken.
    """
    import pyarrow as pa
    import pyarrow.csv as pa_csv  # type: ignore[import-untyped]

    writer = None
    with path.open("wb") as file:
        for data in pieces:
            for place, field in enumerate(data.schema):
                if pa.types.is_list(field.type):
                    # Not pyarrow.compute: importing it takes longer than a small run to write.
                    joined = [
                        LIST_SEPARATOR.join(items) or None for items in data[place].to_pylist()
                    ]
                    data = data.set_column(place, field.name, pa.array(joined, pa.string()))
            options = pa_csv.WriteOptions(eol="\r\n")
            writer = writer or pa_csv.CSVWriter(file, data.schema, write_options=options)
            writer.write_table(data)
        if writer:
            writer.close()


def parquet_writer(wanted: "pyarrow.Schema", path: Path) -> "pyarrow.parquet.ParquetWriter":
    """Writes tables one by one as the row groups of a file, Zstandard, the same bytes for the same
    rows; to be closed."""
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    return pq.ParquetWriter(path, wanted, compression="zstd", store_schema=True)


def write_parquet(data: "pyarrow.Table", path: Path) -> None:
    """Writes one table as one row group."""
    with parquet_writer(data.schema, path) as writer:
        writer.write_table(data)


def read_parquet(path: Path) -> "pyarrow.Table":
    """One table as it was written, a file or a folder of parts; an OSError or ValueError where
    that is no Parquet."""
    import pyarrow as pa

    parts = [part for file in parquet_files(path) for part in row_groups(file)]
    if not parts:
        raise OSError(f"{path} is an empty folder")
    return pa.concat_tables(parts).combine_chunks()


def parquet_files(path: Path) -> list[Path]:
    """The files of a table in their order: of a large one `path` is a folder of parts."""
    return sorted(path.glob("part-*.parquet")) if path.is_dir() else [path]


def row_groups(file: Path) -> "Iterator[pyarrow.Table]":
    """The rows of a file, a row group at a time."""
    import pyarrow.parquet as pq

    # Not read_table: it takes part in dataset discovery, which costs a second import.
    with pq.ParquetFile(file) as opened:
        for number in range(opened.num_row_groups):
            yield opened.read_row_group(number)


def parquet_rows(path: Path) -> int:
    """The number of rows of a table, a file or a folder of parts."""
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(file).num_rows for file in parquet_files(path))


def frame(data: "pyarrow.Table") -> "pandas.DataFrame":
    """A pandas frame; whole numbers and booleans stay such where values are missing."""
    import pandas as pd
    import pyarrow as pa

    types = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    result: pd.DataFrame = data.to_pandas(types_mapper=types.get)
    return result
