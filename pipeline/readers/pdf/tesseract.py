"""Tesseract as a program of its own: a picture of a page -> rows of recognised words, in pixels.

ocrmypdf brings the same program along and needs no path of its own. One thread: the same picture
gives the same words, and two runs side by side do not slow each other down.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.readers.pdf import bounded
from pipeline.readers.pdf.bounded import Budget
from pipeline.readers.pdf.pictures import Picture

ONE_COLUMN: Final = 4
ANY_LAYOUT: Final = 3

_ROWS: Final = ".ocr_line, .ocr_header, .ocr_caption, .ocr_textfloat"
_NUMBERS: Final = re.compile(r"-?\d+(?:\.\d+)?")
_TURN: Final = re.compile(r"Rotate: (\d+)")
_SCRIPT: Final = re.compile(r"Script: (\w+)")
_ASKING_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Token:
    """A recognised word: its text, left and right edge, and how sure it is (0 to 1)."""

    text: str
    x0: float
    x1: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of recognised words, from left to right.

    `baseline` is the height of the baseline in the middle of the row, from the top, `slope` its
    fall per unit of width; `size` reaches from the descenders to the ascenders; `area` numbers
    the block of the page that the row stands in.
    """

    tokens: tuple[Token, ...]
    baseline: float
    slope: float
    size: float
    area: int

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.tokens[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.tokens[-1].x1

    @property
    def middle(self) -> float:
        """Half way between the left and the right edge."""
        return (self.x0 + self.x1) / 2

    @property
    def characters(self) -> int:
        """How many characters the row has, blanks left out."""
        return sum(len(token.text) for token in self.tokens)

    @property
    def pitch(self) -> float:
        """The mean width of its characters, blanks between words counted."""
        return (self.x1 - self.x0) / (self.characters + len(self.tokens) - 1)

    @property
    def is_upper(self) -> bool:
        """Whether it is in capitals."""
        return "".join(token.text for token in self.tokens).isupper()

    @property
    def confidence(self) -> float:
        """The mean confidence of its characters."""
        return sum(len(t.text) * t.confidence for t in self.tokens) / self.characters


class TesseractError(Exception):
    """The program stopped with an error; the message is its last line."""


def program() -> str | None:
    """Where tesseract is installed, None if it is not."""
    return shutil.which("tesseract")


def languages() -> frozenset[str]:
    """The languages whose data are installed, by tesseract's names; empty without tesseract."""
    found = program()
    return _languages(found) if found else frozenset()


@cache
def _languages(path: str) -> frozenset[str]:
    asked = bounded.run([path, "--list-langs"], b"", Budget(_ASKING_SECONDS))
    # Version 4 lists them on stderr, version 5 on stdout.
    lines = (asked.stdout + asked.stderr).decode("utf-8", "replace").split("\n")
    return frozenset(line.strip() for line in lines if re.fullmatch(r"\s*[\w/]+\s*", line))


def rows(picture: Picture, language: str, layout: int, budget: Budget) -> list[Row]:
    """The rows of an upright picture in tesseract's reading order; none where it is blank.

    `layout` is ONE_COLUMN or ANY_LAYOUT; the latter looks for columns, and may lose the bullets
    and numbers of a list because they look like a column of their own.

    Raises LateError beyond the budget, TesseractError where the program fails.
    """
    page = _run(picture, budget, "--psm", str(layout), "-l", language, "hocr")
    areas = LexborHTMLParser(page).css(".ocr_carea")
    return [row for number, area in enumerate(areas) for row in _area_rows(area, number)]


def orientation(picture: Picture, budget: Budget) -> tuple[int, str]:
    """By how many degrees a picture is to be turned clockwise, and the name of its script.

    (0, "") where there is too little writing to tell. Raises as `rows` does.
    """
    try:
        said = _run(picture, budget, "--psm", "0", "-l", "osd").decode("utf-8", "replace")
    except TesseractError:
        return 0, ""
    turn, script = _TURN.search(said), _SCRIPT.search(said)
    return int(turn[1]) if turn else 0, script[1] if script else ""


def _run(picture: Picture, budget: Budget, *arguments: str) -> bytes:
    command = [
        program() or "tesseract",
        "stdin",
        "stdout",
        "--dpi",
        str(round(72 * picture.scale)),
        *arguments,
    ]
    done = bounded.run(command, picture.data, budget)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise TesseractError(said[-1] if said else f"exit code {done.returncode}")
    return done.stdout


def _area_rows(area: LexborNode, number: int) -> Iterator[Row]:
    for line in area.css(_ROWS):
        tokens = tuple(filter(None, map(_token, line.css(".ocrx_word"))))
        if tokens:
            facts = _facts(line)
            x0, _, x1, bottom = facts["bbox"]
            slope, offset = facts.get("baseline", [0.0, 0.0])
            baseline = bottom + offset + slope * (x1 - x0) / 2
            yield Row(tokens, baseline, slope, facts["x_size"][0], number)


def _token(word: LexborNode) -> Token | None:
    text = "".join(word.text().split())
    facts = _facts(word)
    x0, _, x1, _ = facts["bbox"]
    return Token(text, x0, x1, facts["x_wconf"][0] / 100) if text else None


def _facts(node: LexborNode) -> dict[str, list[float]]:
    """What hOCR writes into `title`: `bbox 1 2 3 4; baseline 0.01 -5; x_size 40`."""
    parts = (part.split(maxsplit=1) for part in (node.attributes.get("title") or "").split(";"))
    return {p[0]: [float(n) for n in _NUMBERS.findall(p[1])] for p in parts if len(p) == 2}
