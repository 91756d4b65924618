"""Names known by their pattern: numbered acts and articles, ships, types, storms, directions.

The patterns are the table entities/patterns, by the words they begin with; all are linear.
"""

import re
from collections.abc import Sequence
from functools import cache

from pipeline import lexicon
from pipeline.language.mentions.heads import Cover, builds, name_of, stops
from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.leftward import ENDS
from pipeline.language.mentions.words import Words

_AT = frozenset({"in", "at", "near"})
_PARTS = frozenset({"article", "articles", "annex", "annexes", "section", "sections"})
_LONGEST_DATE = 7
_LONGEST_TITLE = 40
_CONFERENCES = frozenset({"CP", "CMA", "CMP"})
_DIRECTIONS = frozenset(
    "northern southern eastern western central north south east west northeast northeastern "
    "northwest northwestern southeast southeastern southwest southwestern mainland "
    "north-eastern north-western south-eastern south-western".split()
)


@cache
def _patterns() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Patterns and labels by the word, folded, that the match begins with."""
    out: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for row in lexicon.table("entities/patterns"):
        for word in row["first"].split():
            out.setdefault(word, []).append((re.compile(row["pattern"]), row["label"]))
    return out


@cache
def _small_starts() -> frozenset[str]:
    """Words with which a pattern may begin although they are written small: "resolution"."""
    return frozenset(
        word
        for word, options in _patterns().items()
        if any(f"[{word[0].upper()}{word[0]}]" in p.pattern for p, _ in options)
    )


def find(text: str, words: Words, hits: Sequence[Hit]) -> list[Hit]:
    """Names by pattern in a node of the document `text`."""
    known, low = _patterns(), words.low
    out: list[Hit] = []
    small = not _small_starts().isdisjoint(words.bag)
    for i in [i for i in (range(len(low)) if small else words.marks) if low[i] in known]:
        out.extend(_first_match(text, words, i, known[words.low[i]]))
    return [*out, *_decisions(words), *_classes(words), *_directions(words, hits)]


def _classes(words: Words) -> list[Hit]:
    """ "Cyclone-class": ships and vehicles by their class."""
    if "class" not in words.bag:
        return []
    out: list[Hit] = []
    for i, word in enumerate(words.text):
        joined = words.joined(i) and words.word(i - 1) == "-" and words.joined(i - 1)
        if word == "class" and joined and words.is_name(i - 2):
            first = i - 2
            if words.low[first] in stops("unnamed", "function"):
                continue
            name = name_of(words, first, i + 1)
            out.append(Hit(first, i + 1, Entity("", "SYSTEM", name)))
    return out


def _decisions(words: Words) -> list[Hit]:
    """ "decisions 3/CP.18 and 2/CP.19": the later numbers stand without the word."""
    if _CONFERENCES.isdisjoint(words.bag):
        return []
    out: list[Hit] = []
    for i in words.marks:
        if words.text[i] not in _CONFERENCES or words.word(i - 1) != "/":
            continue
        if words.word(i - 2).isdigit() and words.word(i + 1) == "." and words.word(i + 2).isdigit():
            name = name_of(words, i - 2, i + 3)
            out.append(Hit(i - 2, i + 3, Entity("", "AGREEMENT", name)))
    return out


def _first_match(
    text: str, words: Words, i: int, options: Sequence[tuple[re.Pattern[str], str]]
) -> list[Hit]:
    for pattern, label in options:
        match = pattern.match(text, words.start[i], words.end(len(words) - 1))
        if match is not None:
            last = words.at(match.end() - 1) + 1
            whole = Hit(i, last, Entity("", label, name_of(words, i, last)))
            return [whole, *_titled(words, whole)] if label == "LAWPOL" else [whole]
    return []


def _titled(words: Words, act: Hit) -> list[Hit]:
    """The title of an act in the bracket behind its number: "Executive Order 1 (On Reefs)"."""
    k = act.last
    if words.key(k) == "of":
        while k < act.last + _LONGEST_DATE and words.word(k) not in ("(", ""):
            k += 1
    if words.word(k) != "(" or not words.is_name(k + 1) or not words.word(k + 2).isalpha():
        return []
    end = k + 1
    while end < min(len(words), k + _LONGEST_TITLE) and words.text[end] not in ("(", ")"):
        end += 1
    capitals = sum(words.is_name(m) for m in range(k + 1, end))
    if words.word(end) != ")" or capitals < 3 or capitals < (end - k - 1) / 2:
        return []
    return [Hit(k + 1, end, Entity("", act.entity.label, name_of(words, k + 1, end)))]


def with_treaties(words: Words, hits: Sequence[Hit]) -> list[Hit]:
    """ "Article V of the Mutual Security Treaty": the whole, and the treaty nested in it."""
    low = words.low
    if not any(low[h.first] in _PARTS for h in hits):
        return list(hits)
    cover = Cover([h for h in hits if not h.nested])
    out: list[Hit] = []
    inner: set[int] = set()
    for hit in hits:
        if low[hit.first] in _PARTS and hit.entity.label in ("AGREEMENT", "LAWPOL"):
            found = _article(words, hit, cover)
            inner.update(h.first for h in found[1:])
            out.extend(found)
        elif hit.nested or hit.first not in inner:
            out.append(hit)
    return out


def places(words: Words, hits: Sequence[Hit], common: set[str]) -> list[Hit]:
    """ "in Bergen", "at Drawsko Pomorskie": capitals after a preposition of place.

    Only where nothing else names them and the document nowhere writes them small (`common`).
    """
    low, plain = words.low, words.plain
    starts = [i for i in words.marks if i and low[i - 1] in _AT and plain[i]]
    if _dated(words, 0):
        starts.insert(0, 0)
    if not starts:
        return []
    cover = Cover(hits)
    out: list[Hit] = []
    for i in starts:
        if not _bare(words, i, cover, common) or _in_title(words, i, cover):
            continue
        last = i + 2 if _bare(words, i + 1, cover, common) else i + 1
        follows = words.word(last)
        if words.is_name(last) or follows == "-" or follows.isdigit() or last in cover:
            continue
        out.append(Hit(i, last, Entity("", "PLACE", name_of(words, i, last)), confidence=0.5))
        second = follows == "and" and _bare(words, last + 1, cover, common)
        if second and not words.is_name(last + 2):
            entity = Entity("", "PLACE", words.text[last + 1])
            out.append(Hit(last + 1, last + 2, entity, confidence=0.5))
    return out


def _in_title(words: Words, i: int, cover: Cover) -> bool:
    """Whether "in X" goes on a name that nothing else explains: "Kids in Need of Defense"."""
    k = i - 2
    if i < 3 or not words.is_name(k) or k in cover:
        return False
    return words.text[k - 1] not in ENDS


def _dated(words: Words, i: int) -> bool:
    """Whether a date follows, as in the line "Gdynia, 21 November 2024"."""
    return i == 0 and words.word(1) == "," and words.word(2).isdigit()


def _bare(words: Words, i: int, cover: Cover, common: set[str]) -> bool:
    if not words.is_name(i) or i in cover or not words.text[i].isalpha():
        return False
    low = words.low[i]
    if low in common or low in stops("function", "verb", "people", "placeless"):
        return False
    if low in builds():
        return False
    return len(low) > 2 and not any(c.isupper() for c in words.text[i][1:])


def _article(words: Words, hit: Hit, cover: Cover) -> list[Hit]:
    k = hit.last
    while words.key(k) in (",", "paragraph", "paragraphs", "and") or words.key(k).isdigit():
        k += 1
    if words.key(k) not in ("of", "to"):
        return [hit]
    k += 1
    while words.key(k) in ("the", "this", "its"):
        k += 1
    treaty = cover[k]
    if treaty is None or treaty.first != k or treaty.entity.label != hit.entity.label:
        return [hit]
    name = name_of(words, hit.first, treaty.last)
    whole = Hit(hit.first, treaty.last, Entity("", hit.entity.label, name))
    return [whole, Hit(treaty.first, treaty.last, treaty.entity, treaty.form, nested=True)]


def _directions(words: Words, hits: Sequence[Hit]) -> list[Hit]:
    """ "northern Australia" is a place, and Australia stands nested in it."""
    out: list[Hit] = []
    for hit in hits:
        p = hit.first - 1
        sides = words.low[hit.first] in _DIRECTIONS and words.key(p - 1) in _DIRECTIONS
        if sides and hit.entity.label == "REGION" and words.key(p) == "and":
            name = name_of(words, p - 1, hit.last)
            out.append(Hit(p - 1, hit.last, Entity("", "REGION", name)))
            continue
        if hit.entity.label not in ("COUNTRY", "PLACE", "REGION") or hit.form != "name":
            continue
        if words.key(p) not in _DIRECTIONS or words.joined(hit.first):
            continue
        if hit.entity.label == "REGION" and words.key(p - 1) == "and":
            p = p - 2 if words.key(p - 2) in _DIRECTIONS and words.is_name(p - 2) else p
        name = name_of(words, p, hit.last)
        label = "REGION" if hit.entity.label == "REGION" else "PLACE"
        out.append(Hit(p, hit.last, Entity("", label, name)))
        out.append(Hit(hit.first, hit.last, hit.entity, hit.form, nested=True))
    return out
