"""What every way of reading a PDF page gives: words and their places, in points, from the top."""

from dataclasses import dataclass

from pipeline.model import Box


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it stands on a page.

    `size` is the font size in points, `content` the id of the marked content that it belongs to
    (tagged PDFs), `confidence` how sure a recognised word is, 0 to 1; None where it was not
    recognised from a picture.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    content: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its words in the order of the file, and the small shapes that may be bullets.

    `number` counts from 1; `width` and `height` are in points after the page's own rotation;
    `dots` are boxes of filled shapes smaller than a letter; `tables` are boxes of ruled grids.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    dots: tuple[Box, ...] = ()
    tables: tuple[Box, ...] = ()
