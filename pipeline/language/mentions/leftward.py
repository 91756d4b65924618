"""How far a name reaches before its head: "Blue Reef | Working Group"."""

import re

from pipeline.language.mentions.heads import (
    BODIES,
    JOINS,
    LONGEST_NAME,
    SUFFIXED,
    Build,
    Cover,
    builds,
    stops,
)
from pipeline.language.mentions.hits import Hit
from pipeline.language.mentions.words import Words, is_year

ENDS = frozenset('.!?:;•“"(–—-')
_ARTICLES = frozenset({"a", "an", "the"})
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_LONGEST_LIST = 16
_LONGEST_TOPIC = 4
# Armed bodies that carry their state in their name: "Afghan National Army".
_ARMED = frozenset({"army", "police", "guard", "navy", "force"})
_PARTIES = frozenset({"COUNTRY", "REGION", "FORUM", "ORG", "ALLIANCE"})
_PEOPLE_NAMED = frozenset({"ORG", "LAWPOL", "PROGRAM", "FACILITY"})
# Bodies that stand beside their state's adjective: "Fijian | Parliament".
_OF_A_STATE = frozenset("parliament congress senate cabinet court".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)


def start(words: Words, first: int, build: Build, cover: Cover) -> int:
    """Where the name starts whose head starts at word `first`."""
    j = first
    while j > 0 and first - j < LONGEST_NAME:
        step = _step_left(words, j, build, cover)
        if step == j:
            break
        j = step
    return _trimmed(words, j, first)


def _trimmed(words: Words, j: int, first: int) -> int:
    """Drop what opens the sentence but not the name: "Launching Quad Working Group"."""
    opens = j == 0 or not words.plain[j] or words.word(j - 1) in ENDS
    opening = stops("function", "verb") if opens else stops("function")
    while j < first and (words.low[j] in opening or not words.text[j][0].isalnum()):
        if words.word(j + 1) == "&" or (words.low[j] in MONTHS and is_year(words.word(j + 1))):
            break  # "S&T Agreement", "November 2020 Geneva Conference"
        if _named_too(words, j):
            break
        j += 1
    return j


def _step_left(words: Words, j: int, build: Build, cover: Cover) -> int:
    p = j - 1
    hit = cover[p]
    if hit is not None:
        if hit.entity.label == "COUNTRY" and build.label == "SYSTEM":
            return j
        apart = hit.form == "adjective" and words.low[j] in ("national", "federal")
        apart = apart and build.head[-1] not in _ARMED
        joins = _joins_left(hit, build) or _in_compound(words, hit, build, cover)
        return hit.first if joins and not apart else j
    word, key = words.text[p], words.low[p]
    if word == "," and build.head[-1] in SUFFIXED and words.low[j] == build.head[0]:
        return p - 1 if words.is_name(p - 1) else j  # "Applied Materials, Inc."
    if words.joined(j) and word in JOINS and words.joined(p):
        return p - 1 if words.is_name(p - 1) or cover[p - 1] else j
    if word == "." and words.joined(p) and len(words.word(p - 1)) == 1 and words.is_name(p - 2):
        return p - 1  # "Nita M. Lowey Act"
    if word == ")":
        return _bracket(words, p, j)
    if word in ("–", "-") and cover[j] is not None and cover[p - 1] is not None:
        return _over_a_dash(words, p, j, build, cover)
    if word in ("'", "'s") and possessor(words, p, cover):
        return p - 1
    if word in ("and", "of"):
        return _over(words, p, j, build, cover)
    if word == "in" and build.label == "PROGRAM":
        return _over_in(words, p, j, cover)
    if key in stops("function") and words.word(p - 1) != "&" and not _named_too(words, p):
        return j
    return _over_a_name(words, p, j, build, cover)


def _over_a_name(words: Words, p: int, j: int, build: Build, cover: Cover) -> int:
    word = words.text[p]
    if words.is_name(p):
        return p
    if word[0].isdigit() and word[-1].isupper():
        return p  # "Open RAN 5G Interoperability Lab"
    if _ORDINAL.fullmatch(word):
        return p if build.label == "UNIT" or words.low[j] == "century" else j
    if words.joined(p) and words.word(p - 1) == "-" and words.is_name(p - 2) and word.isalpha():
        return j if word.endswith("ed") and _acts(words, p - 2, cover) else p - 2
    if word == "&" and words.is_name(p - 1):
        return p - 1
    if len(word) == 4 and word.isdigit() and words.key(p - 1) not in ("in", "since", "of", ","):
        return _over_a_year(words, p, j, build, cover)
    return j


def _acts(words: Words, i: int, cover: Cover) -> bool:
    """Whether a name leads, hosts or pays for what follows: "USAID-funded", "U.S.-led"."""
    return cover[i] is not None or (words.text[i].isupper() and len(words.text[i]) > 1)


