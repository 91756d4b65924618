"""Plain text: the document text is the decoded file itself, line ends untouched."""

import re

from pipeline.model import Line, Source
from pipeline.readers.decode import decode

# What ends a line, the form feed of a page break included; CRLF is one line end.
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def read_text(name: str, data: bytes) -> Source:
    """The file as a Source of media type text/plain. Raises ReadError (see `decode`)."""
    text, problems = decode(name, data)
    lines, pages = split_lines(text)
    return Source(text, lines, "text/plain", pages, problems=problems)


def split_lines(text: str) -> tuple[tuple[Line, ...], int | None]:
    """Every physical line, blank ones too, and the number of pages.

    Pages are counted by form feeds; without one, line pages and the number are None.
    """
    paged = "\x0c" in text
    page = 1
    lines = []
    start = 0
    for end in LINE_END.finditer(text):
        lines.append(Line(start, end.start(), page if paged else None))
        start = end.end()
        page += end.group() == "\x0c"
    lines.append(Line(start, len(text), page if paged else None))
    return tuple(lines), page if paged else None
