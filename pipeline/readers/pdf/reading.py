"""The best reading of a page's picture: upright, and in its own script."""

from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium

from pipeline.readers.pdf import tesseract
from pipeline.readers.pdf.bounded import Budget
from pipeline.readers.pdf.pictures import Picture, picture
from pipeline.readers.pdf.straight import has_columns, straightened, without_noise
from pipeline.readers.pdf.tesseract import Row

ENGLISH: Final = "eng"
# Tesseract's names of scripts, and of the language that is tried for each.
LANGUAGES: Final = {
    "Arabic": "ara", "Armenian": "hye", "Bengali": "ben", "Cyrillic": "rus", "Devanagari": "hin",
    "Georgian": "kat", "Greek": "ell", "Han": "chi_sim", "Hangul": "kor", "Hebrew": "heb",
    "Japanese": "jpn", "Katakana": "jpn", "Hiragana": "jpn", "Korean": "kor", "Thai": "tha",
}  # fmt: skip

# Upright pages in a known language have nine characters in ten in sure words; sideways pages
# and foreign letters have less than half, or next to no words.
_SURE_WORD: Final = 0.6
_GOOD: Final = 0.75
_FEWEST_WORDS: Final = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a page's picture; `script` is what it is written in, if that was asked."""

    picture: Picture
    rows: list[Row]
    script: str = ""

    @property
    def characters(self) -> int:
        """How many characters were read."""
        return sum(row.characters for row in self.rows)

    @property
    def sure(self) -> int:
        """How many of them are in words that are sure."""
        tokens = (token for row in self.rows for token in row.tokens)
        return sum(len(t.text) for t in tokens if t.confidence >= _SURE_WORD)

    @property
    def is_good(self) -> bool:
        """Whether another look would be wasted."""
        words = sum(len(row.tokens) for row in self.rows)
        return words >= _FEWEST_WORDS and self.sure >= _GOOD * self.characters


def best_reading(page: pdfium.PdfPage, budget: Budget) -> Reading:
    """The best of as many looks as the page needs, most pages one.

    Raises bounded.LateError, tesseract.TesseractError or pdfium.PdfiumError.
    """
    best = _read(picture(page), ENGLISH, budget)
    if best.is_good:
        return best
    turn, script = tesseract.orientation(best.picture, budget)
    if turn:
        turned = _read(picture(page, turn), ENGLISH, budget)
        best = max(best, turned, key=lambda reading: reading.sure)
    language = LANGUAGES.get(script, ENGLISH)
    if not best.is_good and language != ENGLISH and language in tesseract.languages():
        other = _read(best.picture, language, budget)
        best = max(best, other, key=lambda reading: reading.sure)
    return Reading(best.picture, best.rows, script)


def _read(seen: Picture, language: str, budget: Budget) -> Reading:
    """Read as one column, which keeps marks and items together; anew where there are more."""
    one = Reading(seen, tesseract.rows(seen, language, tesseract.ONE_COLUMN, budget))
    if one.is_good and has_columns(straightened(without_noise(one.rows), seen)):
        return Reading(seen, tesseract.rows(seen, language, tesseract.ANY_LAYOUT, budget))
    return one
