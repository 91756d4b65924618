"""What stands before the subject of a sentence: a date, a partner (guideline section 6)."""

from typing import Final

from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.sentences import MAX_SENTENCE
from pipeline.language.acts.words import Words

# `Later this year,`, `Early in 2026,`
# What may open a date before the subject.
_DATING: Final = w.TIMES | frozenset(
    "by in during from between beginning starting commencing over before until through throughout "
    "on at within no as".split()
)


def sentence_start(words: Words, i: int, node_start: int) -> int:
    """Index of the first word of the sentence that word i is in; `node_start` is the offset where
    its node begins."""
    floor = max(words.at(node_start), i - MAX_SENTENCE)
    while i > floor and words.lower[i - 1] not in (".", "!", "?"):
        i -= 1
    return i


def fronted(words: Words, first: int, subject: int) -> tuple[int, int] | None:
    """Words [start, subject) of `In partnership with X,` between the first word of a sentence
    and its subject; None where nothing of the kind stands there."""
    while w.is_adverb(words.lower[first]) and words.lower[first + 1 : first + 2] == [","]:
        first += 2  # `Additionally, over the course of 2023, …`
    word = words.lower[first]
    opens = word in w.PREPOSITIONS or word in w.TIMES or m.GERUND in m.readings(word)
    closed = subject > first and words.lower[subject - 1] == ","
    return (first, subject) if opens and closed else None


def may_date(words: Words, first: int) -> bool:
    """Whether what opens at this word may tell when (`By 2027,`), not after what."""
    return words.lower[first] in _DATING
