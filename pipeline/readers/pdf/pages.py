"""The pages of a file: each the fast way, or by the reference reader where it must be."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import ReadError
from pipeline.model import Problem
from pipeline.readers.pdf import fast
from pipeline.readers.pdf.ocr import with_recognised
from pipeline.readers.pdf.page import Page, pages_told
from pipeline.readers.pdf.reference import FAULTS, Reference
from pipeline.readers.pdf.shapes import has_grid

_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_HANDLER: Final = 5  # FPDF_ERR_SECURITY
_ODD: Final = 0.1
_FEW_WORDS: Final = 5
_MOST_PAGES: Final = 5_000
_MOST_TABLE_PAGES: Final = 40


def read_pages(name: str, data: bytes) -> tuple[list[Page], list[Problem]]:
    """The pages that can be read, in order, and what is doubtful or lost.

    Raises ReadError `empty`, `password`, `damaged`, `too_large`, `no_text` or one that tells why
    pictures could not be recognised.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise ReadError(f"{name} is empty. Check that it was saved completely.", "empty")
    with _opened(name, data) as document:
        if document is None:
            return _by_reference_alone(name, data)
        if len(document) > _MOST_PAGES:
            raise ReadError(
                f"{name} has {len(document)} pages; more than {_MOST_PAGES} are not read. "
                "Split it and run again.",
                "too_large",
            )
        return _by_page(name, data, document)


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[pdfium.PdfDocument | None]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (_PASSWORD, _HANDLER):
            raise ReadError(
                f"{name} is protected by a password. Open it, save it without the password, and "
                "run again.",
                "password",
            ) from error
        yield None
        return
    try:
        yield document
    finally:
        document.close()


def _by_page(
    name: str, data: bytes, document: pdfium.PdfDocument
) -> tuple[list[Page], list[Problem]]:
    pages: list[Page] = []
    lost: list[int] = []
    odd: list[int] = []
    ruled: list[int] = []
    tagged = bool(raw.FPDFCatalog_IsTagged(document))
    for number in range(1, len(document) + 1):
        try:
            page = fast.read_page(document, number, tagged)
        except pdfium.PdfiumError:
            lost.append(number)
            continue
        pages.append(page)
        if is_odd(page):
            odd.append(number)
        elif has_grid(page.rules):
            ruled.append(number)
    again = _Again(data, pages, lost, odd, ruled[:_MOST_TABLE_PAGES])
    if not again.pages:
        raise ReadError(
            f"{name}: every page is damaged and cannot be read. Get a complete copy of the file.",
            "damaged",
        )
    made, told = with_recognised(name, document, again.pages)
    return made, [*again.problems(name), *told]


def is_odd(page: Page) -> bool:
    """Whether letters of a page have no known meaning: private, replaced or control characters."""
    words = [word.text for word in page.words if len(word.text) > 1]
    odd = sum(any(unicodedata.category(c) in ("Co", "Cn", "Cc") or c == "\ufffd" for c in w)
              for w in words)  # fmt: skip
    return odd > max(_FEW_WORDS, _ODD * len(words))


class _Again:
    """Reads by the reference what the fast way could not, or not wholly."""

    def __init__(
        self, data: bytes, pages: list[Page], lost: list[int], odd: list[int], ruled: list[int]
    ) -> None:
        self.pages = pages
        self.lost = lost
        self.mended: list[int] = []
        self.tables: list[int] = []
        self.odd = odd
        wanted = sorted({*lost, *odd, *ruled})
        if not wanted:
            return
        reference = _reference(data)
        if reference is None:
            return
        try:
            for number in wanted:
                self._read(reference, number, tables=number in ruled)
        finally:
            reference.close()

    def _read(self, reference: Reference, number: int, tables: bool) -> None:
        try:
            page = reference.page(number, tables)
        except (*FAULTS, _pdf_fault()):
            return
        known = {page.number: at for at, page in enumerate(self.pages)}
        if number in self.lost and page.words:
            self.lost.remove(number)
            self.mended.append(number)
            self.pages.append(page)
            self.pages.sort(key=lambda page: page.number)
        elif number in self.odd and not is_odd(page) and page.words:
            self.odd.remove(number)
            self.mended.append(number)
            self.pages[known[number]] = page
        elif tables and page.tables:
            self.tables.append(number)
            old = self.pages[known[number]]
            self.pages[known[number]] = replace(old, tables=page.tables)

    def problems(self, name: str) -> Iterator[Problem]:
        """What the analyst is told of all this."""
        if self.tables:
            yield Problem("info", "tables", f"{name}: {pages_told(self.tables)} hold tables; their "
                          "rows were read cell by cell.", page=self.tables[0])  # fmt: skip
        if self.mended:
            yield Problem("info", "slow_pages", f"{name}: {pages_told(self.mended)} could not be "
                          "read the fast way and were read by the slower reader.",
                          page=self.mended[0])  # fmt: skip
        if self.odd:
            yield Problem("warning", "odd_letters", f"{name}: many letters of "
                          f"{pages_told(self.odd)} have no known meaning, so words are spoilt. "
                          "Print the document to a new PDF, or run OCR on it, and run again.",
                          page=self.odd[0])  # fmt: skip
        if self.lost:
            yield Problem("warning", "lost_pages", f"{name}: {pages_told(self.lost)} are damaged "
                          "and could not be read; the others were. Get a complete copy of the "
                          "file.", page=self.lost[0])  # fmt: skip


def _pdf_fault() -> type[Exception]:
    from pdfplumber.utils.exceptions import PdfminerException

    return PdfminerException


def _reference(data: bytes) -> Reference | None:
    try:
        return Reference(data)
    except (*FAULTS, _pdf_fault()):
        return None


def _by_reference_alone(name: str, data: bytes) -> tuple[list[Page], list[Problem]]:
    """What is left of a file that pdfium cannot open at all."""
    reference = _reference(data)
    pages: list[Page] = []
    lost: list[int] = []
    if reference is not None:
        try:
            for number in range(1, len(reference) + 1):
                try:
                    pages.append(reference.page(number, tables=False))
                except (*FAULTS, _pdf_fault()):
                    lost.append(number)
        except (*FAULTS, _pdf_fault()):
            lost.append(len(pages) + 1)
        reference.close()
    if not any(page.words for page in pages):
        raise ReadError(
            f"{name} is damaged or no PDF: nothing in it can be read. Get a complete copy, or open "
            "it in a PDF viewer, print it to a new PDF, and run again.",
            "damaged",
        )
    told = "The file is damaged; what could be read of it was kept."
    lost_ones = f" {pages_told(lost)} could not be read.".replace(" p", " P", 1) if lost else ""
    return pages, [Problem("warning", "lost_parts", f"{name}: {told}{lost_ones}")]
