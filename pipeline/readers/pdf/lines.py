"""Words -> lines in reading order: baselines, columns, small raised words.

Lengths are in points. Whether two words are neighbours is always measured in font sizes, never
in points alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.model import Box
from pipeline.readers.pdf.page import Page, Table, Word
from pipeline.readers.pdf.tags import Tag

_SAME_BASELINE: Final = 0.2
_RAISED: Final = 0.85
_COLUMN_GAP: Final = 1.3
_GUTTER: Final = 7.0
_GRID: Final = 2.0
_FEWEST_LINES: Final = 4
_FEWEST_WORDS: Final = 2.5
_MOST_CROSSING: Final = 0.34
_DEEPEST: Final = 4
_SECOND_COLUMN: Final = 0.3  # of the page's width
_DOT_REACH: Final = 3.5
_ROW_SIZE: Final = 0.0  # a row has no font size of its own


@dataclass(slots=True)
class PageLine:
    """One line of a page: its words from left to right, and the column that it stands in.

    `left` and `right` are the edges of the column's text, `shift` how far the column stands
    right of the first one; `dot` is the left edge of a drawn bullet before the words. `tag` is
    the block of the tag tree that most of the words belong to; `table` tells that the words are
    a table's row.
    """

    words: list[Word]
    page: int
    left: float = 0.0
    right: float = 0.0
    shift: float = 0.0
    dot: float | None = None
    tag: Tag | None = None
    table: bool = False
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
    for column in _columns(list(_segments(words)), 0):
        made = [PageLine(words, page.number) for words in _rows([w for s in column for w in s])]
        left = min(line.x0 for line in made)
        right = max(line.x1 for line in made)
        for line in made:
            line.left, line.right = left, right
            line.shift = left - margin if left > _SECOND_COLUMN * page.width else 0.0
        lines.extend(made)
    _set_dots(lines, page.dots)
    for line in lines if page.tags else ():
        line.tag = _tag(line, page.tags)
    return _with_tables(lines, page)


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


Segment = list[Word]


def _segments(words: Sequence[Word]) -> Iterator[Segment]:
    """Runs of words on one baseline without a gap that could part two columns."""
    for row in _rows(words):
        run = [row[0]]
        for before, word in pairwise(row):
            if word.x0 - before.x1 > _COLUMN_GAP * max(before.size, word.size):
                yield run
                run = []
            run.append(word)
        yield run


def _rows(words: Sequence[Word]) -> list[Segment]:
    """Words that share a baseline, raised ones with the line they belong to, top to bottom."""
    rows: list[Segment] = []
    for word in sorted(words, key=lambda w: (w.bottom - 0.2 * w.size, w.x0)):
        base = _baseline(word)
        if rows and base - _baseline(rows[-1][-1]) <= _SAME_BASELINE * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return _with_raised(rows)


def _baseline(word: Word) -> float:
    return word.bottom - 0.2 * word.size


def _with_raised(rows: list[Segment]) -> list[Segment]:
    """Rows of nothing but small words that stand beside larger ones join those ones' row."""
    kept: list[Segment] = []
    waiting: list[Segment] = []
    for row in rows:
        host = kept[-1] if kept and _belongs(row, kept[-1]) else None
        for raised in waiting:
            if _belongs(raised, row):
                row = sorted([*raised, *row], key=lambda word: word.x0)
            else:
                kept.append(raised)
        waiting = []
        if host is not None and host is kept[-1]:
            kept[-1] = sorted([*host, *row], key=lambda word: word.x0)
        elif max(len(word.text) for word in row) <= 4:
            waiting = [row]
        else:
            kept.append(row)
    return kept + waiting


def _belongs(small: Segment, row: Segment) -> bool:
    """Whether each word of a short row touches a larger word of the other row's height."""
    if max(len(word.text) for word in small) > 4 or len(small) > len(row):
        return False
    return all(any(_touches(word, other) for other in row) for word in small)


def _touches(word: Word, other: Word) -> bool:
    if word.size > _RAISED * other.size:
        return False
    shared = min(word.bottom, other.bottom) - max(word.top, other.top)
    beside = min(abs(word.x0 - other.x1), abs(other.x0 - word.x1))
    return shared > 0.4 * word.size and beside < 0.5 * other.size


def _columns(pieces: list[Segment], depth: int) -> list[list[Segment]]:
    """The segments of each column in reading order; one list where there are no columns."""
    gutter = _gutter(pieces) if depth < _DEEPEST else None
    if gutter is None:
        return [pieces] if pieces else []
    done: list[list[Segment]] = []
    left: list[Segment] = []
    right: list[Segment] = []
    across: list[Segment] = []

    def close() -> None:
        if left or right:
            done.extend(_columns(list(left), depth + 1))
            done.extend(_columns(list(right), depth + 1))
            left.clear()
            right.clear()

    for piece in sorted(pieces, key=lambda s: (s[0].top, s[0].x0)):
        if piece[-1].x1 <= gutter:
            side = left
        elif piece[0].x0 >= gutter:
            side = right
        else:
            close()
            across.append(piece)
            continue
        if across:
            done.append(list(across))
            across.clear()
        side.append(piece)
    close()
    return [*done, across] if across else done


def _gutter(pieces: list[Segment]) -> float | None:
    """The middle of an empty strip that parts two columns of running text, None without one."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    best: tuple[float, float] | None = None
    for low, high in _strips(pieces):
        middle = (low + high) / 2
        left = [s for s in pieces if s[-1].x1 <= middle]
        right = [s for s in pieces if s[0].x0 >= middle]
        if not (_is_text(left) and _is_text(right)):
            continue
        if _beside(left, right) < _FEWEST_LINES or _beside(right, left) < _FEWEST_LINES:
            continue
        if best is None or high - low > best[0]:
            best = (high - low, middle)
    return best[1] if best else None


def _is_text(pieces: list[Segment]) -> bool:
    if len(pieces) < _FEWEST_LINES:
        return False
    return sum(map(len, pieces)) / len(pieces) >= _FEWEST_WORDS


def _beside(pieces: list[Segment], others: list[Segment]) -> int:
    """How many segments stand at the height of the others."""
    top = min(s[0].top for s in others)
    bottom = max(s[0].bottom for s in others)
    return sum(top <= (s[0].top + s[0].bottom) / 2 <= bottom for s in pieces)


def _strips(pieces: list[Segment]) -> Iterator[tuple[float, float]]:
    """Vertical strips that few segments cross, between the outer edges of the text."""
    low = min(s[0].x0 for s in pieces)
    high = max(s[-1].x1 for s in pieces)
    cells = int((high - low) / _GRID) + 1
    change = [0] * (cells + 1)
    for piece in pieces:
        change[max(0, int((piece[0].x0 - low) / _GRID))] += 1
        change[min(cells, int((piece[-1].x1 - low) / _GRID) + 1)] -= 1
    most = _MOST_CROSSING * len(pieces) / 2
    start: int | None = None
    covered = 0
    for cell in range(cells):
        covered += change[cell]
        if covered <= most and 0.1 * cells < cell < 0.9 * cells:
            start = cell if start is None else start
        elif start is not None:
            if (cell - start) * _GRID >= _GUTTER:
                yield low + start * _GRID, low + cell * _GRID
            start = None
