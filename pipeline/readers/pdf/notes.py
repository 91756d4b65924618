"""Raised numbers that point to notes: which they are, and the lines without them.

A number is one where a footnote of its page carries it, or where the raised numbers of the whole
document count on (endnotes). Exponents do neither.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from pipeline.readers.pdf.lines import PageLine
from pipeline.readers.pdf.page import Word, baseline

_NOTE: Final = re.compile(r"\W{0,2}(\d{1,3})\b")
_OPENS: Final = re.compile(r"\W{0,2}\d{1,3}\W{0,2}\s|[*†‡]\s?\w")
_PITCH: Final = 1.7
_NUMBER: Final = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_RAISED: Final = 0.85  # of the size of the line
_HEIGHT: Final = 0.12  # sizes above the baseline
_TOUCHING: Final = 0.1
_FEWEST: Final = 3
_AGREED: Final = 0.7

Marks = frozenset[tuple[int, str]]


def note_marks(furniture: Sequence[PageLine], body: Sequence[PageLine]) -> Marks:
    """Page and number of each note that the text points to."""
    found = ((line.page, _NOTE.match(line.text)) for line in furniture)
    below = {(page, note[1]) for page, note in found if note}
    raised = [
        (line.page, mark[1])
        for line in body
        for word in line.words
        if is_raised(word, line) and (mark := _NUMBER.fullmatch(word.text))
    ]
    steps = sum(int(b) - int(a) == 1 for (_, a), (_, b) in pairwise(raised))
    counts_on = steps >= _FEWEST and steps >= _AGREED * (len(raised) - 1)
    return frozenset(below.union(raised) if counts_on else below)


def without_marks(lines: Iterable[PageLine], marks: Marks) -> list[PageLine]:
    """The lines without the raised numbers that point to notes."""
    return [kept for line in lines if (kept := _without(line, marks)) is not None]


def in_notes(furniture: Sequence[PageLine]) -> list[list[PageLine]]:
    """Lines of furniture, those of one footnote together."""
    found: list[list[PageLine]] = []
    for line in furniture:
        if found and _goes_on(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _goes_on(note: list[PageLine], line: PageLine) -> bool:
    last = note[-1]
    opened = opens_note(note[0].text) and not opens_note(line.text)
    level = (last.page, last.left, last.right) == (line.page, line.left, line.right)
    tight = 0 < line.top - last.top < _PITCH * line.size
    return opened and level and tight and abs(last.size - line.size) < 0.5


def opens_note(text: str) -> bool:
    """Whether a line begins as a footnote does: with its number, or a star or dagger."""
    return _OPENS.match(text) is not None


def is_raised(word: Word, line: PageLine) -> bool:
    """Whether a word is smaller than its line and stands above its baseline."""
    if word.size > _RAISED * line.size:
        return False
    return baseline(word) < line.top + 0.8 * (line.bottom - line.top) - _HEIGHT * line.size


def _without(line: PageLine, marks: Marks) -> PageLine | None:
    kept: list[Word] = []
    end: float | None = None
    for word in line.words:
        if (line.page, word.text.strip("[]()")) in marks and is_raised(word, line):
            end = word.x1 if kept and word.x0 - kept[-1].x1 < _TOUCHING * line.size else None
            continue
        if end is not None and word.x0 - end < _TOUCHING * line.size:
            # The mark stood inside a word, or between it and its full stop.
            kept[-1] = kept[-1]._replace(text=kept[-1].text + word.text, x1=word.x1)
        else:
            kept.append(word)
        end = None
    if len(kept) == len(line.words):
        return line
    return replace(line, words=kept) if kept else None
