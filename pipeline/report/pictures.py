"""Pictures of the PDF pages that hold commitments, where the file that the run read is at hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

Row = Mapping[str, Any]

PDF: Final = "application/pdf"
# Readable at the width of a column, and well below 100 KB a page of text.
_SCALE: Final = 1.6
_QUALITY: Final = 50
_MOST_PIXELS: Final = 2400


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture: its file's name, and the page's size in points."""

    file: str
    width: float
    height: float


def find_source(document: Row, raw: Path | None) -> Path | None:
    """The very file the run read, under the folder `raw` (or `raw` itself); None if not there."""
    if raw is None:
        return None
    path = raw if raw.is_file() else raw / str(document["source"])
    try:
        same = sha256(path.read_bytes()).hexdigest() == document["source_sha256"]
    except OSError:
        return None
    return path if same else None


def draw(source: Path, pages: Iterable[int], folder: Path, stem: str) -> dict[int, Picture]:
    """Pictures of `pages` (from 1) of a PDF as WebP files `<stem>-<page>.webp` in `folder`.

    A page that the file lacks or that cannot be drawn is left out, as are all pages of a file
    that does not open.
    """
    import pypdfium2 as pdfium

    drawn: dict[int, Picture] = {}
    try:
        pdf = pdfium.PdfDocument(source)
    except pdfium.PdfiumError:
        return drawn
    with pdf:
        for number in sorted(set(pages)):
            if not 1 <= number <= len(pdf):
                continue
            try:
                page = pdf[number - 1]
                width, height = page.get_size()
                scale = min(_SCALE, _MOST_PIXELS / max(width, height))
                image = page.render(scale=scale).to_pil()
            except (pdfium.PdfiumError, ValueError, ArithmeticError):
                continue
            name = f"{stem}-{number}.webp"
            image.save(folder / name, quality=_QUALITY)
            drawn[number] = Picture(name, round(width, 1), round(height, 1))
    return drawn
