"""Rows as Arrow tables: schemas from the definitions, CSV, Parquet, frames for analysts.

pyarrow is imported where it is used: whoever only needs the schema does not wait for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.tables.schema import LIST_SEPARATOR, SCHEMA_VERSION, TABLES, Column, Table

if TYPE_CHECKING:
    import pandas
    import pyarrow  # type: ignore[import-untyped]

Row = Mapping[str, Any]

_BATCH_ROWS: Final = 20_000


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
        self._schema = schema(table)
        self._columns: list[list[Any]] = [[] for _ in table.columns]
        self._batches: list[Any] = []

    def extend(self, rows: Sequence[Row]) -> None:
        """Adds rows; a row without a value for a column raises KeyError."""
        for name, values in zip(self.table.names, self._columns, strict=True):
            values.extend([row[name] for row in rows])
        if len(self._columns[0]) >= _BATCH_ROWS:
            self._flush()

    def finish(self) -> "pyarrow.Table":
        import pyarrow as pa

        self._flush()
        # One chunk a column: the bytes of the Parquet file must not tell how rows came in.
        return pa.Table.from_batches(self._batches, self._schema).combine_chunks()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._columns[0]:
            arrays = [
                pa.array(values, field.type)
                for values, field in zip(self._columns, self._schema, strict=True)
            ]
            self._batches.append(pa.RecordBatch.from_arrays(arrays, schema=self._schema))
            self._columns = [[] for _ in self._columns]


def arrow_table(table: Table, rows: Sequence[Row]) -> "pyarrow.Table":
    """`rows` as one Arrow table with the table's schema."""
    buffer = Buffer(table)
    buffer.extend(rows)
    return buffer.finish()


def write_csv(data: "pyarrow.Table", path: Path) -> None:
    """Writes one table as RFC 4180 has it, CRLF line ends included; see `cells` for the cells.

    Every string is quoted, so that a missing value and a comma cannot be mistaken.
    """
    import pyarrow as pa
    import pyarrow.csv as pa_csv  # type: ignore[import-untyped]

    for place, field in enumerate(data.schema):
        if pa.types.is_list(field.type):
            # Not pyarrow.compute: importing it takes longer than a small run takes to write.
            cells = [LIST_SEPARATOR.join(items) or None for items in data[place].to_pylist()]
            data = data.set_column(place, field.name, pa.array(cells, pa.string()))
    pa_csv.write_csv(data, path, pa_csv.WriteOptions(eol="\r\n"))


def write_parquet(data: "pyarrow.Table", path: Path) -> None:
    """Writes one table, Zstandard, the same bytes for the same rows."""
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    pq.write_table(data, path, compression="zstd", store_schema=True)


def read_parquet(path: Path) -> "pyarrow.Table":
    """One table as it was written; an OSError or ValueError where the file is no Parquet."""
    import pyarrow.parquet as pq

    # Not read_table: it takes part in dataset discovery, which costs a second import.
    with pq.ParquetFile(path) as file:
        return file.read()


def frame(data: "pyarrow.Table") -> "pandas.DataFrame":
    """A pandas frame; whole numbers and booleans stay such where values are missing."""
    import pandas as pd
    import pyarrow as pa

    types = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    result: pd.DataFrame = data.to_pandas(types_mapper=types.get)
    return result


class StandingTables(Mapping[str, Any]):
    """The tables that stand as Parquet in a folder, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> "pyarrow.Table":
        import pyarrow.parquet as pq

        if name not in TABLES:
            raise KeyError(name)
        return pq.read_table(self.folder / f"{name}.parquet", schema=schema(TABLES[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)
