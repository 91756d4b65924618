"""The letters of a page -> its words, parted also where pdfium sees no blank."""

import re
import string
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.model import Box
from pipeline.readers.pdf.letters import Letters, Style

# pdfium writes one of these for the hyphen of a word that goes on in the next line.
_BROKEN: Final = "\x02\ufffe"
# The dots that lead to a page number are a word of their own.
_WORD: Final = re.compile(rf"\.{{4,}}|(?:(?!\.{{4}})[^\s\u00a0\u200b{_BROKEN}])+[{_BROKEN}]?")
_HYPHEN: Final = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
# Where letters are kerned with the blank beside them: pdfium may lose the blank.
_KERNED: Final = re.compile(r"[’”](?=[^\W\d_])|[A-Z](?=[^\W\d_])|[^\W_](?=[A-Z])")
_GLYPH: Final = re.compile(r"[•▪●■◦○□➢➤✓❖\uf0b7\uf0a7\uf0d8\uf0fc\uf076](?=\w)")
_CLOSING: Final = re.compile(r"[^\w\s(\[]+")
# Fonts of signs whose letters have no known meaning give the letters of their keys.
_CODES: Final = string.ascii_letters + "!§¨·Øü"
_BULLET: Final = "•"
_GAP: Final = 0.12
_MOST_GAPS: Final = 3
_WIDE: Final = 1.0
_RAISED: Final = 0.85
_FIGURE: Final = "0123456789[]()"
_LIFT: Final = 0.12  # of the font size: what stands lower is an index, as in CO2


class Part(NamedTuple):
    """A word: its text, first and last letter, box in the file's coordinates, and the style of
    its first letter."""

    text: str
    first: int
    last: int
    box: Box
    style: Style


def words_of(letters: Letters) -> Iterator[Part]:
    """The words of a page in the order of the file.

    A bullet at the head of a word is a word of its own, so is what a gap parts from the rest,
    and so is a raised number, so that a note's number is no part of a year.
    """
    for found in _WORD.finditer(letters.text):
        word = found[0]
        start, end = found.span()
        # Most words are plain, and every look at a letter costs.
        if word.isalpha() and word.islower():
            yield from _near(letters, word, start, end - 1)
            continue
        # The hyphen at the end of a line has no place of its own.
        tail = word[-1] if word[-1] in _BROKEN and len(word) > 1 else ""
        end -= len(tail)
        for text, first, last in _pieces(letters, start, end - 1):
            text += tail if last == end - 1 else ""
            yield from _near(letters, text.translate(_HYPHEN), first, last)


def _pieces(letters: Letters, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    text = letters.text
    if _GLYPH.match(text, start, end + 1):
        yield text[start], start, start
        start += 1
    for at in _gaps(letters, start, end):
        yield text[start : at + 1], start, at
        start = at + 1
    yield from _without_numbers(letters, start, end)


def _near(letters: Letters, text: str, first: int, last: int) -> Iterator[Part]:
    """The word, or the parts of one that is wider than its letters can be: cells of a row."""
    style, box = letters.style(first), letters.box(first, last)
    widest = (last - first + 1) * style.size * _WIDE
    if first < last and max(box[2] - box[0], box[3] - box[1]) > widest:
        start = first
        for at in range(first, last):
            if letters.gap(at) > _WIDE:
                head = text[first - start : at + 1 - start]
                yield Part(head, first, at, letters.box(first, at), letters.style(first))
                first = at + 1
        text, style, box = text[first - start :], letters.style(first), letters.box(first, last)
    if style.symbol and len(text) == 1 and text in _CODES:
        text = _BULLET
    yield Part(text, first, last, box, style)


def _gaps(letters: Letters, start: int, end: int) -> list[int]:
    pairs = [pair.start() for pair in _KERNED.finditer(letters.text, start, end + 1)]
    gaps = [at for at in pairs if letters.gap(at) > _GAP]
    # Letters that all stand apart are spaced out, not words.
    return gaps if len(gaps) < max(_MOST_GAPS, len(pairs)) else []


def _without_numbers(letters: Letters, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The word and the raised numbers in it; a stop behind a number goes with the word."""
    text = letters.text
    cuts = [start, *_edges_of_numbers(letters, start, end), end + 1]
    parts = [(text[a:b], a, b - 1) for a, b in pairwise(cuts)]
    if len(parts) == 3 and parts[1][0].strip("[]()").isdigit() and _CLOSING.fullmatch(parts[2][0]):
        word, first, last = parts[0]
        parts = [(word + parts[2][0], first, last), parts[1]]
    yield from parts


def _edges_of_numbers(letters: Letters, start: int, end: int) -> Iterator[int]:
    text = letters.text
    word = text[start : end + 1]
    if start == end or not any(map(str.isdigit, word)):
        return
    sizes = [letters.style(at).size for at in range(start, end + 1)]
    if min(sizes) >= _RAISED * max(sizes):
        return
    for at in range(start + 1, end + 1):
        pairs = (at, at - 1), (at - 1, at)
        if any(text[one] in _FIGURE and _is_raised(letters, one, other) for one, other in pairs):
            yield at


def _is_raised(letters: Letters, number: int, base: int) -> bool:
    size = letters.style(base).size
    if letters.style(number).size >= _RAISED * size:
        return False
    (x, y), (other_x, other_y) = letters.origin(number), letters.origin(base)
    lift = {0: y - other_y, 90: other_x - x, 180: other_y - y, 270: x - other_x}
    return lift.get(letters.style(base).turn, 0.0) > _LIFT * size
