"""Where the sentences of a node end."""

from collections.abc import Iterator
from typing import Final

from pipeline.language.acts import words as w
from pipeline.language.acts.words import Words

# Longer stretches are no sentences but tables or noise; the bound keeps the walk linear.
MAX_SENTENCE: Final = 400


def sentences(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Word ranges of the sentences in [start, end), none longer than MAX_SENTENCE words."""
    first = start
    stops = [i for i in words.turning(start, end) if words.lower[i] in w.SENTENCE_END]
    for i in [*stops, end - 1]:
        while i - first >= MAX_SENTENCE:
            yield first, first + MAX_SENTENCE
            first += MAX_SENTENCE
        after = i + 1
        while after < end and words.lower[after] in w.CLOSERS:
            after += 1
        if after >= end:
            break
        opens = words.lower[after] in w.OPENERS
        if words.text[i] == "…" or opens or not words.text[after][0].islower():
            yield first, after
            first = after
    if first < end:
        yield first, end
