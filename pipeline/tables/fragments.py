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
from itertools import accumulate, islice
from typing import Final
from urllib.parse import quote

# A longer quote is named by its ends: a page may break it by a note or a line somewhere.
_MOST_WORDS: Final = 10
_END_WORDS: Final = 4
_MOST_CONTEXT: Final = 8
# A longer text is searched by an index of its runs of words, which takes long to make.
_MOST_SEARCHED: Final = 50_000
_LONGEST_RUN: Final = 3
_WORD: Final = re.compile(r"\w+")
# U+202F joins the words beside it into one, as browsers see them (Unicode annex 29).
_JOINT: Final = "_\u202f"
_BLANK: Final = re.compile(r"[^\S\n ]")
_PIECE: Final = re.compile(r"(?:\S|\u202f)+")


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
    """The text of a page as blocks, headings, paragraphs and items, in reading order.

    A line end inside a block is one on the page: no part of a directive reaches over it.
    """

    def __init__(self, blocks: Sequence[str]) -> None:
        lengths = [0, *(len(block) + 1 for block in blocks)]
        self._blocks = list(accumulate(lengths))
        self._text = "\n".join(blocks)
        self._low = _lower(self._text)
        self._known: dict[int, dict[tuple[str, ...], list[int]]] = {}

    def fragment(self, block: int, start: int, end: int) -> Fragment:
        """The directive for the characters `start` to `end` of a block.

        The shortest that leads there before any other place; where none does, as in a text that
        says the same twice with the same words around, the one with the most words around.
        """
        start, end = self._whole(self._blocks[block] + start, self._blocks[block] + end)
        found = Fragment(self._text[start:end])
        for found in self._attempts(start, end):
            if self._first(found) == (start, end):
                break
        return found

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """A span with the words whole at which it begins and ends."""
        if _cuts(self._text, start):
            start = max(self._text.rfind(sign, 0, start) for sign in " \n") + 1
        if _cuts(self._text, end):
            ends = [self._text.find(sign, end) for sign in " \n"]
            end = min([at for at in ends if at >= 0], default=len(self._text))
        return start, end

    def _attempts(self, start: int, end: int) -> Iterator[Fragment]:
        """Directives for a quote, the shortest first."""
        first = last = prefix = suffix = ""
        for first, last in self._kernels(start, end):
            yield Fragment(first, last)
            for prefix in self._before(start):
                yield Fragment(first, last, prefix)
            for suffix in self._behind(end):
                yield Fragment(first, last, "", suffix)
        if prefix and suffix:
            yield Fragment(first, last, prefix, suffix)

    def _kernels(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        """The first and last words of a quote, few and then more; the whole, if it is one line."""
        lines = list(self._lines(start, end))
        first, last, one_line = lines[0], lines[-1], len(lines) == 1
        number = len(first)
        if not one_line or number > _MOST_WORDS:
            for most in (_END_WORDS, max(number // 2, 1)):
                begin, finish = first[:most][-1][1], last[-most:][0][0]
                yield self._text[start:begin], self._text[finish:end]
        if one_line:
            yield self._text[start:end], ""

    def _lines(self, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
        """The words of each line of a span that has any, as spans."""
        at = start
        for line in self._text[start:end].split("\n"):
            pieces = _PIECE.finditer(self._text, at, at + len(line))
            if words := [piece.span() for piece in pieces]:
                yield words
            at += len(line) + 1

    def _before(self, start: int) -> Iterator[str]:
        """One, two, … words before a place, of its own line or else of the one before."""
        left, right = self._text.rfind("\n", 0, start) + 1, start
        if left == right and left:
            left, right = self._text.rfind("\n", 0, left - 1) + 1, left - 1
        pieces = [piece.start() for piece in _PIECE.finditer(self._text, left, right)]
        for at in pieces[: -_MOST_CONTEXT - 1 : -1]:
            yield self._text[at:right].rstrip()

    def _behind(self, end: int) -> Iterator[str]:
        left, right = end, self._line_end(end)
        if left == right:
            left, right = left + 1, self._line_end(left + 1)
        for piece in islice(_PIECE.finditer(self._text, left, right), _MOST_CONTEXT):
            yield self._text[left : piece.end()].lstrip()

    def _line_end(self, at: int) -> int:
        found = self._text.find("\n", at)
        return len(self._text) if found < 0 else found

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
        at -= self._text[at - 1 : at].isspace()
        return self._is_at(_lower(words), at - len(words))

    def _begins_with(self, words: str, at: int) -> bool:
        return self._is_at(_lower(words), at + self._text[at : at + 1].isspace())

    def _places(self, words: str, behind: int = 0) -> Iterator[tuple[int, int]]:
        """The places of some words, those behind a place only, in order."""
        low = _lower(words)
        if not _WORD.search(low):
            return
        short = len(self._low) <= _MOST_SEARCHED
        for start in (self._found if short else self._listed)(low, behind):
            if self._is_at(low, start):
                yield start, start + len(low)

    def _found(self, low: str, behind: int) -> Iterator[int]:
        at = self._low.find(low, behind)
        while at >= 0:
            yield at
            at = self._low.find(low, at + 1)

    def _listed(self, low: str, behind: int) -> Iterator[int]:
        """By the rarest run of words: in a long text a single word stands everywhere."""
        length = min(len(_WORD.findall(low)), _LONGEST_RUN)
        known = self._index(length)
        offset, rarest = min(_runs(low, length), key=lambda run: len(known.get(run[1], ())))
        places = known.get(rarest, [])
        for number in range(bisect_left(places, behind + offset), len(places)):
            yield places[number] - offset

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
            and not _cuts(self._text, at)
            and not _cuts(self._text, end)
        )


def _runs(low: str, length: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of so many words, with the place at which it begins."""
    found = list(_WORD.finditer(low))
    words = [word[0] for word in found]
    runs = zip(*(words[first:] for first in range(length)), strict=False)
    return zip((word.start() for word in found), runs, strict=False)


def _lower(text: str) -> str:
    """In small letters, every blank a plain one: one character for one, so that places stay."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _BLANK.sub(" ", low)


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and _joins(text[at - 1]) and _joins(text[at])


def _joins(sign: str) -> bool:
    return sign.isalnum() or sign in _JOINT
