"""Words whose letters are of two alphabets, as “Jараn” with three that are Cyrillic.

They look like a listed name and are none, in a text that was recognised badly as in one that is
made to mislead. They are told, never read as the name that they look like.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from pipeline.model import Problem

CODE: Final = "mixed_letters"
# Cyrillic, and the Greek letters that are drawn as Latin ones; μ, Δ and their like stand in units.
_OTHER: Final = "\u0400-\u052fΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_MIXED: Final = re.compile(f"[A-Za-z][{_OTHER}]|[{_OTHER}][A-Za-z]")
_WORD_END: Final = re.compile(r"\W|$")
_MOST_TOLD: Final = 20


def mixed_letters(text: str) -> Iterator[Problem]:
    """A warning for each of the first words of that kind in a document, each word once."""
    if not text.isascii():
        yield from islice(_each(text), _MOST_TOLD)


def _each(text: str) -> Iterator[Problem]:
    told: set[str] = set()
    behind = 0
    for found in _MIXED.finditer(text):
        if found.start() < behind:
            continue
        start = found.start()
        while start > behind and text[start - 1].isalnum():
            start -= 1
        behind = _WORD_END.search(text, found.end()).start()  # type: ignore[union-attr]
        word = text[start:behind]
        if word not in told:
            told.add(word)
            message = (
                f"“{word}” has letters of two alphabets and is read as no name that it looks like: "
                "put it right in the text if it is a slip."
            )
            yield Problem("warning", CODE, message, start, behind)
