"""Words -> rows: what shares a baseline, with the small raised words that belong to it."""

from collections.abc import Sequence
from typing import Final

from pipeline.readers.pdf.page import Word, baseline

_SAME_BASELINE: Final = 0.2
_RAISED: Final = 0.85
_LONGEST: Final = 4  # letters of a raised word
_BESIDE: Final = 0.5  # sizes between a raised word and the one it belongs to
_TAB: Final = 3.0  # sizes between a raised number and the line that it numbers
_OPEN: Final = 3  # rows above that a lowered word may belong to

Row = list[Word]


def rows(words: Sequence[Word]) -> list[Row]:
    """Words that share a baseline, raised ones with the row they belong to, top to bottom."""
    found: list[Row] = []
    above = float("-inf")
    for word in sorted(words, key=lambda w: (baseline(w), w.x0)):
        here = baseline(word)
        if here - above <= _SAME_BASELINE * word.size:
            found[-1].append(word)
        else:
            found.append([word])
        above = here
    for row in found:
        row.sort(key=lambda word: word.x0)
    return _with_raised(found)


def _with_raised(found: list[Row]) -> list[Row]:
    """Rows of nothing but small words that stand beside larger ones join those ones' row."""
    kept: list[Row] = []
    waiting: list[Row] = []
    for row in found:
        raised = [small for small in waiting if _belongs(small, row)]
        waiting = [small for small in waiting if small not in raised]
        row = sorted((word for part in (*raised, row) for word in part), key=lambda w: w.x0)
        short = max(len(word.text) for word in row) <= _LONGEST
        near = (*kept[-_OPEN:], *waiting[-_OPEN:])
        host = next((r for r in reversed(near) if _belongs(row, r)), None) if short else None
        if host is not None:
            host[:] = sorted([*host, *row], key=lambda word: word.x0)
        elif short:
            waiting.append(row)
        else:
            kept.append(row)
    return sorted([*kept, *waiting], key=lambda row: max(map(baseline, row)))


def _belongs(small: Row, row: Row) -> bool:
    """Whether each word of a short row touches a larger word of the other row's height."""
    if max(len(word.text) for word in small) > _LONGEST or len(small) > len(row):
        return False
    return all(any(_touches(word, other) for other in row) or _numbers(word, row) for word in small)


def _touches(word: Word, other: Word) -> bool:
    if not _is_raised(word, other):
        return False
    return min(abs(word.x0 - other.x1), abs(other.x0 - word.x1)) < _BESIDE * other.size


def _numbers(word: Word, row: Row) -> bool:
    """Whether a raised number stands before the words of its line, a tab apart."""
    after = next((other for other in row if other.x0 >= word.x1), None)
    if after is None or not _is_raised(word, after) or not word.text[-1].isdigit():
        return False
    before = max((other.x1 for other in row if other.x0 < word.x0), default=word.x0 - word.size * 9)
    return after.x0 - word.x1 < _TAB * after.size and before < word.x0 - 2 * word.size


def _is_raised(word: Word, other: Word) -> bool:
    shared = min(word.bottom, other.bottom) - max(word.top, other.top)
    return word.size <= _RAISED * other.size and shared > 0.4 * word.size
