"""The letters of a page as pdfium has them: their characters, places and styles."""

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as raw

from pipeline.model import Box
from pipeline.readers.pdf.page import is_bold_font

SLANTED: Final = -1
# pdfium's signs for a hyphen that breaks a word; else letters without meaning.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe]")
_SLANT: Final = 6.0  # degrees by which a page may lie askew on the scanner
_NAME_BYTES: Final = 128
_SIGNS: Final = re.compile(
    r"(?:\w{1,40}\+)?Symbol(?:MT)?$|dingbat|wingding|webding|typographicsym", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Style:
    """What a text object says of its letters: `size` in points, the id of its marked content,
    `symbol` for a font of signs, and `turn`: how far the page must be turned clockwise, in
    degrees, to read it, or SLANTED."""

    size: float
    bold: bool
    symbol: bool
    content: int | None
    turn: int


class Letters:
    """The letters of an open text page; `text` has one character a letter, so that its indices
    are pdfium's."""

    def __init__(self, text_page: Any) -> None:
        self.text_page = text_page
        self.text = _text(text_page)
        self._known: dict[int, Style] = {}
        self._fonts: dict[bytes, tuple[bool, bool]] = {}
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._matrix = raw.FS_MATRIX()
        self._boxes = raw.FS_RECTF(), raw.FS_RECTF()
        self._point = ctypes.c_double(), ctypes.c_double()
        self._flags = ctypes.c_int()

    def style(self, at: int) -> Style:
        """The style of the text object of a letter."""
        thing = raw.FPDFText_GetTextObject(self.text_page, at)
        key = ctypes.addressof(thing.contents) if thing else 0
        style = self._known.get(key)
        if style is None:
            style = self._known[key] = self._read(at, thing)
        return style

    def box(self, first: int, last: int) -> Box:
        """Left, bottom, right and top of a word in the file's coordinates."""
        a, b = self._edges(first, last)
        return (
            min(a.left, b.left),
            min(a.bottom, b.bottom),
            max(a.right, b.right),
            max(a.top, b.top),
        )

    def gap(self, at: int) -> float:
        """How far a letter stands apart from the next, in font sizes, in any direction."""
        a, b = self._edges(at, at + 1)
        apart = max(b.left - a.right, a.left - b.right, b.bottom - a.top, a.bottom - b.top)
        return float(apart) / (self.style(at).size or 1.0)

    def origin(self, at: int) -> tuple[float, float]:
        """Where a letter stands on its baseline, in the file's coordinates."""
        x, y = self._point
        raw.FPDFText_GetCharOrigin(self.text_page, at, x, y)
        return x.value, y.value

    def _edges(self, first: int, last: int) -> tuple[Any, Any]:
        a, b = self._boxes
        raw.FPDFText_GetLooseCharBox(self.text_page, first, a)
        raw.FPDFText_GetLooseCharBox(self.text_page, last, b)
        return a, b

    def _read(self, at: int, thing: Any) -> Style:
        raw.FPDFText_GetMatrix(self.text_page, at, self._matrix)
        a, b, c, d = self._matrix.a, self._matrix.b, self._matrix.c, self._matrix.d
        size = raw.FPDFText_GetFontSize(self.text_page, at) * (math.hypot(c, d) or 1.0)
        raw.FPDFText_GetFontInfo(self.text_page, at, self._name, _NAME_BYTES, self._flags)
        name = self._name.value
        if name not in self._fonts:
            told = name.decode("utf-8", "replace")
            self._fonts[name] = is_bold_font(told), _SIGNS.search(told) is not None
        bold, symbol = self._fonts[name]
        content = raw.FPDFPageObj_GetMarkedContentID(thing) if thing else -1
        angle = math.degrees(math.atan2(b, a))
        turn = round(angle / 90) * 90
        turn = turn % 360 if abs(angle - turn) < _SLANT else SLANTED
        return Style(size, bold, symbol, content if content >= 0 else None, turn)


def _text(text_page: Any) -> str:
    count = raw.FPDFText_CountChars(text_page)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) != count or "\ufffd" in text:
        codes = (raw.FPDFText_GetUnicode(text_page, at) for at in range(count))
        text = "".join(map(_character, codes))
    return _CONTROL.sub(
        lambda found: found[0] if raw.FPDFText_IsHyphen(text_page, found.start()) else "\ufffd",
        text,
    )


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
