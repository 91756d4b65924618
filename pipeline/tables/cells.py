"""CSV read back: each cell as a value of its column's type.

`arrow.write_csv` writes what is read here: UTF-8 without a byte-order mark, RFC 4180 with its
CRLF line ends, `true` and `false`, ISO days, lists joined by ";". An empty cell is a missing
value, or an empty list.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from pipeline.errors import OutputError
from pipeline.tables.schema import LIST_SEPARATOR, Column, Table

_BOOLEANS: Final = {"true": True, "false": False}
# One cell may hold the whole text of a large table node; the default limit is 128 KiB.
_CELL_LIMIT: Final = 2**31 - 1


def _boolean(cell: str) -> bool:
    if cell not in _BOOLEANS:
        raise ValueError(f"{cell!r} is neither true nor false")
    return _BOOLEANS[cell]


def _list(cell: str) -> list[str]:
    return cell.split(LIST_SEPARATOR)


_READ: Final[dict[str, Callable[[str], Any]]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": _boolean,
    "date": date.fromisoformat,
    "list": _list,
}


def parse_cell(column: Column, cell: str) -> Any:
    """The value of a cell; ValueError where it is none of the column's type."""
    if cell == "":
        return [] if column.type == "list" else None
    return _READ[column.type](cell)


def read_csv(table: Table, path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a CSV file, typed. OutputError names the line of what does not fit."""
    csv.field_size_limit(_CELL_LIMIT)
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle, strict=True)
        header = tuple(next(reader, ()))
        if header != table.names:
            raise OutputError(f"{path.name}: {_header_fault(table, header)}")
        try:
            for cells in reader:
                yield _row(table, cells)
        except (ValueError, csv.Error) as error:
            raise OutputError(f"{path.name}, line {reader.line_num}: {error}") from error


def _row(table: Table, cells: Sequence[str]) -> dict[str, Any]:
    if len(cells) != len(table.columns):
        raise ValueError(f"{len(cells)} cells where the table has {len(table.columns)} columns")
    row = {}
    for column, cell in zip(table.columns, cells, strict=True):
        try:
            row[column.name] = parse_cell(column, cell)
        except ValueError as error:
            raise ValueError(f"{column.name} is no {column.type}: {error}") from error
    return row


def _header_fault(table: Table, header: Sequence[str]) -> str:
    missing = [name for name in table.names if name not in header]
    unknown = [name for name in header if name not in table.names]
    if missing:
        return f"lacks the column {', '.join(missing)}"
    if unknown:
        return f"has the unknown column {', '.join(unknown)}"
    return "has its columns in another order"
