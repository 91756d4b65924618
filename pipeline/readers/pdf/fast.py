"""The fast way to read a page: the words that pdfium finds, with baseline, size, weight and tag.

One call a word and edge, not one a character; what a text object says of its font is asked once.
"""

from typing import Any, NamedTuple

import pypdfium2 as pdfium

from pipeline.model import Box
from pipeline.readers.pdf.letters import SLANTED, Letters
from pipeline.readers.pdf.page import Page, Word, word_box
from pipeline.readers.pdf.parts import Part, words_of
from pipeline.readers.pdf.shapes import shapes_of
from pipeline.readers.pdf.tags import tags_of


def read_page(document: pdfium.PdfDocument, number: int, tagged: bool = False) -> Page:
    """Page `number` (from 1) of a document, with its tags if it is `tagged`; the page is closed
    again. A page whose text lies on its side is turned to be read.

    Raises pdfium.PdfiumError where the page is damaged.
    """
    page = document[number - 1]
    try:
        text_page = page.get_textpage()
        try:
            runs, turn = _upright(_runs(text_page.raw), page.get_rotation())
        finally:
            text_page.close()
        view = _View(page, turn)
        words = tuple(word for run in runs if view.shows(word := run.word(view)))
        dots, rules = shapes_of(page, view.box)
        if turn != page.get_rotation():
            rules = ()  # the reference reader sees the page as it is shown
        tags = tags_of(page) if tagged else {}
        return Page(number, view.width, view.height, words, dots, rules, tags=tags)
    finally:
        page.close()


class _View:
    """From the file's coordinates to points from the top left of the page turned clockwise by
    `turn` degrees."""

    def __init__(self, page: pdfium.PdfPage, turn: int) -> None:
        self.turn = turn
        box: Box = page.get_bbox()
        self.left, self.bottom, self.right, self.top = box
        self.width, self.height = self.right - self.left, self.top - self.bottom
        if turn in (90, 270):
            self.width, self.height = self.height, self.width

    def shows(self, word: Word) -> bool:
        """Whether the word is on the page: pages cut from a larger one keep what lies outside."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return 0 <= x <= self.width and 0 <= y <= self.height

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


class _Run(NamedTuple):
    """A word, and where it stands on its baseline, in the file's own coordinates."""

    part: Part
    origin: tuple[float, float]

    def word(self, view: _View) -> Word:
        text, _, _, box, style = self.part
        x0, _, x1, _ = view.box(*box)
        _, baseline = view.point(*self.origin)
        return word_box(text, x0, x1, baseline, style.size, style.bold, style.content)


def _runs(text_page: Any) -> list[_Run]:
    letters = Letters(text_page)
    return [_Run(part, letters.origin(part.first)) for part in words_of(letters)]


def _upright(runs: list[_Run], rotation: int) -> tuple[list[_Run], int]:
    """The words that run in the direction of most letters of the page, and that direction: wide
    tables lie on their side; stamps across the text and notes up the margin are left out."""
    letters = {rotation: 0}
    for part, _ in runs:
        letters[part.style.turn] = letters.get(part.style.turn, 0) + len(part.text)
    letters.pop(SLANTED, None)
    turn = max(letters, key=lambda turn: letters[turn])
    return [run for run in runs if run.part.style.turn == turn], turn
