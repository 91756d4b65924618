"""Words of a page -> its columns in reading order.

Columns are told by a left edge that many lines share and that no line crosses for a while, or by
an upright rule between words. Cells that stand side by side in rows are no columns: they are read
row by row. Lengths are in points; what is near is measured in font sizes.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.model import Box
from pipeline.readers.pdf.page import Word, baseline
from pipeline.readers.pdf.rows import rows

_GAP: Final = 0.65  # sizes between two words that columns may part
_NARROW: Final = 0.3  # the same where a rule stands between them
_GUTTER: Final = 6.0
_CLEAR: Final = 0.9  # of the lines beside a gutter end before it
_BIN: Final = 2.0
_DEEPEST: Final = 6
_FEWEST_ROWS: Final = 4
_FEWEST_BY_RULE: Final = 2
_WORDS: Final = 2.5  # words a row of running text
_FEW_WORDS: Final = 1.6  # the same where other signs tell that it is running text
_RUNNING: Final = 0.2  # of the rows of running text begin in the middle of a sentence
_LEVEL: Final = 1.5
_ALIGNED: Final = 0.8
_APART: Final = 0.5
_DENSE: Final = 0.65
_FILLED: Final = 0.6
_TALL: Final = 18.0
_NEAR: Final = 1.6
_MOST_RULES: Final = 60
_OUTSIDE: Final = 0.5  # how far over an edge a piece left of it may reach
_INSIDE: Final = 1.0  # how far before it one right of it may begin


@dataclass(slots=True, eq=False)
class Piece:
    """Words of one row without a gap that could part two columns."""

    words: list[Word]
    x0: float = field(init=False)
    x1: float = field(init=False)
    base: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        self.x0 = self.words[0].x0
        self.x1 = max(word.x1 for word in self.words)
        self.base = median(baseline(word) for word in self.words)
        self.size = max(word.size for word in self.words)


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where a column may begin; `top` and `bottom` bound the rule that says so, if one does."""

    x: float
    top: float = float("-inf")
    bottom: float = float("inf")
    ruled: bool = False

    def side(self, piece: Piece) -> int:
        """-1 left of the edge, 1 right of it, 0 across it."""
        if not self.top <= piece.base - 0.3 * piece.size <= self.bottom:
            return 0
        if piece.x1 <= self.x + _OUTSIDE:
            return -1
        return 1 if piece.x0 >= self.x - _INSIDE else 0

    @property
    def fewest(self) -> int:
        """The rows that a column beside it must have."""
        return _FEWEST_BY_RULE if self.ruled else _FEWEST_ROWS


@dataclass(frozen=True, slots=True)
class Column:
    """Words of one column, `beside` others; or of lines across the page, where it is not."""

    words: list[Word]
    beside: bool


@dataclass(slots=True)
class _Run:
    """Pieces one below the other none of which crosses the edge."""

    left: list[Piece]
    right: list[Piece]


def columns(words: Sequence[Word], rules: Sequence[Box] = ()) -> list[Column]:
    """The columns of a page, and the stretches of lines across it, in reading order."""
    upright = [rule for rule in rules if rule[3] - rule[1] >= _TALL and rule[2] - rule[0] <= 3]
    upright = sorted(set(upright))[:_MOST_RULES]
    pieces = list(_pieces(words, upright))
    parts = _parts(pieces, upright, 0, beside=False) if pieces else []
    return [Column([word for p in part for word in p.words], beside) for part, beside in parts]


def _pieces(words: Sequence[Word], upright: Sequence[Box]) -> Iterator[Piece]:
    for row in rows(words):
        run = [row[0]]
        for before, word in pairwise(row):
            gap, size = word.x0 - before.x1, max(before.size, word.size)
            if gap > _GAP * size or (gap > _NARROW * size and _ruled(before, word, upright)):
                yield Piece(run)
                run = []
            run.append(word)
        yield Piece(run)


def _ruled(before: Word, word: Word, upright: Sequence[Box]) -> bool:
    middle = (word.top + word.bottom) / 2
    return any(before.x1 <= r[0] <= word.x0 and r[1] <= middle <= r[3] for r in upright)


