"""The pages of a file: each the fast way, or by the reference reader where it must be."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline import limits
from pipeline.errors import ReadError
from pipeline.model import Problem
from pipeline.readers.pdf import fast
from pipeline.readers.pdf.ocr import with_recognised
from pipeline.readers.pdf.page import Page, Table, pages_told
from pipeline.readers.pdf.reference import Reference, UnreadableError
from pipeline.readers.pdf.repair import rebuilt
from pipeline.readers.pdf.shapes import has_grid

_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_HANDLER: Final = 5  # FPDF_ERR_SECURITY
_ODD: Final = 0.1
_FEW_WORDS: Final = 5
_MOST_SLOW: Final = 100
_MOST_WORDS: Final = 5_000
_WHOLE: Final = 0.9


@dataclass(slots=True)
class Contents:
    """The pages of a file that can be read, in order, how many it has, what is doubtful or lost,
    and the properties that the file states."""

    pages: list[Page]
    count: int
    problems: list[Problem]
    stated: dict[str, str]


def read_pages(name: str, data: bytes) -> Contents:
    """Every page of a file.

    Raises ReadError `empty`, `password`, `damaged`, `too_large`, `no_text` or one that tells why
    pictures could not be recognised.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise ReadError(f"{name} is empty. Check that it was saved completely.", "empty")
    with _opened(name, data) as (document, whole):
        if len(document) > limits.MOST_PAGES:
            raise ReadError(
                f"{name} has {len(document)} pages; more than {limits.MOST_PAGES} are not read. "
                "Split it and run again.",
                "too_large",
            )
        found = _by_page(document)
        if whole:
            found.again(data)
        else:
            found.lose(found.bare)
        if not found.pages:
            raise _damaged(name)
        pages, told = with_recognised(name, document, found.pages)
        broken = [] if whole else [_broken(name, found)]
        problems = [*broken, *found.problems(name), *told]
        stated = document.get_metadata_dict(skip_empty=True)
        return Contents(pages, len(document), problems, stated)


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[tuple[pdfium.PdfDocument, bool]]:
    """The document, and whether it is whole: a broken one is put together from what is left."""
    try:
        document, whole = pdfium.PdfDocument(data), True
    except pdfium.PdfiumError as error:
        if error.err_code in (_PASSWORD, _HANDLER):
            raise ReadError(
                f"{name} is protected by a password. Open it, save it without the password, and "
                "run again.",
                "password",
            ) from error
        document, whole = _mended(name, data), False
    try:
        yield document, whole
    finally:
        document.close()


def _mended(name: str, data: bytes) -> pdfium.PdfDocument:
    mended = rebuilt(data)
    if mended is None:
        raise _damaged(name)
    try:
        return pdfium.PdfDocument(mended)
    except pdfium.PdfiumError as error:
        raise _damaged(name) from error


def _damaged(name: str) -> ReadError:
    return ReadError(
        f"{name} is damaged or no PDF: nothing in it can be read. Get a complete copy, or open "
        "it in a PDF viewer, print it to a new PDF, and run again.",
        "damaged",
    )


def _broken(name: str, found: "_Found") -> Problem:
    kept = [page.number for page in found.pages if page.words]
    return Problem(
        "warning",
        "lost_parts",
        f"{name}: the file is damaged, its end may be missing; what is left of {pages_told(kept)} "
        "was read. Get a complete copy of the file.",
    )


def is_odd(page: Page) -> bool:
    """Whether letters of a page have no known meaning: private, replaced or control characters."""
    words = [word.text for word in page.words if len(word.text) > 1]
    odd = sum(any(unicodedata.category(c) in ("Co", "Cn", "Cc") or c == "\ufffd" for c in w)
              for w in words)  # fmt: skip
    return odd > max(_FEW_WORDS, _ODD * len(words))


def _by_page(document: pdfium.PdfDocument) -> "_Found":
    found = _Found()
    tagged = bool(raw.FPDFCatalog_IsTagged(document))
    for number in range(1, len(document) + 1):
        try:
            page = fast.read_page(document, number, tagged)
            bare = not page.words and _is_bare(document, number)
        except pdfium.PdfiumError:
            found.lost.append(number)
            continue
        found.pages.append(page)
        if bare:
            found.bare.append(number)
        elif is_odd(page):
            found.odd.append(number)
        elif len(page.words) <= _MOST_WORDS and has_grid(page.rules, page.words):
            found.ruled.append(number)
    return found


