"""Quotes in a text: taken with the words around them, and found again when the text has moved."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from pipeline.corrections.labels import Quote, Span

# Enough to tell one "Japan" from the next, and short enough to outlive a change near by.
_AROUND: Final = 32
_BLANKS: Final = re.compile(r"(\s+)")


def quote(text: str, span: Span) -> Quote:
    """The words of a span and up to 32 characters on either side."""
    start, end = span
    return Quote(text[start:end], text[max(start - _AROUND, 0) : start], text[end : end + _AROUND])


def stands(text: str, span: Span, words: str) -> bool:
    """Whether a span quotes `words`, runs of white space being alike."""
    return text[slice(*span)].split() == words.split()


def find(text: str, sought: Quote) -> Span | None:
    """Where the quote stands with the words around it, or alone; None unless in one place."""
    for before, after in ((sought.before, sought.after), ("", "")):
        places = list(islice(_places(text, before, sought.text, after), 2))
        if len(places) == 1:
            return places[0]
    return None


def _places(text: str, before: str, words: str, after: str) -> Iterator[Span]:
    if not words.strip():
        return
    # No blank begins it: the search would start anew at each blank of a long run.
    pattern = f"{_pattern(before.lstrip())}({_pattern(words.strip())}){_pattern(after.rstrip())}"
    for found in re.finditer(pattern, text):
        yield found.span(1)


def _pattern(words: str) -> str:
    return "".join(
        r"\s+" if part.isspace() else re.escape(part) for part in _BLANKS.split(words) if part
    )
