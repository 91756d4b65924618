"""Names that the noun beside them explains: "companies such as A and B", "the town of C".

The nouns and the label each gives are the table entities/kinds. Only capitals that nothing else
names are read, and none that the document writes small elsewhere.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from pipeline import lexicon
from pipeline.language.mentions.heads import Cover, builds, name_of, stops
from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.leftward import ENDS
from pipeline.language.mentions.words import Words

_CONFIDENCE = 0.7
_LONGEST = 5
_LONGEST_LIST = 24
_APPOSED = 9
_COPULAS = frozenset({"is", "was", ","})
_ARTICLES = frozenset({"a", "an"})
_LONGEST_PLACE = 3
_LONG_ACRONYM = 4
_FIRMS = frozenset({"company", "firm", "bank", "airline", "carrier", "utility", "subsidiary"})
_CLOSES = frozenset(",.;)]")
_SCHEMES = frozenset({"project", "program", "programme", "initiative"})
_PARTS = frozenset(
    "province prefecture oblast municipality neighborhood neighbourhood district "
    "governorate".split()
)
_NAMED_OF = frozenset({"PLACE"})


@cache
def kinds() -> dict[str, str]:
    """The label that a noun of kind gives to the name beside it."""
    return {row["noun"]: row["label"] for row in lexicon.table("entities/kinds")}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(kinds()) | _SCHEMES


def find(words: Words, hits: Sequence[Hit], common: set[str]) -> list[Hit]:
    """Names in a node that a noun of kind explains. `common` are words written small."""
    known = kinds()
    if _nouns().isdisjoint(words.bag):
        return []
    nouns = [i for i, key in enumerate(words.low) if key in known and words.text[i].islower()]
    schemes = [i for i, word in enumerate(words.text) if word in _SCHEMES]
    if not nouns and not schemes:
        return []
    cover = Cover(hits)
    out = [_scheme(words, i) for i in schemes if _is_scheme(words, i, cover)]
    cover.update({hit.first: hit for hit in out})
    for i in nouns:
        spans = [*_after(words, i, cover, common), *_before(words, i, cover, common)]
        part = _part_of_a_state(words, i, cover, common) if words.low[i] in _PARTS else None
        for first, last in [*spans, part] if part else spans:
            label = known[words.low[i]]
            if any(k in cover for k in range(first, last)) or _unfit(words, first, last, label):
                continue
            entity = Entity("", label, name_of(words, first, last))
            hit = Hit(first, last, entity, confidence=_CONFIDENCE)
            out.append(hit)
            cover.update(dict.fromkeys(range(first, last), hit))
    return out


def _part_of_a_state(
    words: Words, i: int, cover: Cover, common: set[str]
) -> tuple[int, int] | None:
    """The capitals right before a small "province" or "district": "Benguela province"."""
    first = i
    while first > max(i - _LONGEST_PLACE, 0) and _namely(words, first - 1, cover, common):
        first -= 1
    opens = first == 0 or words.text[first - 1] in ENDS
    if first == i or words.is_name(first - 1) or (opens and i - first == 1):
        return None
    return None if words.low[i - 1] in stops("unnamed", "placeless") else (first, i)


def _is_scheme(words: Words, i: int, cover: Cover) -> bool:
    """Whether an acronym that nothing explains stands before a small "project"."""
    word = words.word(i - 1)
    long = len(word) >= _LONG_ACRONYM and word.isalpha() and word.isupper()
    return long and words.plain[i - 1] and cover[i - 1] is None and not words.is_name(i - 2)


def _scheme(words: Words, i: int) -> Hit:
    entity = Entity("", "PROGRAM", words.text[i - 1])
    return Hit(i - 1, i, entity, "acronym", confidence=_CONFIDENCE)


def _unfit(words: Words, first: int, last: int, label: str) -> bool:
    """A person has two names; a place is not written in capitals."""
    if label == "PERSON":
        return last - first < 2
    return label == "PLACE" and words.text[first].isupper()


def _after(words: Words, i: int, cover: Cover, common: set[str]) -> Iterator[tuple[int, int]]:
    """Runs of capitals after the noun: "company X", "companies such as X, Y", "town of X"."""
    k = i + 1
    place = kinds()[words.low[i]] in _NAMED_OF
    if words.key(k) == ",":
        k += 1
        last = _run(words, k, cover, common)
        if last > k and words.low[i] in _FIRMS and words.word(last) in _CLOSES:
            yield k, last  # "its mining company, X, …"
            return
    if words.key(k) == "such" and words.key(k + 1) == "as":
        k += 2
    elif words.key(k) in ("including", "like"):
        k += 1
    elif k > i + 1 or (place and words.key(k) != "of"):
        return
    elif place:
        k += 1
    yield from _listed(words, k, cover, common)


def _listed(words: Words, k: int, cover: Cover, common: set[str]) -> Iterator[tuple[int, int]]:
    until = k + _LONGEST_LIST
    while k < until:
        k += words.key(k) == "the"
        hit = cover[k]
        last = hit.last if hit is not None else _run(words, k, cover, common)
        if last == k:
            return
        if hit is None and words.word(last) == "-" and words.word(last + 1).islower():
            return  # "Small and Medium-sized Enterprises"
        if hit is None:
            yield k, last
        k = last
        if words.key(k) not in (",", "and", "or"):
            return
        k += 1
        k += words.key(k) in ("and", "or")
        if words.word(k).islower() and words.word(k + 1) == ",":
            k += 2  # a firm that writes itself small


def _before(words: Words, i: int, cover: Cover, common: set[str]) -> Iterator[tuple[int, int]]:
    """The run of capitals that a clause explains: "X is a gold mining company", "X, a firm"."""
    k = i - 1
    while k > max(i - _APPOSED, 0) and words.low[k] not in _ARTICLES:
        if not words.text[k][0].isalpha() and words.text[k] not in ("-", "'s", "'"):
            return
        k -= 1
    if words.key(k) not in _ARTICLES or words.key(k - 1) not in _COPULAS:
        return
    last = k - 1
    first = last
    while first > max(last - _LONGEST, 0) and _namely(words, first - 1, cover, common):
        first -= 1
    if first < last and not words.is_name(first - 1):
        yield first, last


def _run(words: Words, k: int, cover: Cover, common: set[str]) -> int:
    last = k
    while last < k + _LONGEST and _namely(words, last, cover, common):
        last += 1
    return last if not words.is_name(last) else k


def _namely(words: Words, i: int, cover: Cover, common: set[str]) -> bool:
    """Whether word i may be part of a name that nothing else explains."""
    if not words.is_name(i) or cover[i] is not None or not words.plain[i]:
        return False
    low = words.low[i]
    if low in stops("function", "people", "unnamed"):
        return False
    return low not in common and low not in builds()