def _named_too(words: Words, p: int) -> bool:
    """Whether a function word is part of the name: "Forest and Other Land Uses", "WE Inspire"."""
    word = words.word(p)
    if word == "Other":
        return words.word(p - 1) == "and" and words.is_name(p - 2)
    if word == "Based":
        return words.is_name(p - 1)
    return word == "WE" and words.plain[p] and not words.word(p + 1).isupper()


def _over_a_dash(words: Words, p: int, j: int, build: Build, cover: Cover) -> int:
    """Over "United States – Switzerland" before a treaty, "U.S.–EU" before any head."""
    one, two = cover[p - 1], cover[j]
    close = words.joined(p) and words.joined(j)
    if one is None or two is None:
        return j
    if not close and build.label not in ("AGREEMENT", "EVENT", "FORUM"):
        return j
    parties = one.entity.label == "COUNTRY" and two.entity.label in _PARTIES
    return one.first if parties and one.form != "adjective" else j


def _over_a_year(words: Words, p: int, j: int, build: Build, cover: Cover) -> int:
    """Over "2021", "2021-2022", "November 2020"; a listed name has no month of its own."""
    if words.word(p - 1) in ("-", "–") and is_year(words.word(p - 2)):
        return p - 2
    if words.key(p - 1) not in MONTHS:
        return p
    listed = cover[j]
    return j if listed is not None and listed.entity.label == build.label else p - 1


def _joins_left(hit: Hit, build: Build) -> bool:
    label = hit.entity.label
    if label == "ROLE":
        # "King Salman International Airport", "CEO Forum"
        short = hit.entity.name.isupper() and build.label == "FORUM"
        return build.label == "FACILITY" or short
    if label == "COUNTRY" and hit.form == "adjective":
        own = build.label in ("ORG", "UNIT") or build.head[-1] == "regulations"
        return own and build.head[-1] not in _OF_A_STATE
    return label != "PERSON" or build.label in _PEOPLE_NAMED


def _in_compound(words: Words, hit: Hit, build: Build, cover: Cover) -> bool:
    """The second of "U.S.-German Clean Hydrogen Conference"."""
    if hit.entity.label != "COUNTRY" or build.label not in ("AGREEMENT", "EVENT", "FORUM"):
        return False
    first = cover[hit.first - 2] if hit.first > 1 and words.text[hit.first - 1] == "-" else None
    return first is not None and first.entity.label == "COUNTRY"


def possessor(words: Words, p: int, cover: Cover) -> bool:
    """Over the possessive in "Leaders' Summit", "Women's Fund", not in "Japan's Fund"."""
    owner = words.key(p - 1)
    return words.is_name(p - 1) and cover[p - 1] is None and owner in stops("people", "owner")


def _bracket(words: Words, p: int, j: int) -> int:
    """Over "(CoRe)" between a name and its head."""
    for k in range(p - 1, max(p - 5, 0), -1):
        if words.text[k] == "(":
            capitals = any(c.isupper() for c in words.text[k + 1])
            ended = any(b.label in BODIES for b in builds().get(words.key(k - 1), ()))
            return k if capitals and words.is_name(k - 1) and not ended else j
    return j


def _over(words: Words, p: int, j: int, build: Build, cover: Cover) -> int:
    """Over the small word in "Critical and Emerging Technology", "Security of Supply"."""
    k = p - 1
    if words.word(k) == "," and words.text[p] == "and":
        return _over_a_list(words, k, j, build, cover)
    if not words.is_name(k) or _owned(cover[k]):
        return j
    if _is_head(words, k) or words.low[k] in stops("people", "function"):
        return j
    hit = cover[k]
    return hit.first if hit is not None else k


def _over_a_list(words: Words, k: int, j: int, build: Build, cover: Cover) -> int:
    """Over "a Research, Development, Test, and | Evaluation Agreement", from its article on."""
    if build.label == "ORG":
        return j
    first = k + 1
    while first - 1 > max(j - _LONGEST_LIST, 0):
        p = first - 1
        if words.text[p] != "," and (not words.is_name(p) or _is_head(words, p)):
            break
        if _owned(cover[p]):
            return j
        first = p
    return first if words.word(first - 1) in _ARTICLES and words.is_name(first) else j


def _over_in(words: Words, p: int, j: int, cover: Cover) -> int:
    """Over "the Agency's Energy in | Buildings Programme", from its owner or article on."""
    first = p
    while first > p - _LONGEST_TOPIC and words.is_name(first - 1):
        if cover[first - 1] is not None or _is_head(words, first - 1):
            return j
        first -= 1
    bounded = words.key(first - 1) in ("'s", "'") or words.word(first - 1) in _ARTICLES
    return first if first < p and bounded and cover[j] is None else j


def _owned(hit: Hit | None) -> bool:
    """Whether a word belongs to another name; capabilities are topics like any other."""
    return hit is not None and hit.entity.label != "CAPABILITY"


def _is_head(words: Words, k: int) -> bool:
    return any(len(b.head) == 1 for b in builds().get(words.low[k], ()))
