"""Words broken at a line end: whether the hyphen was there before the line was broken."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from pipeline.lexicon import table

# A line may be broken after a hyphen, dash or slash that no blank follows.
_ATTACHED: Final = re.compile(r"[\w”\"’).][-‐–—/]$")
# And before a dash that touches its word, or between brackets ("1(a)" and "(v)").
_DASHED: Final = re.compile(r"[—–][^\W_]")
_BRACKETED: Final = re.compile(r"\w(?:\(\w{1,4}\))+$"), re.compile(r"\(\w{1,4}\)")
# "low- and middle-income" leaves a blank behind its hyphen.
_SUSPENDED: Final = frozenset(("and", "or", "to"))
_END: Final = re.compile(r"([^\W\d_]{2,60})[-‐]$")
_START: Final = re.compile(r"[^\W\d_]{2,}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_FEW: Final = 0.02
_SPACED: Final = str.maketrans("‐", "-")


class Hyphens:
    """Mends the line ends of one document by the words that it writes elsewhere."""

    def __init__(self, rows: Iterable[str]) -> None:
        self.words: set[str] = set()
        count = 0
        halves: list[str] = []
        for row in rows:
            count += 1
            half = _END.search(row)
            if half:
                halves.append(half[1].lower())
            found = _WORD.findall(row.translate(_SPACED))
            # The first and the last word of a line may be halves themselves.
            self.words.update(word.lower() for word in found[1:-1])
        # Most programs break no words: then a hyphen at a line end is the word's own, and what
        # stands before it is a word, too.
        broken = sum(half not in self.words and half not in _prefixes() for half in halves)
        self.breaks_words = broken > max(3, _FEW * count)

    def mended(self, rows: Sequence[str]) -> list[str]:
        """The rows of one block; the rest of a broken word stands on the row where it began, and
        a row that holds nothing else is left empty."""
        done = list(rows)
        for at in range(len(done) - 1):
            row, after = done[at], done[at + 1]
            if not _touch(row, after):
                continue
            half, (head, _, rest) = _END.search(row), after.partition(" ")
            start = _START.match(head)
            keep = not (half and start) or self._keeps(half[1], start.group())
            done[at] = (row if keep else row[:-1]) + head
            done[at + 1] = rest
        return done

    def _keeps(self, first: str, second: str) -> bool:
        """Whether the hyphen belongs to the word ("rules-based") or to the line ("coopera-")."""
        if second[0].isupper() or first.isupper():
            return True
        a, b = first.lower(), second.lower()
        if a + b in self.words:
            return False
        if f"{a}-{b}" in self.words or a in _prefixes():
            return True
        return not self.breaks_words or (a in self.words and b in self.words)


def _touch(row: str, after: str) -> bool:
    """Whether no blank stood where a line was broken."""
    if _DASHED.match(after) and row[-1:].isalnum():
        return True
    if _BRACKETED[0].search(row) and _BRACKETED[1].match(after):
        return True
    head = after.partition(" ")[0]
    return bool(_ATTACHED.search(row)) and after[:1].isalnum() and head not in _SUSPENDED


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(row["prefix"] for row in table("readers/hyphen_prefixes"))
