"""Bytes of one file -> Source: its text, its lines, what is doubtful about it.

A new format is one module with a function `(name, data) -> Source` and one line in READERS.
"""

from collections.abc import Callable
from pathlib import PurePath

from pipeline import limits
from pipeline.errors import ReadError
from pipeline.model import Source
from pipeline.readers.docx import read_docx
from pipeline.readers.html import read_html
from pipeline.readers.markdown import read_markdown
from pipeline.readers.text import read_text

Reader = Callable[[str, bytes], Source]


def _read_pdf(name: str, data: bytes) -> Source:
    # Imported late: the PDF library costs more than reading most texts.
    from pipeline.readers.pdf.read import read_pdf

    return read_pdf(name, data)


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".pdf": _read_pdf,
}

# Formats whose bytes are, or may be, text although their content is not to be read as such.
_OTHER_FORMATS = frozenset(
    (
        *(".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".xls", ".xlsx", ".epub"),
        *(".htm", ".html", ".xhtml", ".xml", ".csv", ".json", ".zip", ".gz"),
        *(".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff"),
    )
)


def read(name: str, data: bytes) -> Source:
    """Read one file; `name` is its name, whose suffix decides how.

    A suffix nobody knows is read as plain text if the bytes are text. Raises ReadError with
    code `unsupported`, `empty`, `binary` or `too_large`; its message names the file and what to do.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _OTHER_FORMATS and suffix not in READERS:
        known = ", ".join(READERS)
        raise ReadError(
            f"{name}: files of type {suffix} cannot be read. Formats read now: {known}. "
            "Save the document as plain text and run again.",
            "unsupported",
        )
    source = READERS.get(suffix, read_text)(name, data)
    for number, most, things in (
        (len(source.text), limits.MOST_CHARACTERS, "characters"),
        (len(source.lines), limits.MOST_LINES, "lines"),
    ):
        if number > most:
            raise ReadError(
                f"{name} has {number:,} {things}; more than {most:,} are not read. Split it and "
                "run again.",
                "too_large",
            )
    return source
