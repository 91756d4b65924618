"""The reference way to read a page: pdfplumber, slower, which also finds the cells of tables."""

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Final

from pipeline.model import Box
from pipeline.readers.pdf.page import Page, Table, Word, is_bold_font, is_table, word_box

# A gap of this share of the font size parts two words, as pdfium has it.
_GAP: Final = 0.15
_SLANT: Final = 0.1
_TWICE: Final = 0.15  # of the font size; no letter is so narrow
_LEVEL: Final = 2.0  # points by which letters of one line may differ
_HYPHEN: Final = {0x02: "-", 0xAD: "-"}
_UNKNOWN: Final = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f]")
# What the parser raises on damaged files beside errors of its own.
_FAULTS: Final = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError,
    RecursionError, OverflowError, EOFError, struct.error, zlib.error,
)  # fmt: skip


class UnreadableError(Exception):
    """The reference reader can make nothing of a file or a page."""


class Reference:
    """A document opened by pdfplumber; raises UnreadableError where it cannot be opened or read."""

    def __init__(self, data: bytes) -> None:
        # Imported late: most documents never need it.
        import pdfplumber

        # What it doubts in a damaged file would stand among the run's own messages.
        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        with _told():
            self.document = pdfplumber.open(io.BytesIO(data))
            self.pages = self.document.pages

    def page(self, number: int) -> Page:
        """Page `number` (from 1) with its words; the page is closed again."""
        with self._page(number) as page:
            return _read(page)

    def tables(self, number: int) -> tuple[Table, ...]:
        """The ruled tables of page `number` (from 1); the page is closed again."""
        with self._page(number) as page:
            box = _box(page)
            if not _has_cells(page, box):
                return ()
            return tuple(_tables(page.filter(_Once(box)), *box[:2]))

    def close(self) -> None:
        """Lets go of the file."""
        self.document.close()

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        with _told():
            page = self.pages[number - 1]
            try:
                yield page
            finally:
                page.close()


@contextmanager
def _told() -> Iterator[None]:
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        yield
    except (MalformedPDFException, PdfminerException, PSException, *_FAULTS) as error:
        raise UnreadableError from error


class _Once:
    """Keeps what stands on the page, and one of the letters that are printed twice in a place to
    look bold."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}

    def __call__(self, thing: dict[str, Any]) -> bool:
        if not _shown(thing, self.box):
            return False
        if thing["object_type"] != "char":
            return True
        text, x, y = thing["text"], thing["x0"], thing["top"]
        near = _TWICE * max(thing["size"], 1.0)
        column, row = int(x / near), int(y / near)
        around = ((text, column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        before = (place for key in around for place in self.seen.get(key, ()))
        if any(abs(x - a) <= near and abs(y - b) <= near for a, b in before):
            return False
        self.seen.setdefault((text, column, row), []).append((x, y))
        return True


def _read(page: Any) -> Page:
    from pdfplumber.utils.text import extract_words

    left, top, right, bottom = _box(page)
    chars = page.filter(_Once(_box(page))).chars
    found = extract_words(
        [_on_baseline(char, page.height) for char in chars if _is_level(char)],
        x_tolerance_ratio=_GAP,
        y_tolerance=_LEVEL,
        return_chars=True,
        expand_ligatures=True,
    )
    words = tuple(_word(word, left, top) for word in found)
    return Page(page.page_number, right - left, bottom - top, words)


def _box(page: Any) -> Box:
    x0, top, x1, bottom = page.cropbox
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


def _is_level(char: dict[str, Any]) -> bool:
    along, across = char["matrix"][:2]
    return bool(char["upright"] and along > 0 and abs(across) <= _SLANT * along)


def _shown(thing: dict[str, Any], box: Box) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _on_baseline(char: dict[str, Any], height: float) -> dict[str, Any]:
    # Letters of one line share a baseline, whatever their size: small capitals, raised numbers.
    baseline = height - char["matrix"][5]
    return {**char, "top": baseline, "bottom": baseline, "doctop": baseline}


def _word(word: dict[str, Any], left: float, top: float) -> Word:
    first = word["chars"][0]
    return word_box(
        _UNKNOWN.sub("\ufffd", word["text"]).translate(_HYPHEN),
        word["x0"] - left,
        word["x1"] - left,
        first["top"] - top,
        first["size"],
        is_bold_font(first["fontname"]),
        first.get("mcid"),
    )


def _has_cells(page: Any, box: Box) -> bool:
    """Whether the lines of a page make two rows of two cells, without which it holds no table.

    Asked without its letters: to take those over costs most, and most ruled pages are forms.
    """
    from pdfminer.layout import LTChar
    from pdfplumber.table import TableFinder
    from pdfplumber.utils.geometry import obj_to_edges

    drawn = [thing for thing in page.layout if not isinstance(thing, LTChar)]
    known = list(page.iter_layout_objects(drawn))
    edges = [
        edge
        for kind in ("line", "rect", "curve")
        for thing in known
        if thing["object_type"] == kind and _shown(thing, box)
        for edge in obj_to_edges(thing)
    ]
    ruled: Any = SimpleNamespace(edges=edges)
    rows = ([row.cells for row in table.rows] for table in TableFinder(ruled).tables)
    return any(sum(len(cells) - cells.count(None) > 1 for cells in found) > 1 for found in rows)


def _tables(page: Any, left: float, top: float) -> list[Table]:
    """Tables of at least two rows and columns whose cells are short enough to be cells."""
    found = []
    for table in page.find_tables():
        rows = []
        for row, cells in zip(table.rows, table.extract(x_tolerance_ratio=_GAP), strict=True):
            words = tuple(" ".join((cell or "").split()) for cell in cells)
            x0, y0, x1, y1 = row.bbox
            if any(words):
                rows.append(((x0 - left, y0 - top, x1 - left, y1 - top), words))
        if is_table([words for _, words in rows]):
            x0, y0, x1, y1 = table.bbox
            found.append(Table((x0 - left, y0 - top, x1 - left, y1 - top), tuple(rows)))
    return found
