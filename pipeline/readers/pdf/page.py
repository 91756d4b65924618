"""What every way of reading a PDF page gives: words and their places, in points, from the top."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pipeline.model import Box
from pipeline.readers.pdf.tags import Tag

_ASCENT: Final = 0.8
_LEAST_SIZE: Final = 0.1
_FEWEST_CELLS: Final = 2
_LONGEST_CELL: Final = 400
_BOLD: Final = re.compile(r"bold|black|heavy|demi|cmbx|[-,.]b(?:d|i)?$", re.IGNORECASE)
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


class Word(NamedTuple):
    """One word as it stands on a page.

    `size` is the font size in points, `content` the id of the marked content that it belongs to
    (tagged PDFs), `confidence` how sure a recognised word is, 0 to 1; None where it was not
    recognised from a picture.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    content: int | None = None
    confidence: float | None = None

    @property
    def baseline(self) -> float:
        """The height of the baseline, from the top."""
        return self.top + _ASCENT * self.size


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its box, and row by row a box and the words of each cell, "" for an empty one."""

    box: Box
    rows: tuple[tuple[Box, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its words in the order of the file, and the small shapes that may be bullets.

    `number` counts from 1; `width` and `height` are in points after the page's own rotation;
    `dots` are boxes of drawn shapes smaller than a letter, `rules` those of straight lines and of
    the edges of drawn boxes; `tables` holds what stands in ruled grids, `tags` the block of each
    marked content.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    dots: tuple[Box, ...] = ()
    rules: tuple[Box, ...] = ()
    tables: tuple[Table, ...] = ()
    tags: Mapping[int, Tag] = field(default_factory=dict)


def word_box(
    text: str,
    x0: float,
    x1: float,
    baseline: float,
    size: float,
    bold: bool = False,
    content: int | None = None,
) -> Word:
    """A word on its baseline: the box spans one font size, whatever its letters reach.

    Damaged files set letters without height, which nothing can be measured by.
    """
    size = max(abs(size), _LEAST_SIZE)
    top = baseline - _ASCENT * size
    return Word(text.translate(_LIGATURES), x0, top, x1, top + size, size, bold, content)


def baseline(word: Word) -> float:
    """The height at which the letters of a word stand, in points from the top of the page."""
    return word.bottom - (1 - _ASCENT) * word.size


def is_bold_font(name: str) -> bool:
    """Whether the name of a font says that it is a bold one."""
    return _BOLD.search(name) is not None


def is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a grid holds a table: in most of its rows, and in two at least, there is more than
    one cell, and most of its text stands in cells short enough to be some.

    Pages laid out in a grid, lines with a coloured ground and frames around paragraphs hold
    running text.
    """
    split = sum(sum(map(bool, row)) >= _FEWEST_CELLS for row in rows)
    cells = [len(cell) for row in rows for cell in row]
    long = sum(cell for cell in cells if cell > _LONGEST_CELL)
    return split >= _FEWEST_CELLS and 2 * split >= len(rows) and 2 * long <= sum(cells)


def pages_told(numbers: Sequence[int]) -> str:
    """ "page 3", "pages 3, 5 and 9 more"."""
    shown = ", ".join(map(str, numbers[:8]))
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}{more}"