def _is_bare(document: pdfium.PdfDocument, number: int) -> bool:
    """Whether a page holds nothing: it is blank, or what it shows is damaged."""
    page = document[number - 1]
    try:
        return bool(raw.FPDFPage_CountObjects(page) == 0)
    finally:
        page.close()


@dataclass(slots=True)
class _Found:
    """The pages as the fast way reads them, and by number those that the reference reader must
    see again; what that one reads goes to `mended` and `tables`."""

    pages: list[Page] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)
    ruled: list[int] = field(default_factory=list)
    mended: list[int] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)

    def again(self, data: bytes) -> None:
        """Reads by the reference what the fast way could not, or not wholly."""
        wanted = sorted({*self.lost, *self.bare, *self.odd, *self.ruled})
        reference = _reference(data) if wanted else None
        if reference is None:
            self.lose(self.bare)
            return
        self.skipped = [number for number in wanted[_MOST_SLOW:] if number in set(self.ruled)]
        try:
            for number in wanted[:_MOST_SLOW]:
                if number in self.ruled:
                    self._read_tables(reference, number)
                else:
                    self._read(reference, number)
        finally:
            reference.close()

    def lose(self, numbers: Collection[int]) -> None:
        """Gives up pages that seemed blank."""
        self.lost.extend(numbers)
        self.pages = [page for page in self.pages if page.number not in numbers]

    def _read(self, reference: Reference, number: int) -> None:
        try:
            page = reference.page(number)
        except UnreadableError:
            if number in self.bare:
                self.lose([number])
            return
        if not page.words or is_odd(page):
            return
        self.mended.append(number)
        self.lost = [other for other in self.lost if other != number]
        self.odd = [other for other in self.odd if other != number]
        self.pages = [other for other in self.pages if other.number != number]
        self.pages = sorted([*self.pages, page], key=lambda page: page.number)

    def _read_tables(self, reference: Reference, number: int) -> None:
        at = next(at for at, page in enumerate(self.pages) if page.number == number)
        page = self.pages[at]
        try:
            tables = tuple(t for t in reference.tables(number) if _holds_all(t, page))
        except UnreadableError:
            return
        if tables:
            self.tables.append(number)
            self.pages[at] = replace(page, tables=tables)

    def problems(self, name: str) -> Iterator[Problem]:
        """What the analyst is told of all this."""
        if self.tables:
            yield _problem("info", "tables", self.tables, f"{name}: the rows of tables on {{}} "
                           "were read cell by cell, by the slower reader.")  # fmt: skip
        if self.skipped:
            yield _problem("info", "tables", self.skipped, f"{name}: {{}} may hold tables; their "
                           f"cells were not told apart, as they were on {_MOST_SLOW} pages "
                           "before.")  # fmt: skip
        if self.mended:
            yield _problem("info", "slow_pages", self.mended, f"{name}: {{}} could not be read "
                           "the fast way; the slower reader was used.")  # fmt: skip
        if self.odd:
            yield _problem("warning", "odd_letters", self.odd, f"{name}: many letters on {{}} "
                           "have no known meaning, so words are spoilt. Print the document to a "
                           "new PDF, or run OCR on it, and run again.")  # fmt: skip
        if self.lost:
            yield _problem("warning", "lost_pages", sorted(self.lost), f"{name}: {{}} could not be "
                           "read, the file is damaged there; the rest was read. Get a complete "
                           "copy of the file.")  # fmt: skip


def _holds_all(table: Table, page: Page) -> bool:
    """Whether the cells of a table hold the words that stand in its box, none of them cut: the
    lines of a chart cut them."""
    x0, top, x1, bottom = table.box
    inside = Counter(
        word.text
        for word in page.words
        if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom
    )
    cells = Counter(word for _, row in table.rows for cell in row for word in cell.split())
    return (inside & cells).total() >= _WHOLE * inside.total()


def _problem(severity: str, code: str, pages: Sequence[int], message: str) -> Problem:
    return Problem(severity, code, message.format(pages_told(pages)), page=pages[0])


def _reference(data: bytes) -> Reference | None:
    try:
        return Reference(data)
    except UnreadableError:
        return None
