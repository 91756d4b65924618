"""Shapes on a page: small filled ones that may be bullets, and the ruled grids of tables."""

import ctypes
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.model import Box
from pipeline.readers.pdf.page import Word

ToBox = Callable[[float, float, float, float], Box]

_SMALLEST_DOT: Final = 1.2
_LARGEST_DOT: Final = 9.0
_SQUARE: Final = 0.6
_THIN: Final = 2.0
_SHORTEST_RULE: Final = 12.0
_FEWEST_RULES: Final = 3
_APART: Final = 6.0
_MOST_OBJECTS: Final = 20_000
_MOST_RULES: Final = 400
_FEWEST_SEGMENTS: Final = 6  # a box has five
_MOST_SEGMENTS: Final = 400


def shapes_of(page: pdfium.PdfPage, to_box: ToBox) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Boxes of the dots and of the straight rules of a page, in the order of the file."""
    dots: list[Box] = []
    rules: list[Box] = []
    for box, thing in _paths(page, to_box):
        width, height = box[2] - box[0], box[3] - box[1]
        small, large = sorted((width, height))
        if small <= _THIN and large >= _SHORTEST_RULE:
            rules.append(box)
        elif small >= _SMALLEST_DOT and large <= _LARGEST_DOT and small >= _SQUARE * large:
            dots.append(box)
        elif small > _THIN and large >= _SHORTEST_RULE and len(rules) < _MOST_RULES:
            rules.extend(_lines(thing, to_box) or _edges(box))
    return tuple(dots), tuple(rules[:_MOST_RULES])


def _edges(box: Box) -> Iterator[Box]:
    x0, top, x1, bottom = box
    yield (x0, top, x1, top)
    yield (x0, bottom, x1, bottom)
    yield (x0, top, x0, bottom)
    yield (x1, top, x1, bottom)


def _lines(path: Any, to_box: ToBox) -> list[Box]:
    """The straight lines of a whole grid drawn in one go; none of a single box or a drawing."""
    count = raw.FPDFPath_CountSegments(path)
    if not _FEWEST_SEGMENTS <= count <= _MOST_SEGMENTS:
        return []
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    lines: list[Box] = []
    before = (0.0, 0.0)
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            box = to_box(*before, *here)
            small, large = sorted((box[2] - box[0], box[3] - box[1]))
            if small <= _THIN and large >= _SHORTEST_RULE:
                lines.append(box)
        before = here
    return lines


def _paths(page: pdfium.PdfPage, to_box: ToBox) -> Iterator[tuple[Box, Any]]:
    edges = [ctypes.c_float() for _ in range(4)]
    count = raw.FPDFPage_CountObjects(page)
    for at in range(min(count, _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(
            thing, *edges
        ):
            yield to_box(*(edge.value for edge in edges)), thing


def has_grid(rules: Sequence[Box], words: Sequence[Word]) -> bool:
    """Whether straight lines cross as those of a table do: three across and three down that hang
    together, with words beside each other in a row."""
    across = [r for r in rules if r[2] - r[0] > r[3] - r[1]]
    down = [r for r in rules if r[3] - r[1] > r[2] - r[0]]
    for rows, columns in _nets(across, down):
        tops = sorted({round(across[at][1] / _APART) * _APART for at in rows})
        lefts = sorted({round(down[at][0] / _APART) * _APART for at in columns})
        if len(tops) >= _FEWEST_RULES and len(lefts) >= _FEWEST_RULES:
            filled = Counter(row for row, _ in _cells(tops, lefts, words))
            if any(cells > 1 for cells in filled.values()):
                return True
    return False


def _cells(
    tops: Sequence[float], lefts: Sequence[float], words: Sequence[Word]
) -> set[tuple[int, int]]:
    """Row and column of the cells between lines that hold a word."""
    found = (
        (bisect(tops, (word.top + word.bottom) / 2), bisect(lefts, (word.x0 + word.x1) / 2))
        for word in words
    )
    return {(row, left) for row, left in found if 0 < row < len(tops) and 0 < left < len(lefts)}


def _nets(across: Sequence[Box], down: Sequence[Box]) -> Iterator[tuple[set[int], set[int]]]:
    """Lines across and down that meet each other, directly or by others."""
    meets = [[b for b, other in enumerate(down) if _meet(rule, other)] for rule in across]
    met: list[list[int]] = [[] for _ in down]
    for row, columns_met in enumerate(meets):
        for column in columns_met:
            met[column].append(row)
    left = {at for at, others in enumerate(meets) if others}
    while left:
        rows: set[int] = set()
        columns: set[int] = set()
        waiting = [left.pop()]
        while waiting:
            row = waiting.pop()
            rows.add(row)
            for column in meets[row]:
                if column not in columns:
                    columns.add(column)
                    waiting.extend(set(met[column]) - rows)
        left -= rows
        yield rows, columns


def _meet(across: Box, down: Box) -> bool:
    x, y = down[0], across[1]
    beside = across[0] - _THIN <= x <= across[2] + _THIN
    return beside and down[1] - _THIN <= y <= down[3] + _THIN
