"""The tables as a DuckDB file, with types, keys and what every table and column means.

DuckDB checks a foreign key row by row, so that a table cannot point at itself while it is filled:
those references are told in the column's comment, and `factsheets validate` checks them.
"""

from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import OutputError
from pipeline.tables.arrow import schema
from pipeline.tables.schema import TABLES, Column, Reference, Table
from pipeline.tables.store import Stored

if TYPE_CHECKING:
    import duckdb
    import pyarrow  # type: ignore[import-untyped]

FILE: Final = "factsheets.duckdb"
_TYPES: Final = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "list": "VARCHAR[]",
}


def write_database(folder: Path, tables: Stored) -> list[str]:
    """Writes `factsheets.duckdb`, piece by piece; everything fits, so there is nothing to tell.

    Raises OutputError where the keys of the tables do not hold.
    """
    import duckdb

    try:
        with duckdb.connect(str(folder / FILE)) as connection:
            for table in _in_order():
                _write(connection, table, tables.pieces(table.name))
            # Closing would do it, too, but say nothing where it fails.
            connection.execute("CHECKPOINT")
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        raise OSError(str(error)) from error
    except duckdb.ConstraintException as error:
        told = " ".join(str(error).split())
        raise OutputError(
            f"{FILE} cannot be written, because keys of the table {table.name} do not hold: {told} "
            "Leave duckdb out of --formats, and `factsheets validate` tells the rows."
        ) from error
    return []


def _write(
    connection: "duckdb.DuckDBPyConnection", table: Table, pieces: "Iterator[pyarrow.Table]"
) -> None:
    import pyarrow as pa

    connection.execute(_create(table))
    for comment in _comments(table):
        connection.execute(comment)
    batches = chain.from_iterable(piece.to_batches() for piece in pieces)
    connection.register("rows_to_write", pa.RecordBatchReader.from_batches(schema(table), batches))
    connection.execute(f"INSERT INTO {_name(table.name)} SELECT * FROM rows_to_write")
    connection.unregister("rows_to_write")


def _in_order() -> list[Table]:
    """The tables, each behind those that it points at."""
    pointed = {
        table.name: {reference.table for reference in table.references} - {table.name}
        for table in TABLES.values()
    }
    return [TABLES[name] for name in TopologicalSorter(pointed).static_order()]


def _create(table: Table) -> str:
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [f"UNIQUE ({_names(columns)})" for columns in sorted(_pointed_at(table))]
    lines += [
        f"FOREIGN KEY ({_names(reference.columns)}) REFERENCES {_name(reference.table)} "
        f"({_names(reference.targets)})"
        for reference in table.references
        if reference.table != table.name
    ]
    return f"CREATE TABLE {_name(table.name)} ({', '.join(lines)})"


def _column(column: Column) -> str:
    never_missing = column.required or column.type == "list"
    return f"{_name(column.name)} {_TYPES[column.type]}{' NOT NULL' if never_missing else ''}"


def _pointed_at(table: Table) -> set[tuple[str, ...]]:
    """The columns other than its key by which other tables point at rows of this one."""
    targets = {
        reference.targets
        for other in TABLES.values()
        for reference in other.references
        if reference.table == table.name and other != table
    }
    return targets - {table.key}


def _comments(table: Table) -> Iterator[str]:
    yield f"COMMENT ON TABLE {_name(table.name)} IS {_text(table.description)}"
    for column in table.columns:
        told = [column.description]
        if column.unit:
            told.append(f"Unit: {column.unit}.")
        if column.section:
            told.append(f"Guideline {column.section}.")
        told += [_pointer(r) for r in table.references if _points_home(r, table, column)]
        place = f"{_name(table.name)}.{_name(column.name)}"
        yield f"COMMENT ON COLUMN {place} IS {_text(' '.join(told))}"


def _points_home(reference: Reference, table: Table, column: Column) -> bool:
    return reference.table == table.name and reference.columns[-1] == column.name


def _pointer(reference: Reference) -> str:
    return f"Points at {reference.table}.{reference.targets[-1]}, which DuckDB does not check."


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    return f'"{name}"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
