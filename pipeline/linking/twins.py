"""Which documents of a run are one statement in two files (a PDF and a web page of it).

Each document gives a sketch (Broder's resemblance, one permutation hashed into bins): the share
of bins in which two sketches agree estimates the share of word triples that two texts have in
common. Sketches whose bands agree are compared, so that the work grows with the number of
documents, not with that of their pairs.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import blake2b
from itertools import pairwise
from operator import eq
from typing import Final
from zlib import crc32

from pipeline.model import Node, Sketch

_BINS: Final = 128
_BELOW: Final = 64 - 7  # bits of a hash below those that are the number of its bin
_BANDS: Final = 16
_AT_ONCE: Final = 4  # bands of one pass over the sketches: 40 MB for a million
_ROWS: Final = 4  # bins of a band: texts alike by 0.7 share one of 16 bands in 99 of 100 cases
_SHINGLE: Final = 3
# Statements in two wrappings are alike by 0.9 and more; of one series, by 0.2.
_ALIKE: Final = 0.7
# Forms filled in anew are alike, too, but each has names or numbers that the other has not; a
# wrapping only adds some. Scans spoil a few.
_NAMES_REPLACED: Final = 0.03
_NUMBERS_REPLACED: Final = 0.05
_DAYS_APART: Final = 7  # a page may be published some days after the meeting
# Hashes of three words: a polynomial in this, then mixed as MurmurHash3 does in its end.
_PRIME: Final = 0x9E3779B97F4A7C15
_MIXING: Final = ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53), (33, 1))
_FEW_WORDS: Final = 50  # a few lines around a picture are alike in every file
_MOST_LEADERS: Final = 20
_WORD: Final = re.compile(r"[^\W_]+")
# Mark-up, link targets and hyphens at line ends, which differ between formats.
_WRAPPING: Final = re.compile(
    r"</?[a-z][^<>]{0,40}>|\]\([^\s()]{0,400}\)|\\|\xad|-[ \t]*\n\s*", re.I
)


def sketch(text: str, nodes: Iterable[Node], day: str | None) -> Sketch:
    """The sketch of a document: its words outside of furniture."""
    words: list[str] = []
    for node in nodes:
        if node.kind != "footer":
            words += _WORD.findall(_WRAPPING.sub("", text[node.start : node.end]))
    if len(words) < _FEW_WORDS:
        return Sketch()
    codes = {word: crc32(word.casefold().encode()) for word in set(words)}
    names = {code for word, code in codes.items() if word[0].isupper()}
    numbers = {code for word, code in codes.items() if word[0].isdigit()}
    return Sketch(_bins([codes[word] for word in words]), _sorted(names), _sorted(numbers), day)


def _sorted(codes: Iterable[int]) -> bytes:
    return array("I", sorted(codes)).tobytes()


def _bins(words: Sequence[int]) -> bytes:
    import numpy as np

    below = np.uint64(_BELOW)
    numbers = np.array(words, np.uint64)
    hashes = np.zeros(len(words) - _SHINGLE + 1, np.uint64)
    for place in range(_SHINGLE):
        hashes = hashes * np.uint64(_PRIME) + numbers[place : place + len(hashes)]
    for shift, factor in _MIXING:
        hashes = (hashes ^ (hashes >> np.uint64(shift))) * np.uint64(factor)
    # The first bits are the bin: the least hash that is not before it is its own, or, where it
    # stays empty in a short text, that of the next which does not, told by how far that one is.
    hashes.sort()
    bins = np.arange(_BINS, dtype=np.uint64)
    least = hashes[np.searchsorted(hashes, bins << below) % len(hashes)]
    steps = ((least >> below) - bins) % np.uint64(_BINS)
    values = least % np.uint64(1 << _BELOW) + (steps << below)
    return bytes(values)


def twins(sketches: Sequence[Sketch]) -> dict[int, int]:
    """Index of a document -> index of the first document that holds the same statement.

    The sketches are gone through once for some bands, and looked up where two may be alike.
    """
    found: dict[int, int] = {}
    for start in range(0, _BANDS, _AT_ONCE):
        numbers, bands = _keys(sketches, range(start, start + _AT_ONCE))
        for keys in bands:
            for group in _groups(numbers, keys):
                for number, first in _followers(sketches, group):
                    found[number] = min(first, found.get(number, first))
    return found


def _keys(
    sketches: Sequence[Sketch], bands: Sequence[int]
) -> tuple["array[int]", list["array[int]"]]:
    """Numbers of the sketches that have bins, in order, and for each band their keys in it."""
    width = 8 * _ROWS
    numbers, keys = array("Q"), [array("Q") for _ in bands]
    for number, one in enumerate(sketches):
        if one.bins:
            numbers.append(number)
            for band, column in zip(bands, keys, strict=True):
                part = one.bins[band * width : (band + 1) * width]
                column.append(int.from_bytes(blake2b(part, digest_size=8).digest(), "big"))
    return numbers, keys


def _groups(numbers: Sequence[int], keys: "array[int]") -> Iterator[list[int]]:
    """The numbers, in order, that agree in one band; those that agree with none are left out.
    Sorted as numbers in arrays: a dict of a million would take 200 MB."""
    import numpy as np

    if not keys:
        return
    values = np.frombuffer(keys, dtype=np.uint64)
    order = np.argsort(values, kind="stable")
    breaks = np.flatnonzero(np.diff(values[order])) + 1
    edges = [0, *breaks.tolist(), len(keys)]
    for left, right in pairwise(edges):
        if right - left > 1:
            yield [numbers[place] for place in order[left:right]]


def _followers(sketches: Sequence[Sketch], group: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Each document of a group that is like an earlier one, with that one."""
    leaders: list[int] = []
    for number in group:
        alike = (n for n in leaders[-_MOST_LEADERS:] if _same(sketches[n], sketches[number]))
        first = next(alike, None)
        if first is None:
            leaders.append(number)
        else:
            yield number, first


def _same(one: Sketch, other: Sketch) -> bool:
    agreeing = sum(map(eq, memoryview(one.bins).cast("Q"), memoryview(other.bins).cast("Q")))
    if agreeing < _ALIKE * _BINS or _days_apart(one.day, other.day) > _DAYS_APART:
        return False
    return (
        _replaced(one.names, other.names) <= _NAMES_REPLACED
        and _replaced(one.numbers, other.numbers) <= _NUMBERS_REPLACED
    )


def _replaced(one: bytes, other: bytes) -> float:
    """How many words each of two texts has in place of the other's, to those they share."""
    these, those = set(memoryview(one).cast("I")), set(memoryview(other).cast("I"))
    return min(len(these - those), len(those - these)) / max(1, len(these & those))


def _days_apart(one: str | None, other: str | None) -> int:
    """Days between two dates; 0 where one is not known, or is the month or year of the other."""
    if not one or not other or one.startswith(other) or other.startswith(one):
        return 0
    days = [date.fromisoformat((iso + "-01-01")[:10]) for iso in (one, other)]
    return abs((days[0] - days[1]).days)
