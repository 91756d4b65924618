"""Shapes on a page: small filled ones that may be bullets, and the ruled grids of tables."""

import ctypes
from collections.abc import Callable, Iterator
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
    """Whether straight lines cross as those of a table do: three across and three down."""
    across = [r for r in rules if r[2] - r[0] > r[3] - r[1]]
    down = [r for r in rules if r[3] - r[1] > r[2] - r[0]]
    if len(across) < _FEWEST_RULES or len(down) < _FEWEST_RULES:
        return False
    rows = {round(r[1] / _APART) for r in across if any(_meet(r, other) for other in down)}
    columns = {round(r[0] / _APART) for r in down if any(_meet(other, r) for other in across)}
    return len(rows) >= _FEWEST_RULES and len(columns) >= _FEWEST_RULES


def _meet(across: Box, down: Box) -> bool:
    x, y = down[0], across[1]
    beside = across[0] - _THIN <= x <= across[2] + _THIN
    return beside and down[1] - _THIN <= y <= down[3] + _THIN
