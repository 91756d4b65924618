"""Marks of lists that recognition misread: "e", ">", "¢" or "pm" for the bullet before an item.

The place decides, not the sign: a short word alone at the left, then a gap, then text at whose
left edge the next row goes on. Left edges come out of recognition clean, glyphs do not.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.readers.pdf.tesseract import Row, Token

BULLET: Final = "•"
_DASH: Final = "–"
_DASHES: Final = frozenset("-–—−_")
_LONGEST: Final = 2
_SAME_PLACE: Final = 0.35
_WIDE_GAP: Final = 0.45
_DEEPEST: Final = 5.0
_ENUMERATED: Final = re.compile(r"[(\[]?\w{1,60}[.)\]:]|\d+")
_WIDER: Final = 1.6
_SURE_WORD: Final = 0.92
_SURE_SIGN: Final = 0.7
_FALSE_BRACKET: Final = re.compile(r"\{(\w{1,4})[)\]}]")
_FEWEST_ITEMS: Final = 3
_OPENING: Final = frozenset("\"'“‘($£€[{")


@dataclass(frozen=True, slots=True)
class _Start:
    """The start of a row that may be an item: where its mark and its text begin.

    `hangs` tells that the next row goes on under the text, `apart` that the gap after the mark
    is wider than those between the words of the row.
    """

    at: int
    mark: float
    text: float
    hangs: bool
    apart: bool


def with_marks(rows: Sequence[Row]) -> list[Row]:
    """Rows in reading order, in points, with clean marks: "•" or a dash for every bullet, "(c)"
    for "{c)", and without specks that were read as signs beside the text."""
    made = list(rows)
    for group in _groups(_starts(rows), rows):
        if _is_list(group, rows):
            dashes = sum(rows[start.at].tokens[0].text in _DASHES for start in group)
            mark = _DASH if 2 * dashes > len(group) else BULLET
            for start in group:
                made[start.at] = _marked(rows[start.at], mark)
    edge = _left_edge(rows)
    return [_without_specks(_with_bracket(row), edge) for row in made]


def _marked(row: Row, mark: str) -> Row:
    first, *others = row.tokens
    return replace(row, tokens=(replace(first, text=mark), *others))


def _with_bracket(row: Row) -> Row:
    found = _FALSE_BRACKET.fullmatch(row.tokens[0].text)
    return _marked(row, f"({found[1]})") if found else row


def _left_edge(rows: Sequence[Row]) -> float:
    """The leftmost edge at which several rows begin."""
    edges = Counter(row.x0 for row in rows)
    shared = [edge for edge, count in edges.items() if count >= _FEWEST_ITEMS]
    return min(shared, default=float("-inf"))


def _without_specks(row: Row, edge: float) -> Row:
    tokens = list(row.tokens)
    while len(tokens) > 1 and _is_speck(tokens[-1]):
        tokens.pop()
    outside = tokens[0].x1 < edge and tokens[0].text not in (BULLET, _DASH)
    if len(tokens) > 1 and outside and _is_sign(tokens[0]):
        del tokens[0]
    return replace(row, tokens=tuple(tokens))


def _is_sign(token: Token) -> bool:
    return not any(map(str.isalnum, token.text))


def _is_speck(token: Token) -> bool:
    return _is_sign(token) and token.confidence < _SURE_SIGN


def _starts(rows: Sequence[Row]) -> Iterable[_Start]:
    for at, row in enumerate(rows):
        if len(row.tokens) < 2 or not _may_be_mark(row.tokens[0].text):
            continue
        first, second = row.tokens[:2]
        if second.x0 - first.x0 > _DEEPEST * row.size:
            continue
        following = rows[at + 1] if at + 1 < len(rows) else None
        hangs = (
            following is not None
            and abs(following.x0 - second.x0) <= _SAME_PLACE * row.size
            and 0 < following.baseline - row.baseline < 2 * row.size
        )
        yield _Start(at, first.x0, second.x0, hangs, _is_apart(row))


def _may_be_mark(text: str) -> bool:
    return len(text) <= _LONGEST and text[0] not in _OPENING and not _ENUMERATED.fullmatch(text)


def _is_apart(row: Row) -> bool:
    gap, *others = (after.x0 - before.x1 for before, after in pairwise(row.tokens))
    return gap >= max(_WIDE_GAP * row.size, _WIDER * median(others) if others else 0.0)


def _groups(starts: Iterable[_Start], rows: Sequence[Row]) -> list[list[_Start]]:
    """Starts whose marks stand under one another, and whose texts do too."""
    groups: list[list[_Start]] = []
    for start in sorted(starts, key=lambda start: (start.mark, start.at)):
        reach = _SAME_PLACE * rows[start.at].size
        near = groups[-1][0] if groups else None
        if near is not None and start.mark - near.mark <= reach:
            groups[-1].append(start)
        else:
            groups.append([start])
    return [part for group in groups for part in _by_text(group, rows)]


def _by_text(group: list[_Start], rows: Sequence[Row]) -> list[list[_Start]]:
    parts: dict[int, list[_Start]] = defaultdict(list)
    edge, number = float("-inf"), 0
    for start in sorted(group, key=lambda start: (start.text, start.at)):
        if start.text - edge > _SAME_PLACE * rows[start.at].size:
            edge, number = start.text, number + 1
        parts[number].append(start)
    return list(parts.values())


def _is_list(group: Sequence[_Start], rows: Sequence[Row]) -> bool:
    """Signs are marks where rows go on under their text; letters must also be doubtful words.

    One glyph is read now as a sign, now as a letter: most of a group decide.
    """
    marks = [rows[start.at].tokens[0] for start in group]
    hangs = any(start.hangs for start in group)
    apart = all(start.apart for start in group)
    letters = [mark.confidence for mark in marks if not _is_sign(mark)]
    if 2 * len(letters) > len(marks):
        doubtful = median(letters) < _SURE_WORD
        return doubtful and apart and (hangs or len(group) >= _FEWEST_ITEMS)
    return hangs or (apart and len(group) >= _FEWEST_ITEMS)
