"""Shapes on a page: small filled ones that may be bullets, and the ruled grids of tables."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.model import Box

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


def shapes_of(page: pdfium.PdfPage, to_box: ToBox) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Boxes of the dots and of the straight rules of a page, in the order of the file."""
    dots: list[Box] = []
    rules: list[Box] = []
    for box in _paths(page, to_box):
        width, height = box[2] - box[0], box[3] - box[1]
        small, large = sorted((width, height))
        if small <= _THIN and large >= _SHORTEST_RULE:
            rules.append(box)
        elif small >= _SMALLEST_DOT and large <= _LARGEST_DOT and small >= _SQUARE * large:
            dots.append(box)
        elif small > _THIN and large >= _SHORTEST_RULE:
            rules.extend(_edges(box))
    return tuple(dots), tuple(rules[:_MOST_RULES])


def _edges(box: Box) -> Iterator[Box]:
    x0, top, x1, bottom = box
    yield (x0, top, x1, top)
    yield (x0, bottom, x1, bottom)
    yield (x0, top, x0, bottom)
    yield (x1, top, x1, bottom)


def _paths(page: pdfium.PdfPage, to_box: ToBox) -> Iterator[Box]:
    edges = [ctypes.c_float() for _ in range(4)]
    count = raw.FPDFPage_CountObjects(page)
    for at in range(min(count, _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(
            thing, *edges
        ):
            yield to_box(*(edge.value for edge in edges))


def has_grid(rules: tuple[Box, ...]) -> bool:
    """Whether straight lines cross as those of a table do: three across and three down that hang
    together."""
    across = [r for r in rules if r[2] - r[0] > r[3] - r[1]]
    down = [r for r in rules if r[3] - r[1] > r[2] - r[0]]
    return any(
        len({round(across[at][1] / _APART) for at in rows}) >= _FEWEST_RULES
        and len({round(down[at][0] / _APART) for at in columns}) >= _FEWEST_RULES
        for rows, columns in _nets(across, down)
    )


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
