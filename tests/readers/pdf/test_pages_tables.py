"""Ruled tables of PDF pages: which pages are read again for them, and what is one."""

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from pipeline.readers.pdf.page import is_table
from pipeline.readers.pdf.pages import Contents, read_pages

XS, YS = (72, 200, 330, 500), (700, 675, 650, 625)
ROWS = (("Party", "Pledge", "By"), ("Japan", "two frigates", "2025"), ("Fiji", "a patrol", "2026"))


def drawn(
    rows: Sequence[Sequence[str]], xs: Sequence[float] = XS, shift: float = 4, twice: float = 0
) -> Contents:
    """A page with a grid and the cells of rows at its left edges."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.grid(list(xs), list(YS))
    for row, top in zip(rows, YS, strict=False):
        for cell, x in zip(row, xs, strict=False):
            canvas.drawString(x + shift, top - 15, cell)
            if twice:
                canvas.drawString(x + shift + twice, top - 15, cell)
    canvas.drawString(72, 500, "The text goes on below the table.")
    canvas.save()
    return read_pages("a.pdf", out.getvalue())


def cells(contents: Contents) -> list[tuple[str, ...]]:
    return [row for table in contents.pages[0].tables for _, row in table.rows]


def test_a_table_is_read_cell_by_cell_and_the_slower_reader_told() -> None:
    contents = drawn(ROWS)
    assert cells(contents) == list(ROWS)
    assert [(p.code, p.page) for p in contents.problems] == [("tables", 1)]
    assert "page 1" in contents.problems[0].message
    assert "slower reader" in contents.problems[0].message


def test_letters_printed_twice_to_look_bold_stand_in_a_cell_once() -> None:
    assert cells(drawn(ROWS, twice=0.3)) == list(ROWS)


def test_lines_that_cut_the_words_are_no_table() -> None:
    contents = drawn([["expenditure of both", "a", "b"]] * 3, xs=(72, 100, 150, 300))
    assert cells(contents) == []
    assert contents.problems == []


def test_lines_without_words_beside_each_other_are_no_table() -> None:
    contents = drawn([["one"], ["two"], ["three"]])
    assert cells(contents) == []
    assert contents.problems == []


def test_running_text_in_a_frame_is_no_table() -> None:
    prose = "The two leaders met and reviewed all that had been agreed. " * 8
    assert not is_table([[prose, prose], [prose, prose]])
    assert not is_table([["One line", ""], ["of shaded", ""], ["prose", "with"], ["a link", ""]])
    assert is_table([["Exhibit 9", ""], ["a", "b"], ["c", "d"], [prose, ""]]) is False
    assert is_table([["Exhibit 9", ""], ["a", "b"], ["c", "d"], ["Source: us", ""]])