def _parts(
    pieces: list[Piece], upright: Sequence[Box], depth: int, beside: bool
) -> list[tuple[list[Piece], bool]]:
    """The pieces of each part in reading order, and whether it is a column."""
    pieces = sorted(pieces, key=lambda piece: (piece.base, piece.x0))
    found = _best(pieces, upright) if depth < _DEEPEST else None
    if found is None:
        return [(pieces, beside)]
    done: list[tuple[list[Piece], bool]] = []
    for part in found:
        if isinstance(part, _Run):
            done.extend(_parts(part.left, upright, depth + 1, beside=True))
            done.extend(_parts(part.right, upright, depth + 1, beside=True))
        else:
            done.extend(_parts(part, upright, depth + 1, beside))
    return done


def _best(pieces: list[Piece], upright: Sequence[Box]) -> list[_Run | list[Piece]] | None:
    """The pieces parted by the edge that has most of them beside it, None without one."""
    best: list[_Run | list[Piece]] | None = None
    most = 0
    starts, ends = sorted(p.x0 for p in pieces), sorted(p.x1 for p in pieces)
    for edge in _edges(pieces, upright):
        # Most edges have too few pieces on one side, or cross too many to be the best.
        right = len(starts) - bisect_left(starts, edge.x - _INSIDE)
        left = bisect_right(ends, edge.x + _OUTSIDE)
        if min(left, right) < edge.fewest or left + right <= most:
            continue
        parts = _by_edge(pieces, edge)
        held = sum(len(p.left) + len(p.right) for p in parts if isinstance(p, _Run))
        if held > most:
            best, most = parts, held
    return best


def _edges(pieces: Sequence[Piece], upright: Sequence[Box]) -> Iterator[_Edge]:
    for rule in upright:
        yield _Edge(rule[0], rule[1], rule[3], ruled=True)
    yield from _strips(pieces)
    bins = Counter(int(piece.x0 / _BIN) for piece in pieces)
    outer = min(piece.x0 for piece in pieces)
    for at in sorted(bins):
        near = bins[at] + bins[at + 1]
        if near >= _FEWEST_ROWS - 1 and at * _BIN > outer + 2 * _GUTTER:
            inside = (p.x0 for p in pieces if at <= int(p.x0 / _BIN) <= at + 1)
            yield _Edge(min(inside))


def _strips(pieces: Sequence[Piece]) -> Iterator[_Edge]:
    """Where gaps between neighbours of a row stand one below the other: centred columns."""
    gaps = [
        (a.x1, b.x0) for a, b in pairwise(pieces) if abs(a.base - b.base) <= _LEVEL < b.x0 - a.x1
    ]
    seen: set[int] = set()
    for low, high in gaps:
        middle = (low + high) / 2
        if int(middle / _BIN) in seen:
            continue
        seen.add(int(middle / _BIN))
        ends = [x0 for x1, x0 in gaps if x1 <= middle <= x0]
        if len(ends) >= _FEWEST_ROWS:
            yield _Edge(min(ends))


def _by_edge(pieces: list[Piece], edge: _Edge) -> list[_Run | list[Piece]]:
    """Runs that are columns, and between them the pieces that are not, top to bottom."""
    done: list[_Run | list[Piece]] = []
    across: list[Piece] = []
    run: list[Piece] = []

    def close() -> None:
        if not run:
            return
        head, body, tail = _trimmed(run, across, edge, sides)
        across.extend(head)
        if body is None:
            across.extend(tail)
        else:
            if across:
                done.append(list(across))
                across.clear()
            done.append(body)
            across.extend(tail)
        run.clear()

    # A mark that stands before a line across the edge goes with it.
    sides = {piece: edge.side(piece) for piece in pieces}
    over = {round(piece.base) for piece, side in sides.items() if not side}
    for piece, side in sides.items():
        if side and round(piece.base) not in over:
            run.append(piece)
        else:
            close()
            across.append(piece)
    close()
    return [*done, across] if across else done


