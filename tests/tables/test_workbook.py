"""The Excel workbook, read back with openpyxl: what a reader of the cells would find."""

from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.tables import workbook
from pipeline.tables.arrow import arrow_table
from pipeline.tables.schema import LIST_SEPARATOR, TABLES
from pipeline.tables.workbook import CUT, FILE, write_workbook
from tests.tables.sample import stored, tables

openpyxl = pytest.importorskip("openpyxl")


def written(folder: Path, changes=(), name="nodes", limits=(), monkeypatch=None):
    """The workbook of the sample, its table `name` with a row more for each of `changes`."""
    made = dict(tables())
    if changes:
        row = made[name].to_pylist()[0]
        made[name] = arrow_table(TABLES[name], [row | change for change in changes])
    for limit, value in limits:
        monkeypatch.setattr(workbook, limit, value)
    told = write_workbook(folder, stored(made, folder / "rows"))
    return openpyxl.load_workbook(folder / FILE), made, told


def test_one_sheet_a_table_with_a_bold_header_that_stays(tmp_path):
    book, _, told = written(tmp_path)
    assert told == []
    assert book.sheetnames == list(TABLES)
    assert book.active.title == "commitments"
    for name, table in TABLES.items():
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert tuple(cell.value for cell in sheet[1]) == table.names
        assert all(cell.font.b for cell in sheet[1])


def test_cells_are_what_the_tables_hold(tmp_path):
    book, made, _ = written(tmp_path)
    for name, data in made.items():
        expected = [
            [LIST_SEPARATOR.join(x) or None if isinstance(x, list) else x for x in row.values()]
            for row in data.to_pylist()
        ]
        found = [
            [x.date() if isinstance(x, datetime) else x for x in row]
            for row in book[name].iter_rows(min_row=2, values_only=True)
        ]
        assert found == expected, name


def test_numbers_and_days_are_no_text(tmp_path):
    book, _, _ = written(tmp_path)
    header = [cell.value for cell in book["commitments"][1]]
    cells = dict(zip(header, book["commitments"][2], strict=True))
    assert cells["deadline_end"].is_date
    assert cells["deadline_end"].number_format == "yyyy-mm-dd"
    assert [cells[name].data_type for name in ("force", "negated", "text")] == ["n", "b", "s"]


@pytest.mark.parametrize(
    ("told", "cell"),
    [
        ("2024-07-28", datetime(2024, 7, 28)),
        ("2024-07", "2024-07"),
        ("2024", "2024"),
        # Before Excel's calendar can be trusted.
        ("1899-12-31", "1899-12-31"),
        (None, None),
    ],
)
def test_a_whole_day_of_a_document_is_a_date(tmp_path, told, cell):
    book, _, _ = written(tmp_path, [{"document_date": told}], "commitments")
    assert book["commitments"]["D2"].value == cell


def test_a_deadline_before_the_calendar_of_excel_is_text(tmp_path):
    change = {"deadline_end": date(1899, 12, 31)}
    book, _, _ = written(tmp_path, [change], "commitments")
    column = TABLES["commitments"].names.index("deadline_end") + 1
    assert book["commitments"].cell(2, column).value == "1899-12-31"


TEMPTING = ["=1+1", "+1", "-2 per cent", "@SUM(A1)", "#REF!", '=HYPERLINK("http://x","y")', "=\ta"]


def test_no_text_is_a_formula(tmp_path):
    book, _, told = written(tmp_path, [{"text": text} for text in TEMPTING])
    cells = [row[TABLES["nodes"].names.index("text")] for row in book["nodes"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == TEMPTING
    assert {cell.data_type for cell in cells} == {"s"}
    # So that it stays text when somebody opens the cell and closes it again.
    assert all(cell.quotePrefix for cell in cells)
    assert told == []


@pytest.mark.parametrize(("letter", "kept"), [("x", 32_760), ("😀", 16_380)])
def test_a_long_cell_is_cut_and_told(tmp_path, letter, kept):
    whole = {"text": "x" * 32_767}
    book, _, told = written(tmp_path, [whole, {"text": letter * 32_768}])
    column = TABLES["nodes"].names.index("text") + 1
    assert book["nodes"].cell(2, column).value == whole["text"]
    assert book["nodes"].cell(3, column).value == letter * kept + CUT
    (line,) = told
    assert "nodes.text" in line
    assert "cut (1)" in line


def test_rows_beyond_a_sheet_go_on_in_another(tmp_path, monkeypatch):
    rows = [{"text": str(number)} for number in range(7)]
    limits = [("MOST_ROWS", 4)]
    book, made, told = written(tmp_path, rows, limits=limits, monkeypatch=monkeypatch)
    assert book.active.title == "commitments"
    sheets = [book[name] for name in ("nodes", "nodes (2)", "nodes (3)")]
    assert [sheet.max_row for sheet in sheets] == [4, 4, 2]
    found = [row for sheet in sheets for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == [tuple(row.values()) for row in made["nodes"].to_pylist()]
    assert any("nodes goes on in nodes (2) to (3)" in line for line in told)


def test_what_excel_cannot_hold_or_would_read_otherwise(tmp_path):
    book, _, told = written(tmp_path, [{"text": "a\x07b"}, {"text": "_x0041_ is no A"}])
    column = TABLES["nodes"].names.index("text") + 1
    assert book["nodes"].cell(2, column).value == "a\ufffdb"
    assert book["nodes"].cell(3, column).value == "_x005F_x0041_ is no A"
    assert ["control characters" in line for line in told] == [True]
