"""What a page shows beside its text: whether its words stand in a picture, and that picture."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops, ImageFilter, ImageStat

from pipeline.lexicon import table

_DPI: Final = 300
_MOST_PIXELS: Final = 6000
_GRAIN: Final = 5
# In levels of grey of 256: photographed pages have 0 to 5, those too grainy to be read 8 and more.
_GRAINY: Final = 7
_SAMPLE: Final = 800

# A page with a picture over most of it and fewer words than this (a stamp, a page number).
_HANDFUL: Final = 30
_COVERED: Final = 0.6
_DEPTH: Final = 3

# Tables whose words stand for the English of statements.
_TABLES: Final = (
    "acts/deverbal_nouns", "acts/themes", "acts/verbs", "acts/word_classes", "actors/nouns",
    "entities/agreements", "entities/countries", "entities/organisations", "entities/places",
    "outline/finite_words",
)  # fmt: skip
_STEM: Final = 5
_LONG_WORD: Final = re.compile(r"[^\W\d_]{5,}")
_FEWEST_WORDS: Final = 40
_GOOD_LAYER: Final = 0.5


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a grey picture (PGM), `scale` pixels a point."""

    data: bytes
    width: int
    height: int
    scale: float


def has_no_text(page: pdfium.PdfPage, words: int) -> bool:
    """Whether what a page says stands in its pictures: it shows something, but in few words.

    `words` is the number of words that the file has for the page. A page that shows nothing is
    blank and has nothing to say.
    """
    if words >= _HANDFUL:
        return False
    if words:
        return _picture_share(page) >= _COVERED
    return next(page.get_objects(max_depth=_DEPTH), None) is not None


def has_poor_layer(page: pdfium.PdfPage, words: Sequence[str]) -> bool:
    """Whether an earlier recognition lies invisibly over a page's picture, and reads badly.

    Of the longer words of statements 66 in 100 or more are known, of those of articles from
    elsewhere 58; of a poor layer's 37.
    """
    longer = sum(len(_LONG_WORD.findall(word)) for word in words)
    if longer < _FEWEST_WORDS or known_share(words) >= _GOOD_LAYER:
        return False
    texts = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=_DEPTH))
    unseen = raw.FPDF_TEXTRENDERMODE_INVISIBLE
    hidden = sum(raw.FPDFTextObj_GetTextRenderMode(text.raw) == unseen for text in texts)
    return 2 * hidden > len(texts) and _picture_share(page) >= _COVERED


def known_share(words: Iterable[str]) -> float:
    """The share of words of five letters or more that begin as English words of statements do.

    0 where there are no such words.
    """
    longer = [found.lower() for word in words for found in _LONG_WORD.findall(word)]
    return sum(word[:_STEM] in _stems() for word in longer) / len(longer) if longer else 0.0


@cache
def _stems() -> frozenset[str]:
    cells = (
        cell
        for name in _TABLES
        for row in table(name)
        for column, cell in row.items()
        if column != "source"
    )
    return frozenset(word[:_STEM] for cell in cells for word in _LONG_WORD.findall(cell.lower()))


def _picture_share(page: pdfium.PdfPage) -> float:
    """The share of a page that pictures cover, those that overlap counted each, at most 1."""
    left, bottom, right, top = page.get_cropbox()
    covered = 0.0
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH):
        x0, y0, x1, y1 = image.get_bounds()
        covered += max(0.0, min(x1, right) - max(x0, left)) * max(
            0.0, min(y1, top) - max(y0, bottom)
        )
    area = abs((right - left) * (top - bottom))
    return min(1.0, covered / area) if area else 0.0


def picture(page: pdfium.PdfPage, turn: int = 0) -> Picture:
    """A page as it is shown, turned clockwise by `turn` degrees, at 300 dots an inch.

    Pages of posters' size get fewer dots; grain is smoothed. Raises PdfiumError for a page that
    cannot be drawn.
    """
    try:
        scale = min(_DPI / 72, _MOST_PIXELS / max(page.get_size()))
        bitmap = page.render(scale=scale, rotation=turn, grayscale=True)
    except (ValueError, ArithmeticError) as error:
        # A page without width or height, or with endless ones.
        raise pdfium.PdfiumError("The page has no size that can be drawn.") from error
    try:
        image = bitmap.to_pil()
        if _is_grainy(image):
            image = image.filter(ImageFilter.MedianFilter(_GRAIN))
        out = io.BytesIO()
        image.save(out, "PPM")
        return Picture(out.getvalue(), image.width, image.height, scale)
    finally:
        bitmap.close()


def _is_grainy(image: Image.Image) -> bool:
    """Whether most dots in the middle of a picture differ from those around them.

    Recognition takes each grain for a speck and does not come to an end.
    """
    left, top = (image.width - _SAMPLE) // 2, (image.height - _SAMPLE) // 2
    sample = image.crop((max(left, 0), max(top, 0), left + _SAMPLE, top + _SAMPLE))
    smooth = sample.filter(ImageFilter.MedianFilter(_GRAIN))
    difference = ImageStat.Stat(ImageChops.difference(sample, smooth)).median[0]
    return difference >= _GRAINY
