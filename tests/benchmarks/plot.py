"""Plots as SVG, drawn by hand: no library is needed for a dot and a line."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from math import ceil, floor, log10

from tests.benchmarks.trial import Cells

_WIDTH, _LEFT, _RIGHT, _STEP = 860, 250, 130, 20
_INK, _DOT, _GRID, _SOFT = "#222", "#4477aa", "#ddd", "#666"


def ratios(rows: Sequence[Cells], told: str) -> str:
    """A dot a row on a logarithmic scale, with a line from the least to the most; the first row
    of each group is 1. What was not measured says why."""
    found = [value for row in rows for value in row[4:7] if value]
    low, high = floor(log10(min(found))), ceil(log10(max(found)))
    groups = len({row[0] for row in rows})
    height = 58 + _STEP * (len(rows) + groups) + 10 * groups + 30

    def x(value: float) -> float:
        share = (log10(value) - low) / (high - low)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    parts = [_text(8, 18, "Processor time beside the first of each group, which is 1", _INK)]
    for power in range(low, high + 1):
        at = x(10.0**power)
        parts.append(f'<path d="M{at:.1f} 42V{height - 26}" stroke="{_GRID}"/>')
        parts.append(_text(at, 38, f"{10.0**power:g}", _SOFT, "middle"))
    y = 44.0
    for group, members in groupby(rows, key=lambda row: row[0]):
        y += _STEP
        parts.append(_text(8, y, group, _INK, weight="bold"))
        for row in members:
            y += _STEP
            parts.extend(_row(row, y, x))
        y += 10
    parts.append(_text(8, height - 8, told, _SOFT))
    return _whole(parts, height)


def _row(row: Cells, y: float, x: Callable[[float], float]) -> Iterator[str]:
    _, what, _, _, least, median, most, note = row
    yield _text(20, y, what, _INK)
    if least is None or median is None or most is None:
        yield _text(_LEFT, y, note, _SOFT)
        return
    yield f'<path d="M{x(least):.1f} {y - 4}H{x(most):.1f}" stroke="{_DOT}" stroke-width="3"/>'
    yield f'<circle cx="{x(median):.1f}" cy="{y - 4}" r="4.5" fill="{_DOT}"/>'
    yield _text(_WIDTH - _RIGHT + 10, y, f"{median:.3g} ({least:.3g}–{most:.3g})", _INK)


def lines(series: dict[str, list[tuple[int, float]]], told: str, titles: dict[str, str]) -> str:
    """A panel a series of (size, value): sizes on a logarithmic scale, values from 0."""
    panel = 190
    parts: list[str] = []
    for number, (name, points) in enumerate(series.items()):
        top = number * panel
        parts.append(_text(8, top + 20, titles[name], _INK, weight="bold"))
        parts.extend(_panel(points, top + 40, panel - 75))
    height = panel * len(series) + 24
    parts.append(_text(8, height - 8, told, _SOFT))
    return _whole(parts, height)


def _panel(points: list[tuple[int, float]], top: int, tall: int) -> Iterator[str]:
    high = max(value for _, value in points) * 1.15
    low, span = log10(points[0][0]), log10(points[-1][0] / points[0][0])
    places = [
        (60 + (log10(size) - low) / span * (_WIDTH - 140), top + tall * (1 - value / high))
        for size, value in points
    ]
    yield f'<path d="M60 {top}V{top + tall}H{_WIDTH - 60}" stroke="{_GRID}" fill="none"/>'
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    yield f'<path d="M{path}" stroke="{_DOT}" stroke-width="2" fill="none"/>'
    for (x, y), (size, value) in zip(places, points, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_DOT}"/>'
        yield _text(x, y - 8, f"{value:.3g}", _INK, "middle")
        yield _text(x, top + tall + 16, f"{size:,}", _SOFT, "middle")


def _text(
    x: float, y: float, words: str, colour: str, anchor: str = "start", weight: str = "normal"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(words)}</text>'
    )


def _whole(parts: Sequence[str], height: float) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height:.0f}" '
        'font-family="sans-serif" font-size="13">'
    )
    return "\n".join([head, '<rect width="100%" height="100%" fill="white"/>', *parts, "</svg>\n"])
