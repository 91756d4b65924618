"""Pages recognised from their pictures by tesseract, one after another, in a given time.

A page is rendered, recognised and forgotten before the next one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from statistics import median_low
from typing import Final

import pypdfium2 as pdfium

from pipeline import limits
from pipeline.readers.pdf import tesseract
from pipeline.readers.pdf.bounded import Budget, LateError
from pipeline.readers.pdf.marks import with_marks
from pipeline.readers.pdf.page import Page, Word, word_box
from pipeline.readers.pdf.reading import ENGLISH, LANGUAGES, best_reading
from pipeline.readers.pdf.straight import is_word, straightened, without_noise
from pipeline.readers.pdf.tesseract import Row, TesseractError

# Less of a page's characters kept, or fewer sure words, and it is a map or cannot be read: maps
# have 23 words in 100 tokens, a page half map and half writing 54, the worst copies 62.
_MOSTLY_WRITING: Final = 0.5
_FEWEST_WORDS: Final = 0.4
_SURE: Final = 0.6
_SAME_SIZE: Final = 0.25


@dataclass(slots=True)
class Scan:
    """What became of pages whose text stands in pictures, by page number from 1.

    `pages` were recognised, and `unread` counts the characters that were left out of each as
    noise. Of the others `pictures` have no writing that can be read, `foreign` are in the script
    named, `late` were not done in time, and `broken` stopped the program, with what it said.
    """

    pages: dict[int, Page] = field(default_factory=dict)
    unread: dict[int, int] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)
    foreign: dict[int, str] = field(default_factory=dict)
    late: list[int] = field(default_factory=list)
    broken: dict[int, str] = field(default_factory=dict)


def available() -> bool:
    """Whether pictures can be recognised here: tesseract with its English data."""
    return ENGLISH in tesseract.languages()


def mean_confidence(words: Iterable[Word]) -> float:
    """The mean confidence of recognised words by characters; 1 where none was recognised."""
    known = [(len(w.text), w.confidence) for w in words if w.confidence is not None]
    total = sum(length for length, _ in known)
    return sum(length * sure for length, sure in known) / total if total else 1.0


def recognise(document: pdfium.PdfDocument, numbers: Iterable[int], seconds: float) -> Scan:
    """Recognise pages (from 1) in so many seconds of Tesseract's processor time; the rest is late.

    Needs `available()`. Sizes and places are in points of the page turned upright.
    """
    scan = Scan()
    left = seconds
    waiting = list(numbers)
    for at, number in enumerate(waiting):
        if left <= 0:
            scan.late.append(number)
            continue
        share = max(limits.MOST_RECOGNITION_SECONDS_A_PAGE, left / (len(waiting) - at))
        budget = Budget(given := min(left, share))
        try:
            _recognise_page(document, number, budget, scan)
        except LateError:
            scan.late.append(number)
        except (TesseractError, pdfium.PdfiumError) as error:
            scan.broken[number] = str(error)
        left -= given - budget.left
    _even_sizes(scan.pages)
    return scan


def _even_sizes(pages: dict[int, Page]) -> None:
    """Pages whose running text is nearly of one size are of one: copies are enlarged a little."""
    usual = {number: _usual_size(page) for number, page in pages.items()}
    body = median_low(usual.values()) if usual else 0.0
    for number, page in pages.items():
        ratio = body / usual[number]
        if ratio != 1 and abs(ratio - 1) < _SAME_SIZE:
            words = (_resized(word, round(word.size * ratio, 1)) for word in page.words)
            pages[number] = replace(page, words=tuple(words))


def _usual_size(page: Page) -> float:
    return median_low(size for word in page.words for size in [word.size] * len(word.text))


def _resized(word: Word, size: float) -> Word:
    resized = word_box(word.text, word.x0, word.x1, word.baseline, size)
    return resized._replace(confidence=word.confidence)


def _recognise_page(document: pdfium.PdfDocument, number: int, budget: Budget, scan: Scan) -> None:
    page = document[number - 1]
    try:
        reading = best_reading(page, budget)
    finally:
        page.close()
    seen = reading.picture
    kept = without_noise(reading.rows)
    rows = with_marks(straightened(kept, seen))
    words = tuple(word for row in rows for word in _words(row))
    characters = sum(row.characters for row in kept)
    writing = characters >= _MOSTLY_WRITING * reading.characters
    if words and writing and _word_share(reading.rows) >= _FEWEST_WORDS:
        size = seen.width / seen.scale, seen.height / seen.scale
        scan.pages[number] = Page(number, *size, words)
        scan.unread[number] = reading.characters - characters
    elif reading.script in LANGUAGES:
        scan.foreign[number] = reading.script
    else:
        scan.pictures.append(number)


def _word_share(rows: Iterable[Row]) -> float:
    """The share of sure words or numbers among all tokens."""
    tokens = [token for row in rows for token in row.tokens]
    real = sum(token.confidence >= _SURE and is_word(token.text) for token in tokens)
    return real / len(tokens) if tokens else 0.0


def _words(row: Row) -> Iterable[Word]:
    for token in row.tokens:
        word = word_box(token.text, token.x0, token.x1, row.baseline, row.size)
        yield word._replace(confidence=token.confidence)
