"""Formats without lines of their own (HTML, Word): blocks in reading order -> text and lines.

The text shows a document as a browser does: a block a line, a blank line between blocks, nested
lists by two blanks a level and a mark. What a text cannot show, a heading's level and a bold
line, stands in `Line.heading` and `Line.bold`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.lexicon import table
from pipeline.model import Line

# Formats whose readers settle what a block is; in the others the outline finds it in the words.
MEDIA_TYPES: Final = frozenset(
    (
        "text/html",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/pdf",
    )
)
LIST_GLYPHS: Final = ("•", "◦", "▪")
STEP: Final = 2  # blanks a list level
# What is put in between 3 and 4 is numbered 3bis, 3ter …
INSERTED: Final = "(?:bis|ter|quater|quinquies|sexies)?"

_ROMANS: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN: Final = 3999
_MAX_HEADING: Final = 300
_MAX_HEADING_SENTENCE: Final = 90
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_CLOSING: Final = "])}”\"’' "
_MAX_BOLD: Final = 200
_SOFT: Final = re.compile("[\u00ad\u200e\u200f\u2060]+")


@dataclass(slots=True)
class Piece:
    """One block: its words, and what its mark-up says of them.

    `indent` counts blanks; `mark` is the list mark as it is shown, "" without one; `heading` is
    the level of a heading, 0 for other blocks; `gap` tells whether a blank line comes before;
    `fixed` is the kind that is settled (see `Line`).
    """

    text: str
    indent: int = 0
    mark: str = ""
    heading: int = 0
    bold: bool = False
    gap: bool = True
    fixed: str | None = None


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Line, ...]]:
    """The text of the blocks, a block a line, and its lines (blank ones are left out)."""
    parts: list[str] = []
    lines: list[Line] = []
    at = 0
    for piece in pieces:
        before = "" if not parts else "\n\n" if piece.gap else "\n"
        mark = piece.mark + " " if piece.mark and piece.text else piece.mark
        row = " " * piece.indent + mark + piece.text
        level = piece.heading if may_head(piece.text) else 0
        bold = piece.bold and not piece.mark and may_be_bold_line(piece.text)
        start = at + len(before)
        lines.append(Line(start, start + len(row), bold=bold, heading=level, fixed=piece.fixed))
        parts.append(before + row)
        at = start + len(row)
    return "".join(parts) + "\n" * bool(parts), tuple(lines)


def folded(text: str) -> str:
    """Words with one blank between them, soft hyphens and direction marks left out."""
    return " ".join(_SOFT.sub("", text).split())


def number_text(value: int, form: str) -> str:
    """A number as a list shows it; `form` is `1`, `a`, `A`, `i` or `I`, `01` with a zero."""
    if form in ("a", "A") and value > 0:
        low = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return low if form == "a" else low.upper()
    if form in ("i", "I") and 0 < value <= _MOST_ROMAN:
        low = _roman(value)
        return low if form == "i" else low.upper()
    return f"{value:02d}" if form == "01" else str(value)


def starts_typed(text: str) -> bool:
    """Whether a line opens with a mark that somebody typed: a glyph, "1.", "(a)", "iv)"."""
    return starts_glyph(text) or _typed().match(text) is not None


def starts_glyph(text: str) -> bool:
    """Whether a line opens with a typed mark that is no number, letter, dash or punctuation."""
    return text[:1] in _strong()


@cache
def _strong() -> frozenset[str]:
    return frozenset(r["glyph"] for r in table("outline/glyphs") if r["strong"] == "yes")


@cache
def _typed() -> re.Pattern[str]:
    glyphs = re.escape("".join(row["glyph"] for row in table("outline/glyphs")))
    return re.compile(
        rf"(?:[{glyphs}]|\[?\s?\(?(?:\d{{1,3}}{INSERTED}|[A-Za-z]|[ivxlc]{{1,6}}|[IVXLC]{{1,6}})[.)])(?:\s|\[|$)"
    )


def _roman(value: int) -> str:
    out = ""
    for step, letters in _ROMANS:
        while value >= step:
            out += letters
            value -= step
    return out


def may_head(text: str) -> bool:
    """Whether a text set as a heading is short enough to be one.

    Some pages set whole paragraphs as headings to have them large.
    """
    if not 0 < len(text) <= _MAX_HEADING:
        return False
    return len(text) <= _MAX_HEADING_SENTENCE or text.rstrip(_CLOSING)[-1:] not in tuple(".;,")


def may_be_bold_line(text: str) -> bool:
    """Whether a line all in bold may be a heading.

    "4. Digital Trade" in bold is a heading, "• Trade" is an item however heavy, "$94 $53" a row.
    """
    if not any(map(str.isalpha, text)) and not _YEAR.fullmatch(text):
        return False
    item = text[:1] and not text[0].isalnum() and starts_typed(text)
    return 0 < len(text) <= _MAX_BOLD and text[-1] not in ".;,!?" and not item
