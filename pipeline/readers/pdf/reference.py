"""The reference way to read a page: pdfplumber, slower, which also finds the cells of tables."""

import io
import struct
import zlib
from typing import Any, Final

from pipeline.readers.pdf.page import Page, Table, Word, is_bold_font, is_table, word_box

# A gap of this share of the font size parts two words, as pdfium has it.
_GAP: Final = 0.15
_LEVEL: Final = 2.0  # points by which letters of one line may differ
_HYPHEN: Final = {0x02: "-", 0xAD: "-"}
# What the parser below raises on damaged files; it has no single root.
FAULTS: Final = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError,
    RecursionError, OverflowError, EOFError, struct.error, zlib.error,
)  # fmt: skip


class Reference:
    """A document opened by pdfplumber.

    Raises PdfminerException or one of FAULTS for a file that it cannot open.
    """

    def __init__(self, data: bytes) -> None:
        # Imported late: most documents never need it.
        import pdfplumber

        self.document = pdfplumber.open(io.BytesIO(data))

    def __len__(self) -> int:
        return len(self.document.pages)

    def page(self, number: int, tables: bool) -> Page:
        """Page `number` (from 1), with its ruled tables if wanted; the page is closed again."""
        page = self.document.pages[number - 1]
        try:
            return _read(page, tables)
        finally:
            page.close()

    def close(self) -> None:
        """Lets go of the file."""
        self.document.close()


def _read(page: Any, tables: bool) -> Page:
    from pdfplumber.utils.text import extract_words

    left, top, right, bottom = page.cropbox
    chars = [_on_baseline(c, page.height) for c in page.dedupe_chars(tolerance=1).chars]
    found = extract_words(
        [char for char in chars if char["upright"]],
        x_tolerance_ratio=_GAP,
        y_tolerance=_LEVEL,
        return_chars=True,
        expand_ligatures=True,
    )
    words = tuple(_word(word, left, top) for word in found)
    ruled = tuple(_tables(page, left, top)) if tables else ()
    return Page(page.page_number, right - left, bottom - top, words, tables=ruled)


def _on_baseline(char: dict[str, Any], height: float) -> dict[str, Any]:
    # Letters of one line share a baseline, whatever their size: small capitals, raised numbers.
    baseline = height - char["matrix"][5]
    return {**char, "top": baseline, "bottom": baseline, "doctop": baseline}


def _word(word: dict[str, Any], left: float, top: float) -> Word:
    first = word["chars"][0]
    return word_box(
        word["text"].translate(_HYPHEN),
        word["x0"] - left,
        word["x1"] - left,
        first["top"] - top,
        first["size"],
        is_bold_font(first["fontname"]),
        first.get("mcid"),
    )


def _tables(page: Any, left: float, top: float) -> list[Table]:
    """Tables of at least two rows and columns whose cells are short enough to be cells."""
    found = []
    for table in page.find_tables():
        rows = []
        for row, cells in zip(table.rows, table.extract(), strict=True):
            words = tuple(" ".join((cell or "").split()) for cell in cells)
            x0, y0, x1, y1 = row.bbox
            if any(words):
                rows.append(((x0 - left, y0 - top, x1 - left, y1 - top), words))
        if is_table([words for _, words in rows]):
            x0, y0, x1, y1 = table.bbox
            found.append(Table((x0 - left, y0 - top, x1 - left, y1 - top), tuple(rows)))
    return found
