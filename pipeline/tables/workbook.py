"""The tables as an Excel workbook: one sheet a table, for eyes and for filters.

Days are dates, numbers are numbers, lists are joined by ";", and no text is a formula, whatever it
begins with. What Excel cannot hold is cut or goes on elsewhere, and is told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.tables.schema import LIST_SEPARATOR, TABLES, Column, Table
from pipeline.tables.schema.columns import DAY
from pipeline.tables.store import Stored

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

FILE: Final = "factsheets.xlsx"
# Excel's limits; characters are counted as UTF-16 does.
MOST_ROWS: Final = 1_048_576
MOST_CHARACTERS: Final = 32_767
CUT: Final = "… [cut]"
FIRST_DAY: Final = date(1900, 3, 1)

_BATCH_ROWS: Final = 5_000
_SAMPLE_ROWS: Final = 200
_NARROWEST, _WIDEST = 8, 60
_WHOLE_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
# What Excel, or whoever opens the cell to edit it, takes for a formula or an error.
_TEMPTING: Final = tuple("=+-@#\t\r")
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Excel reads `_x0041_` as the letter A.
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(folder: Path, tables: Stored) -> list[str]:
    """Writes `factsheets.xlsx`, row by row, and returns what did not fit as it is, in words."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    told: list[str] = []
    for name in tables:
        told += _Sheets(book, TABLES[name]).fill(_rows(tables.pieces(name)))
    book.active = book.sheetnames.index("commitments")
    book.save(folder / FILE)
    return told


class _Sheets:
    """The sheet of one table, and those on which it goes on where one cannot hold it."""

    def __init__(self, book: Any, table: Table) -> None:
        self._book = book
        self._table = table
        self._cut: Counter[str] = Counter()
        self._unfit: Counter[str] = Counter()

    def fill(self, rows: Iterator[tuple[Any, ...]]) -> list[str]:
        first = list(islice(rows, _SAMPLE_ROWS))
        widths = self._widths(first)
        left = chain(first, rows)
        number = 0
        while True:
            number += 1
            sheet = self._sheet(number, widths)
            for row in islice(left, MOST_ROWS - 1):
                sheet.append(list(map(self._cell, [sheet] * len(row), self._table.columns, row)))
            following = next(left, None)
            if following is None:
                return list(self._told(number))
            left = chain([following], left)

    def _sheet(self, number: int, widths: list[int]) -> Any:
        from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
        from openpyxl.styles import Font  # type: ignore[import-untyped]
        from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

        name = self._table.name
        sheet = self._book.create_sheet(name if number == 1 else f"{name} ({number})")
        sheet.freeze_panes = "A2"
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        header = [WriteOnlyCell(sheet, title) for title in self._table.names]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        return sheet

    def _widths(self, rows: list[tuple[Any, ...]]) -> list[int]:
        """A width for each column, in characters, after its name and its first cells."""
        longest = [
            max([len(name), *(len(str(row[place])) for row in rows if row[place] is not None)])
            for place, name in enumerate(self._table.names)
        ]
        return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]

    def _cell(self, sheet: Any, column: Column, value: Any) -> Any:
        if column.type == "list":
            value = LIST_SEPARATOR.join(value) or None
        if column.unit == DAY or column.type == "date":
            value = _day(value)
        if isinstance(value, date):
            return _styled(sheet, value, number_format="yyyy-mm-dd")
        if not isinstance(value, str):
            return value
        text = self._fit(column, value)
        if text.startswith(_TEMPTING):
            # The quote prefix keeps it text when the cell is opened and closed again.
            return _styled(sheet, text, data_type="s", quotePrefix=True)
        return text

    def _fit(self, column: Column, text: str) -> str:
        if _UNFIT.search(text):
            self._unfit[column.name] += 1
            text = _UNFIT.sub("\ufffd", text)
        text = _ESCAPE.sub("_x005F_", text)
        if len(text) * 2 > MOST_CHARACTERS and _length(text) > MOST_CHARACTERS:
            self._cut[column.name] += 1
            room = 2 * (MOST_CHARACTERS - len(CUT))
            text = text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT
        return text

    def _told(self, sheets: int) -> Iterator[str]:
        name = self._table.name
        if sheets > 1:
            yield (
                f"{FILE}: a sheet holds {MOST_ROWS - 1} rows below its header; {name} goes on in "
                f"{name} (2){f' to ({sheets})' if sheets > 2 else ''}."
            )
        for column, number in self._cut.items():
            yield (
                f"{FILE}: cells of {name}.{column} longer than the {MOST_CHARACTERS} characters "
                f"that Excel holds were cut ({number}) and end in “{CUT}”; other formats hold them "
                "whole."
            )
        for column, number in self._unfit.items():
            yield (
                f"{FILE}: cells of {name}.{column} with control characters, which Excel cannot "
                f"hold ({number}), have “\ufffd” in their place."
            )


def _rows(pieces: "Iterable[pyarrow.Table]") -> Iterator[tuple[Any, ...]]:
    for piece in pieces:
        for batch in piece.to_batches(_BATCH_ROWS):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _day(value: str | date | None) -> str | date | None:
    """The day as a date, where it is one and Excel's calendar has it; months and years as text."""
    if isinstance(value, str) and _WHOLE_DAY.fullmatch(value):
        value = date.fromisoformat(value)
    return value.isoformat() if isinstance(value, date) and value < FIRST_DAY else value


def _styled(sheet: Any, value: Any, **styles: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    for name, style in styles.items():
        setattr(cell, name, style)
    return cell


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
