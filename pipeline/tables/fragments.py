"""Text fragments: the end of a link at which a browser scrolls to words of a page and marks them.

`#:~:text=[prefix-,]start[,end][,-suffix]` after the URL Fragment Text Directives of the WICG: a
browser takes the first place that fits, words whole, case ignored. A long quote is given by its
first and last words; words before or behind are added where it would find another place first.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import quote

# A longer quote is named by its ends: a page may break it by a note or a line somewhere.
_MOST_WORDS: Final = 10
_END_WORDS: Final = 4
_MOST_CONTEXT: Final = 8
_LONGEST_RUN: Final = 3
_WORD: Final = re.compile(r"\w+")
_PIECE: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Fragment:
    """The parts of a text directive, as they stand in the text; "" for a part left out."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        parts = [
            self.prefix and _encoded(self.prefix) + "-",
            _encoded(self.start),
            _encoded(self.end),
            self.suffix and "-" + _encoded(self.suffix),
        ]
        return "text=" + ",".join(filter(None, parts))


def _encoded(words: str) -> str:
    """Percent-encoded; "-" too, which is a sign of the directive as "," and "&" are."""
    return quote(words, safe="").replace("-", "%2D")


class Passages:
    """The text of a page as blocks, headings, paragraphs and items, in reading order."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self._blocks: list[tuple[int, int]] = []
        at = 0
        for block in blocks:
            self._blocks.append((at, at + len(block)))
            at += len(block) + 1
        self._text = " ".join(blocks)
        self._low = _lower(self._text)
        self._known: dict[int, dict[tuple[str, ...], list[int]]] = {}

    def fragment(self, block: int, start: int, end: int) -> Fragment:
        """The directive for the characters `start` to `end` of a block.

        The shortest that leads there before any other place; where none does, as in a text that
        says the same twice with the same words around, the one with the most words around.
        """
        left, right = self._blocks[block]
        start, end = left + start, min(left + end, right)
        pieces = [piece.span() for piece in _PIECE.finditer(self._text, start, end)]
        found = Fragment(self._text[start:end])
        for found in self._attempts(block, pieces, start, end):
            if self._first(found) == (start, end):
                break
        return found

    def _attempts(
        self, block: int, pieces: Sequence[tuple[int, int]], start: int, end: int
    ) -> Iterator[Fragment]:
        """Directives for a quote, the shortest first."""
        sizes = (_END_WORDS, len(pieces) // 2) if len(pieces) > _MOST_WORDS else ()
        kernels = [
            (self._text[start : pieces[size - 1][1]], self._text[pieces[-size][0] : end])
            for size in sizes
        ]
        kernels.append((self._text[start:end], ""))
        before = list(self._before(block, start))
        behind = list(self._behind(block, end))
        for first, last in kernels:
            yield Fragment(first, last)
            for prefix in before:
                yield Fragment(first, last, prefix)
            for suffix in behind:
                yield Fragment(first, last, "", suffix)
        if before and behind:
            yield Fragment(*kernels[-1], before[-1], behind[-1])

    def _before(self, block: int, start: int) -> Iterator[str]:
        """One, two, … words before a place, of its own block or else of the one before."""
        left, right = self._blocks[block][0], start
        if left == right and block:
            left, right = self._blocks[block - 1]
        pieces = [piece.start() for piece in _PIECE.finditer(self._text, left, right)]
        for at in pieces[: -_MOST_CONTEXT - 1 : -1]:
            yield self._text[at:right].rstrip()

    def _behind(self, block: int, end: int) -> Iterator[str]:
        left, right = end, self._blocks[block][1]
        if left == right and block + 1 < len(self._blocks):
            left, right = self._blocks[block + 1]
        for piece in islice(_PIECE.finditer(self._text, left, right), _MOST_CONTEXT):
            yield self._text[left : piece.end()].lstrip()

    def _first(self, wanted: Fragment) -> tuple[int, int] | None:
        """Where a browser goes, as far as this text is all that stands on the page."""
        for start, start_end in self._places(wanted.start):
            if wanted.prefix and not self._ends_with(wanted.prefix, start):
                continue
            ends: Iterator[tuple[int, int]] = iter([(start, start_end)])
            if wanted.end:
                ends = self._places(wanted.end, start_end)
            for _, end in ends:
                if not wanted.suffix or self._begins_with(wanted.suffix, end):
                    return start, end
        return None

    def _ends_with(self, words: str, at: int) -> bool:
        at -= self._low[at - 1 : at] == " "
        return self._is_at(_lower(words), at - len(words))

    def _begins_with(self, words: str, at: int) -> bool:
        return self._is_at(_lower(words), at + (self._low[at : at + 1] == " "))

    def _places(self, words: str, behind: int = 0) -> Iterator[tuple[int, int]]:
        """The places of some words, those behind a place only, in order."""
        low = _lower(words)
        length = min(len(_WORD.findall(low)), _LONGEST_RUN)
        if not length:
            return
        # By the rarest run of words in them: in a long text a single word stands everywhere.
        known = self._index(length)
        offset, rarest = min(_runs(low, length), key=lambda run: len(known.get(run[1], ())))
        places = known.get(rarest, [])
        for number in range(bisect_left(places, behind + offset), len(places)):
            start = places[number] - offset
            if self._is_at(low, start):
                yield start, start + len(low)

    def _index(self, length: int) -> dict[tuple[str, ...], list[int]]:
        """Where every run of so many words begins."""
        if length not in self._known:
            known: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
            for at, run in _runs(self._low, length):
                known[run].append(at)
            self._known[length] = dict(known)
        return self._known[length]

    def _is_at(self, words: str, at: int) -> bool:
        """Whether words, in small letters, stand at a place, none of them cut."""
        end = at + len(words)
        return (
            at >= 0
            and self._low.startswith(words, at)
            and not _cuts(self._low, at)
            and not _cuts(self._low, end)
        )


def _runs(low: str, length: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of so many words, with the place at which it begins."""
    found = list(_WORD.finditer(low))
    words = [word[0] for word in found]
    runs = zip(*(words[first:] for first in range(length)), strict=False)
    return zip((word.start() for word in found), runs, strict=False)


def _lower(text: str) -> str:
    """One character for one, so that places stay the same."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
