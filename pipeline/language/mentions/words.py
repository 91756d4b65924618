"""A stretch of text as words with offsets: what every rule for names reads."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

_SAME_LENGTH = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("‑", "-"), ("‐", "-"))
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}(?!\w)"  # U.S., D.C.
    r"|'[sS]\b"
    r"|[^\W_]+(?:'(?![sS]\b)[^\W_]+)*"  # Côte d'Ivoire keeps its apostrophe, Japan's does not
    r"|[^\w\s]|_"
)
_TILE = re.compile(rf"(?:{_WORD.pattern})\s*")
_TILE_OF_ASCII = re.compile(_TILE.pattern.replace(r"[^\W_]", "[A-Za-z0-9]"))
# An address of the web is one word, and no name.
_TILE_WITH_ADDRESSES = re.compile(rf"(?:https?://[^\s)\]>]+|{_WORD.pattern})\s*")
_TITLE_WORDS = 60
_SPELLING = {
    "defence": "defense",
    "programme": "program",
    "programmes": "programs",
    "centre": "center",
    "centres": "centers",
    "organisation": "organization",
    "organisations": "organizations",
    "labour": "labor",
    "adviser": "advisor",
}
_SPELLED_TWICE = frozenset(_SPELLING)


_DASH_IN_NAME = re.compile(r"(?<=[^\W\d]|\.)–(?=[^\W\d])")


def _folded_marks(text: str) -> str:
    """Apostrophes and hyphens in one form each ("Export–Import Bank", "U.S.–EU"), as long."""
    for old, new in _SAME_LENGTH:
        text = text.replace(old, new)
    return _DASH_IN_NAME.sub("-", text) if "–" in text else text


def folded(word: str) -> str:
    """The word for look-up: lower case, one spelling for British and American."""
    low = word.lower()
    return _SPELLING.get(low, low)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one node. `low` is for look-up; `start` are document offsets.

    `marks` are the places of all that is not a small word: names, numbers, punctuation.
    `bag` holds every word of `text` once, for tests of what a node has none of.
    `plain` tells, word by word, whether capitals mean something there: it is false in titles
    and lead-ins, where every word may have one.
    """

    node: str
    text: Sequence[str]
    low: Sequence[str]
    start: Sequence[int]
    marks: Sequence[int]
    plain: Sequence[bool]
    bag: frozenset[str]

    def __len__(self) -> int:
        return len(self.text)

    def at(self, offset: int) -> int:
        """The word that stands at a document offset, or the next one."""
        i = bisect_right(self.start, offset) - 1
        return i if i >= 0 and offset < self.end(i) else i + 1

    def end(self, i: int) -> int:
        """Where word i ends in the document."""
        return self.start[i] + len(self.text[i])

    def joined(self, i: int) -> bool:
        """Whether word i follows word i - 1 without a blank."""
        return 0 < i < len(self.text) and self.end(i - 1) == self.start[i]

    def is_name(self, i: int) -> bool:
        """Whether word i exists and begins with a capital."""
        return 0 <= i < len(self.text) and self.text[i][0].isupper()

    def word(self, i: int) -> str:
        """Word i, or an empty string outside the node."""
        return self.text[i] if 0 <= i < len(self.text) else ""

    def key(self, i: int) -> str:
        """Word i folded, or an empty string outside the node."""
        return self.low[i] if 0 <= i < len(self.text) else ""


def is_year(word: str) -> bool:
    """Whether a word is the number of a year since 1700."""
    return len(word) == 4 and word.isdigit() and word[:2] in ("17", "18", "19", "20")


def alias_words(alias: str) -> tuple[str, ...]:
    """The words of a name in a table, cut as the text is cut."""
    if alias.isascii() and alias.replace(" ", "").isalnum():
        return tuple(alias.split())
    return tuple(m.group() for m in _WORD.finditer(_folded_marks(alias)))


def split(text: str, start: int, end: int, node: str, capitals_until: int) -> Words:
    """Words of `text[start:end]`; capitals mean nothing before offset `capitals_until`."""
    piece = text[start:end]
    if not piece.isascii():
        piece = _folded_marks(piece)
    start += len(piece) - len(piece.lstrip())
    # Words with the blanks behind them tile the text, so that lengths alone give the offsets.
    tiles = _tile(piece).findall(piece)
    words = list(map(str.rstrip, tiles))
    starts = list(accumulate(map(len, tiles), initial=start))
    del starts[-1]
    marks = [i for i, word in enumerate(words) if not word.islower()]
    low = words.copy()
    for i in marks:
        low[i] = words[i].lower()
    if not _SPELLED_TWICE.isdisjoint(low):
        low = [_SPELLING.get(word, word) for word in low]
    plain = _plain(words, starts, capitals_until)
    return Words(node, words, low, starts, marks, plain, frozenset(words))


def _tile(piece: str) -> re.Pattern[str]:
    if "://" in piece:
        return _TILE_WITH_ADDRESSES
    return _TILE_OF_ASCII if piece.isascii() else _TILE


def _plain(words: Sequence[str], starts: Sequence[int], capitals_until: int) -> list[bool]:
    if len(words) <= _TITLE_WORDS and words and words[-1] not in (".", ";"):
        long = [w for w in words if len(w) > 3 and w.isalpha()]
        if len(long) > 2 and sum(w[0].isupper() for w in long) > 0.8 * len(long):
            return [False] * len(words)
    if not starts or capitals_until <= starts[0]:
        return [True] * len(words)
    return [s >= capitals_until for s in starts]