def _trimmed(
    run: list[Piece], before: list[Piece], edge: _Edge, sides: Mapping[Piece, int]
) -> tuple[list[Piece], _Run | None, list[Piece]]:
    """The columns of a run, None where it holds none, and the lines above and below that are not
    of them: the short last line of a paragraph above, a short line apart below."""
    head = _head(run, before, sides)
    body = run[len(head) :]
    foot = _foot(body, sides)
    body = body[: len(body) - len(foot)]
    left = [piece for piece in body if sides[piece] < 0]
    right = [piece for piece in body if sides[piece] > 0]
    if _are_columns(left, right, edge):
        return head, _Run(left, right), foot
    return [], None, run


def _head(run: list[Piece], before: list[Piece], sides: Mapping[Piece, int]) -> list[Piece]:
    if len(run) < 2 or not before or sides[run[0]] > 0:
        return []
    above, below = run[0].base - before[-1].base, run[1].base - run[0].base
    return run[:1] if above < _NEAR * run[0].size and above < below else []


def _foot(run: list[Piece], sides: Mapping[Piece, int]) -> list[Piece]:
    for count in (1, 2):
        if len(run) <= count + 1:
            return []
        last = run[-count:]
        gap = last[0].base - run[-count - 1].base
        if gap > 2 * _NEAR * last[0].size and len({sides[piece] for piece in last}) == 1:
            return last
    return []


def _are_columns(left: list[Piece], right: list[Piece], edge: _Edge) -> bool:
    if min(len(left), len(right)) < edge.fewest:
        return False
    top = max(min(p.base for p in side) for side in (left, right)) - _LEVEL
    bottom = min(max(p.base for p in side) for side in (left, right)) + _LEVEL
    sides = [_side_rows([p for p in side if top <= p.base <= bottom]) for side in (left, right)]
    if min(map(len, sides)) < edge.fewest:
        return False
    if not edge.ruled and not _is_clear(sides[0], edge):
        return False
    shared = [_shared(a, b) for a, b in (sides, reversed(sides))]
    apart = max(shared) < _APART
    words = min(map(_words_a_row, sides))
    runs_on = apart or edge.ruled or min(map(_running, sides)) >= _RUNNING
    if words < (_FEW_WORDS if runs_on else _WORDS):
        return False
    return apart or not _is_table(sides, shared)


def _side_rows(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces of one side, row by row."""
    found: list[list[Piece]] = []
    for piece in pieces:
        if found and piece.base - found[-1][-1].base <= _LEVEL:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _is_clear(left: list[list[Piece]], edge: _Edge) -> bool:
    wide = sum(max(p.x1 for p in row) <= edge.x - max(_GUTTER, 0.6 * row[0].size) for row in left)
    return wide >= _CLEAR * len(left)


def _words_a_row(side: list[list[Piece]]) -> float:
    return sum(len(piece.words) for row in side for piece in row) / len(side)


def _running(side: list[list[Piece]]) -> float:
    """The share of rows that begin with a small letter."""
    return sum(row[0].words[0].text[0].islower() for row in side) / len(side)


def _shared(side: list[list[Piece]], other: list[list[Piece]]) -> float:
    """The share of rows that stand at the height of one of the other side."""
    heights = {round(row[0].base) for row in other}
    level = sum(any(round(row[0].base) + d in heights for d in (-1, 0, 1)) for row in side)
    return level / len(side)


def _is_table(sides: list[list[list[Piece]]], shared: list[float]) -> bool:
    """Whether two sides are cells in rows: the fewer rows of one begin where those of the other
    do, or the rows stand side by side and leave their column half empty."""
    counts = [len(side) for side in sides]
    sparse = counts.index(min(counts))
    if shared[sparse] < _ALIGNED:
        return False
    return counts[sparse] < _DENSE * max(counts) or min(map(_filled, sides)) < _FILLED


def _filled(side: list[list[Piece]]) -> float:
    """How much of its column a row fills, in the middle of all rows."""
    start = min(row[0].x0 for row in side)
    ends = [max(p.x1 for p in row) - start for row in side]
    return median(ends) / max(ends)
