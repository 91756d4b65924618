"""Words -> lines in reading order, each with its column, drawn bullet and tag.

Lengths are in points.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.model import Box
from pipeline.readers.pdf.columns import columns
from pipeline.readers.pdf.page import Page, Table, Word
from pipeline.readers.pdf.rows import rows
from pipeline.readers.pdf.tags import Tag

_SECOND_COLUMN: Final = 0.3  # of the page's width
_NARROW: Final = 0.9
_MANY: Final = 6
_SAME_SIZE: Final = 0.6
_FARTHEST: Final = 2.0
_BIN: Final = 0.05
_LONG_LINE: Final = 5
_OUTSIDE: Final = 10  # one line in so many may stand out of a scanned column
_DOT_REACH: Final = 3.5
_ROW_SIZE: Final = 0.0  # a row has no font size of its own


@dataclass(slots=True)
class PageLine:
    """One line of a page: its words from left to right, and the column that it stands in.

    `left` and `right` are the edges of the column's text, `shift` how far the column stands
    right of the first one, `beside` whether others stand beside it, `pitch` the usual distance of
    its lines in font sizes, 0.0 where it is not known; `dot` is the left edge of a
    drawn bullet before the words. `tag` is the block of the tag tree that most of the words
    belong to; `table` tells that the words are a table's row. `order` counts the lines of a
    document in reading order.
    """

    words: list[Word]
    page: int
    left: float = 0.0
    right: float = 0.0
    shift: float = 0.0
    beside: bool = False
    pitch: float = 0.0
    dot: float | None = None
    tag: Tag | None = None
    table: bool = False
    order: int = 0
    text: str = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)

    def __post_init__(self) -> None:
        self.text = " ".join(word.text for word in self.words)
        self.x0, self.x1 = self.words[0].x0, max(word.x1 for word in self.words)
        by_size: dict[float, int] = {}
        for word in self.words:
            size = round(word.size, 1)
            by_size[size] = by_size.get(size, 0) + len(word.text)
        self.size = max(by_size, key=lambda size: (by_size[size], size))
        main = [word for word in self.words if abs(word.size - self.size) < 1] or self.words
        self.top = median(word.top for word in main)
        self.bottom = median(word.bottom for word in main)
        heavy = sum(len(word.text) for word in self.words if word.bold)
        self.bold = heavy >= 0.9 * sum(len(word.text) for word in self.words)

    @property
    def box(self) -> Box:
        """The box of the line: x0, top, x1, bottom."""
        return self.edge, self.top, self.x1, self.bottom

    @property
    def edge(self) -> float:
        """Where the line begins, its drawn bullet counted."""
        return self.x0 if self.dot is None else self.dot

    @property
    def indent(self) -> float:
        """The left edge as if the column were the first."""
        return self.edge - self.shift

    @property
    def confidence(self) -> float | None:
        """The mean confidence of recognised words, None for born-digital ones."""
        known = [word.confidence for word in self.words if word.confidence is not None]
        return sum(known) / len(known) if known else None


def page_lines(page: Page) -> list[PageLine]:
    """The lines of a page in reading order: column by column between lines that cross them."""
    lines: list[PageLine] = []
    words = page.words if not page.tables else _outside(page.words, page.tables)
    margin = min((word.x0 for word in words), default=0.0)
    for column in columns(words, page.rules):
        made = [PageLine(row, page.number) for row in rows(column.words)]
        left = min(line.x0 for line in made)
        rights = _rights(made, left)
        pitch = _pitch(made) if column.beside else 0.0
        for line in made:
            line.pitch = pitch
            line.left, line.right, line.beside = left, rights[round(line.size)], column.beside
            line.shift = left - margin if left > _SECOND_COLUMN * page.width else 0.0
        lines.extend(made)
    _set_dots(lines, page.dots)
    for line in lines if page.tags else ():
        line.tag = _tag(line, page.tags)
    return _with_tables(lines, page)


def _pitch(lines: list[PageLine]) -> float:
    """The distance from line to line that is most common in a column of many lines."""
    found: Counter[int] = Counter()
    for a, b in pairwise(lines):
        if abs(a.size - b.size) < _SAME_SIZE and 0 < b.top - a.top < _FARTHEST * a.size:
            found[round((b.top - a.top) / a.size / _BIN)] += 1
    pitch = max(found, key=lambda at: (found[at], -at)) if found else 0
    return (pitch + 1) * _BIN if found[pitch] >= _MANY else 0.0


def _rights(lines: list[PageLine], left: float) -> dict[int, float]:
    """Where the lines of each font size end: that of all lines, but for a size whose many lines
    end well before (small print below a narrow text)."""
    ends: dict[int, list[float]] = {}
    limit = _limit(lines)
    for line in lines:
        ends.setdefault(round(line.size), []).append(min(line.x1, limit))
    right = max(map(max, ends.values()))
    narrow = left + _NARROW * (right - left)
    return {
        size: max(found) if len(found) >= _MANY and max(found) < narrow else right
        for size, found in ends.items()
    }


def _limit(lines: Sequence[PageLine]) -> float:
    """Where a scanned column ends: noise and letterheads may stand right of its text."""
    scanned = lines[0].confidence is not None
    long = sorted(line.x1 for line in lines if scanned and len(line.words) >= _LONG_LINE)
    return long[-1 - len(long) // _OUTSIDE] if long else float("inf")


def _tag(line: PageLine, tags: Mapping[int, Tag]) -> Tag | None:
    letters: dict[Tag, int] = {}
    for word in line.words:
        tag = tags.get(word.content) if word.content is not None else None
        if tag is not None:
            letters[tag] = letters.get(tag, 0) + len(word.text)
    # The first of equals, so that the order of a set decides nothing.
    return max(letters, key=lambda tag: letters[tag]) if letters else None


def _outside(words: Sequence[Word], tables: Sequence[Table]) -> list[Word]:
    return [word for word in words if not any(_inside(word, table.box) for table in tables)]


def _inside(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _with_tables(lines: list[PageLine], page: Page) -> list[PageLine]:
    """The lines with each table's rows put where the table stands."""
    for table in sorted(page.tables, key=lambda table: table.box[1], reverse=True):
        rows = [_row_line(box, cells, page.number) for box, cells in table.rows]
        at = next((n for n, line in enumerate(lines) if line.top > table.box[1]), len(lines))
        lines[at:at] = rows
    return lines


def _row_line(box: Box, cells: Sequence[str], page: int) -> PageLine:
    text = "| " + " | ".join(cell for cell in cells if cell) + " |"
    word = Word(text, box[0], box[1], box[2], box[3], _ROW_SIZE)
    return PageLine([word], page, box[0], box[2], table=True)


def _set_dots(lines: list[PageLine], dots: Sequence[Box]) -> None:
    """Gives each drawn bullet to the line whose words follow it closely."""
    waiting = sorted(dots, key=lambda dot: (dot[1], dot[0]))
    for dot in waiting:
        middle = (dot[1] + dot[3]) / 2
        for line in lines:
            near = 0 < line.x0 - dot[2] < _DOT_REACH * line.size
            if near and line.top < middle < line.bottom and line.dot is None:
                line.dot = dot[0]
                break
