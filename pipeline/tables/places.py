"""Where spans of the document text lie in a node's own text, whose white space is folded.

The tables quote every row and give its offsets in the document. Folding can only shorten, so a
quote stands in the node's text at its offset or a few characters before: there it is looked up,
and no other file is needed.
"""

from bisect import bisect_right
from collections.abc import Iterable

Quote = tuple[int, int, str]


class FoldedText:
    """The folded `text` of a node that spans `start` to `end` of the document text.

    `quotes` are (start, end, folded text) of rows that stand in the node; offsets are code
    points of the document, end exclusive.
    """

    def __init__(self, text: str, start: int, end: int, quotes: Iterable[Quote] = ()) -> None:
        self.text = text
        self._lost = max(end - start - len(text), 0)
        known = {start: 0, end: len(text)}
        if self._lost:
            self._look_up(known, start, quotes)
        self._given = sorted(known)
        self._found = [known[offset] for offset in self._given]

    def _look_up(self, known: dict[int, int], origin: int, quotes: Iterable[Quote]) -> None:
        lost = 0
        for start, end, quote in sorted(quotes):
            latest = start - origin - lost
            earliest = max(start - origin - self._lost, 0)
            # The last place that fits: as little folded before it as can be.
            at = self.text.rfind(quote, earliest, latest + len(quote))
            if at >= 0:
                lost = start - origin - at
                known[start] = at
                known.setdefault(end, at + len(quote))

    def at(self, offset: int) -> int:
        """The place in the folded text of an offset of the document.

        Exact in a node that lost no white space and at the ends of its quotes; else it may be
        off by what was folded since the last quote.
        """
        left = max(bisect_right(self._given, offset) - 1, 0)
        place = self._found[left] + max(offset - self._given[left], 0)
        right = min(left + 1, len(self._found) - 1)
        return min(place, max(self._found[right], self._found[left]))
