"""Recognised rows in pixels -> rows in points, straight, with clean left edges, without noise.

A scan is turned by a degree, sheared by the glass, speckled, and has maps and signatures in it
that recognition takes for writing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.readers.pdf.pictures import Picture
from pipeline.readers.pdf.tesseract import Row, Token

# From descender to ascender, in font sizes, over serif and sans-serif text faces.
_LETTERS: Final = 0.93
_SAME_SIZE: Final = 0.15
# How much wider capitals are than small letters.
_CAPITALS: Final = 1.3
_SAME_EDGE: Final = 0.15
_WIDEST_EDGE: Final = 0.5
_DISTANCES: Final = (3, 5, 7)
_FEWEST_PAIRS: Final = 12
_SURE_SLOPE_WORDS: Final = 4
_FEWEST_WORDS: Final = 3
_FEWEST_PARTED: Final = 6

# Rows of scanned prose stay above the first figure even on bad copies; maps, stamps and
# signatures give blocks most of whose rows stay below the second.
_NOISE: Final = 0.45
_NOISY: Final = 0.6
_SURE: Final = 0.85
_FEWEST_NOISY: Final = 3
_SPECK: Final = 0.5
_SPECK_CHARACTERS: Final = 3
_SMALLEST: Final = 0.3


def without_noise(rows: Sequence[Row]) -> list[Row]:
    """The rows that are writing: without specks, and without what pictures were taken for."""
    if not rows:
        return []
    body = median(row.size for row in rows)
    areas: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        areas[row.area].append(row)
    pictures = {
        area
        for area, inside in areas.items()
        if len(inside) >= _FEWEST_NOISY
        and 2 * sum(row.confidence < _NOISY for row in inside) > len(inside)
    }
    return [
        row
        for row in rows
        if row.confidence >= (_SURE if row.area in pictures else _NOISE)
        and (row.confidence >= _SURE or any(is_word(token.text) for token in row.tokens))
        and row.size >= (_SPECK if row.characters <= _SPECK_CHARACTERS else _SMALLEST) * body
    ]


def is_word(text: str) -> bool:
    """Whether a token has three letters or two digits: less is a stroke as often as not."""
    return sum(map(str.isalpha, text)) >= 3 or sum(map(str.isdigit, text)) >= 2


def straightened(rows: Sequence[Row], seen: Picture) -> list[Row]:
    """The rows of a picture upright and in points; `size` becomes the font size."""
    if not rows:
        return []
    slopes = [row.slope for row in rows if len(row.tokens) >= _SURE_SLOPE_WORDS]
    fall = median(slopes) if slopes else 0.0
    level = [_moved(row, 0.0, -fall * (row.middle - seen.width / 2)) for row in rows]
    lean = _lean(level)
    upright = [_moved(row, -lean * (row.baseline - seen.height / 2), 0.0) for row in level]
    return _even_edges(_even_sizes([_in_points(row, seen.scale) for row in upright]))


def _moved(row: Row, right: float, down: float) -> Row:
    tokens = tuple(replace(t, x0=t.x0 + right, x1=t.x1 + right) for t in row.tokens)
    return replace(row, tokens=tokens, baseline=row.baseline + down, slope=0.0)


def _lean(rows: Sequence[Row]) -> float:
    """How far left edges move a unit of height: rows mostly start where those nearby do."""
    steps = [
        (below.x0 - above.x0) / (below.baseline - above.baseline)
        for distance in _DISTANCES
        for above, below in zip(rows, rows[distance:], strict=False)
        if below.baseline - above.baseline > above.size and abs(below.x0 - above.x0) < above.size
    ]
    return median(steps) if len(steps) >= _FEWEST_PAIRS else 0.0


def _in_points(row: Row, scale: float) -> Row:
    tokens = tuple(Token(t.text, t.x0 / scale, t.x1 / scale, t.confidence) for t in row.tokens)
    return replace(
        row, tokens=tokens, baseline=row.baseline / scale, size=row.size / scale / _LETTERS
    )


def _even_sizes(rows: Sequence[Row]) -> list[Row]:
    """Sizes near the most usual one are that one, and so are those that the widths belie.

    A row without tall letters measures small, one with a smudge above it large; a row in larger
    type is wider, too.
    """
    body = median(size for row in rows for size in [row.size] * row.characters)
    pitch = median(pitch for row in rows for pitch in [row.pitch] * row.characters)
    return [replace(row, size=round(_size(row, body, pitch), 1)) for row in rows]


def _size(row: Row, body: float, pitch: float) -> float:
    taller = row.size / body - 1
    wider = row.pitch / pitch / (_CAPITALS if row.is_upper else 1.0) - 1
    belied = wider < taller / 2 if taller > 0 else wider > taller / 2
    return body if abs(taller) < _SAME_SIZE or belied else row.size


def _even_edges(rows: Sequence[Row]) -> list[Row]:
    """Left edges that differ by the shape of the first letter only are one edge."""
    edges: dict[float, float] = {}
    for group in _near((row.x0 for row in rows), median(row.size for row in rows)):
        edges |= dict.fromkeys(group, round(median(group), 1))
    return [
        replace(row, tokens=(replace(row.tokens[0], x0=edges[row.x0]), *row.tokens[1:]))
        for row in rows
    ]


def _near(values: Iterable[float], size: float) -> list[list[float]]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if (
            groups
            and value - groups[-1][-1] <= _SAME_EDGE * size
            and value - groups[-1][0] <= _WIDEST_EDGE * size
        ):
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def has_columns(rows: Sequence[Row]) -> bool:
    """Whether straight rows stand in two columns: several are parted at one place.

    A row that runs over both columns has a wide gap in it, words enough on either side; rows of
    one column have others beside them.
    """
    if not rows:
        return False
    cell = median(row.size for row in rows)
    parted: dict[int, int] = defaultdict(int)
    for row in rows:
        for left, right in _gaps(row):
            for at in range(int(left / cell) + 1, int(right / cell) + 1):
                parted[at] += 1
    beside = sum(
        min(len(one.tokens), len(other.tokens)) >= _FEWEST_WORDS
        and (one.x1 < other.x0 or other.x1 < one.x0)
        for one, other in pairwise(sorted(rows, key=lambda row: row.baseline))
        if other.baseline - one.baseline < 0.8 * cell
    )
    return max(parted.values(), default=0) + beside >= _FEWEST_PARTED


def _gaps(row: Row) -> Iterable[tuple[float, float]]:
    for at, (before, after) in enumerate(pairwise(row.tokens), 1):
        enough = min(at, len(row.tokens) - at) >= _FEWEST_WORDS
        if enough and after.x0 - before.x1 > row.size:
            yield before.x1, after.x0
