"""A page of a PDF as people see it, to stand beside what was read off it."""

import io
from typing import Final

import pypdfium2 as pdfium

# A picture of a page (WebP), and the page's width and height in points.
Shown = tuple[bytes, float, float]

# Readable at the width of a column, and well below 100 KB a page of text.
_SCALE: Final = 1.6
_QUALITY: Final = 50
_MOST_PIXELS: Final = 2400


def show(data: bytes, number: int) -> Shown | None:
    """Page `number` (from 1) of a PDF; None where the file lacks it or it cannot be drawn."""
    try:
        with pdfium.PdfDocument(data) as pdf:
            if not 1 <= number <= len(pdf):
                return None
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = min(_SCALE, _MOST_PIXELS / max(width, height))
            image = page.render(scale=scale).to_pil()
    except (pdfium.PdfiumError, ValueError, ArithmeticError):
        return None
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY)
    return out.getvalue(), round(width, 1), round(height, 1)
