"""Plain text: the document text is the decoded file itself, line ends untouched."""

import re
from itertools import accumulate

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
    ends = list(LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    stops = [*(end.start() for end in ends), len(text)]
    if "\x0c" not in text:
        return tuple(map(Line, starts, stops)), None
    pages = list(accumulate((end.group() == "\x0c" for end in ends), initial=1))
    return tuple(map(Line, starts, stops, pages)), pages[-1]
