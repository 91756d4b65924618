"""The fast way to read a page: the words that pdfium finds, with baseline, size, weight and tag.

One call a word and edge, not one a character; what a text object says of its font is asked once.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.readers.pdf.page import Page, Word, is_bold_font, word_box
from pipeline.readers.pdf.shapes import shapes_of
from pipeline.readers.pdf.tags import tags_of

# pdfium writes one of these for the hyphen of a word that goes on in the next line.
_BROKEN: Final = "\x02\ufffe"
_WORD: Final = re.compile(rf"[^\s\u00a0\u200b{_BROKEN}]+[{_BROKEN}]?")
# Where letters are kerned with the blank beside them: pdfium may lose the blank.
_KERNED: Final = re.compile(r"[’”](?=[^\W\d_])|[A-Z](?=[^\W\d_])|[^\W_](?=[A-Z])")
_GAP: Final = 0.12
_NAME_BYTES: Final = 128
_RAISED: Final = 0.85
_LIFT: Final = 0.12
_FIGURE: Final = "0123456789[]()"
_HYPHEN: Final = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}


def read_page(document: pdfium.PdfDocument, number: int, tagged: bool = False) -> Page:
    """Page `number` (from 1) of a document, with its tags if it is `tagged`; the page is closed
    again.

    Raises pdfium.PdfiumError where the page is damaged.
    """
    page = document[number - 1]
    try:
        view = _View(page)
        text_page = page.get_textpage()
        try:
            words = tuple(_words(text_page.raw, view))
        finally:
            text_page.close()
        dots, rules = shapes_of(page, view.box)
        tags = tags_of(page) if tagged else {}
        return Page(number, view.width, view.height, words, dots, rules, tags=tags)
    finally:
        page.close()


class _View:
    """From the file's coordinates to points from the top left of the page as it is shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.width, self.height = page.get_size()
        left, bottom, right, top = page.get_cropbox()
        self.rotation = page.get_rotation()
        self.left, self.right = min(left, right), max(left, right)
        self.bottom, self.top = min(bottom, top), max(bottom, top)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def _words(text_page: Any, view: _View) -> Iterator[Word]:
    text = _text(text_page)
    style = _Styles(text_page, view)
    first, last = raw.FS_RECTF(), raw.FS_RECTF()
    for found in _WORD.finditer(text):
        start, end = found.start(), found.end() - 1
        end -= text[end] in _BROKEN and end > start
        for begin, stop in style.runs(text, start, end):
            size, bold, content, upright = style.of(begin)
            raw.FPDFText_GetLooseCharBox(text_page, begin, first)
            raw.FPDFText_GetLooseCharBox(text_page, stop, last)
            baseline = style.height(begin)
            x0, _, x1, _ = view.box(first.left, first.bottom, last.right, last.bottom)
            if upright:
                part = text[begin : stop + 1] if stop < end else text[begin : found.end()]
                yield word_box(part.translate(_HYPHEN), x0, x1, baseline, size, bold, content)


def _text(text_page: Any) -> str:
    """The characters of a page; one code unit a character, so that indices are pdfium's."""
    count = raw.FPDFText_CountChars(text_page)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) == count and "\ufffd" not in text:
        return text
    codes = (raw.FPDFText_GetUnicode(text_page, at) for at in range(count))
    return "".join(map(_character, codes))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


class _Styles:
    """Size in points, bold, marked content and direction of the text object of a character."""

    def __init__(self, text_page: Any, view: _View) -> None:
        self.text_page = text_page
        self.view = view
        self.sideways = view.rotation in (90, 270)
        self.known: dict[int, tuple[float, bool, int | None, bool]] = {}
        self.fonts: dict[bytes, bool] = {}
        self.name = ctypes.create_string_buffer(_NAME_BYTES)
        self.matrix = raw.FS_MATRIX()
        self.box = raw.FS_RECTF()
        self.flags = ctypes.c_int()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()

    def of(self, at: int) -> tuple[float, bool, int | None, bool]:
        thing = raw.FPDFText_GetTextObject(self.text_page, at)
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        style = self.known.get(key)
        if style is None:
            style = self.known[key] = self._read(at, thing)
        return style

    def runs(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """First and last character of each part of a word: what a gap parts from the rest is a
        word of its own, and so are raised figures at either end of it, so that a note's number is
        no part of a year."""
        pairs = [pair.start() for pair in _KERNED.finditer(text, start, end + 1)]
        gaps = [at for at in pairs if self._parted(at)]
        # Letters that all stand apart are spaced out, not words.
        if len(gaps) < max(3, len(pairs)):
            for at in gaps:
                yield start, at
                start = at + 1
        head = self._raised(text, range(start, end), end)
        if head:
            yield start, start + head - 1
            start += head
        tail = self._raised(text, range(end, start, -1), start)
        yield start, end - tail
        if tail:
            yield end - tail + 1, end

    def _raised(self, text: str, places: range, main: int) -> int:
        """How many of the first `places` hold a raised figure, in brackets or bare; `main` is the
        place of a letter of the word."""
        if not places or text[places[0]] not in _FIGURE:
            return 0
        size, height = self.of(main)[0], self.height(main)
        found = 0
        for at in places:
            small = self.of(at)[0] < _RAISED * size
            if text[at] not in _FIGURE or not small or height - self.height(at) < _LIFT * size:
                break
            found += 1
        return found if any(text[at] in _FIGURE[:10] for at in places[:found]) else 0

    def height(self, at: int) -> float:
        """The baseline of a character, in points from the top of the page."""
        raw.FPDFText_GetCharOrigin(self.text_page, at, self.x, self.y)
        return self.view.point(self.x.value, self.y.value)[1]

    def _parted(self, at: int) -> bool:
        """Whether a character stands apart from the next."""
        raw.FPDFText_GetLooseCharBox(self.text_page, at, self.box)
        end = self.box.right
        raw.FPDFText_GetLooseCharBox(self.text_page, at + 1, self.box)
        return bool(self.box.left - end > _GAP * self.of(at)[0])

    def _read(self, at: int, thing: Any) -> tuple[float, bool, int | None, bool]:
        raw.FPDFText_GetMatrix(self.text_page, at, self.matrix)
        a, b, c, d = self.matrix.a, self.matrix.b, self.matrix.c, self.matrix.d
        size = raw.FPDFText_GetFontSize(self.text_page, at) * (math.hypot(c, d) or 1.0)
        raw.FPDFText_GetFontInfo(self.text_page, at, self.name, _NAME_BYTES, self.flags)
        name = self.name.value
        if name not in self.fonts:
            self.fonts[name] = is_bold_font(name.decode("utf-8", "replace"))
        content = raw.FPDFPageObj_GetMarkedContentID(thing) if thing else -1
        along, across = (abs(b), abs(a)) if self.sideways else (abs(a), abs(b))
        upright = along >= across
        return size, self.fonts[name], content if content >= 0 else None, upright
