"""Names known by their build: "X Working Group", "Treaty on X", "Ministry of X".

A name of this kind has a head ("Working Group") and modifiers in capitals before it, after it
behind a preposition, or both. Heads, their label and prepositions: table entities/builds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import lexicon
from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.words import Words, alias_words, folded

_JOINS = frozenset({"-", "/", "&"})
_ENDS = frozenset('.!?:;•“"(–—-')
# Names end somewhere, so that a text of capitals alone costs no more than its length.
_LONGEST_NAME = 40
_LIST_WORDS = 16
# Confidence of a name that only its build shows, and of one that holds a listed name too.
ALONE = 0.8
WITH_NAME = 0.9
_PEOPLE_NAMED = frozenset({"ORG", "LAWPOL", "PROGRAM", "FACILITY"})
_OWN_NAMES = frozenset(
    {"COUNTRY", "ORG", "FORUM", "ALLIANCE", "PERSON", "ROLE", "FACILITY", "PLACE", "AGREEMENT"}
)
# Papers that are AGREEMENT when several states own them and LAWPOL when one does.
_PAPERS = frozenset("plan strategy policy guidelines principles agenda roadmap blueprint".split())
# Bodies that stand beside their state's adjective: "Indian | Ministry of Defence".
_OF_A_STATE = frozenset("ministry department parliament congress senate cabinet court".split())
# Bodies whose name holds their country: "Central Bank of Chile".
_WITH_COUNTRY = frozenset("university college bank authority court museum academy".split())
_BODIES = frozenset({"FORUM", "ORG", "AGREEMENT", "ALLIANCE", "PROGRAM", "UNIT"})
_SUFFIXED = frozenset({"inc", "ltd", "corp", "co", "llc", "llp", "plc"})
_STATES = frozenset({"ALLIANCE", "FORUM"})
_INTERNATIONAL = frozenset({"ORG", "ALLIANCE", "FORUM"})


@dataclass(frozen=True, slots=True)
class Build:
    """A head noun, its label, the prepositions that may follow it.

    `short`: "the Head" may stand for a named thing; `alone`: the head is a name by itself;
    `common`: modifiers that make no name of it.
    """

    head: tuple[str, ...]
    label: str
    after: frozenset[str]
    short: bool
    alone: bool
    common: frozenset[str]


@cache
def builds() -> dict[str, tuple[Build, ...]]:
    """Builds by the last word of their head, longer heads first."""
    out: dict[str, list[Build]] = {}
    for row in lexicon.table("entities/builds"):
        head = tuple(map(folded, alias_words(row["head"])))
        after = frozenset(row["after"].split())
        alone = row["short"] == "self"
        common = frozenset(filter(None, row["common"].split(";")))
        build = Build(head, row["label"], after, alone or row["short"] == "yes", alone, common)
        out.setdefault(head[-1], []).append(build)
    return {k: tuple(sorted(v, key=lambda b: -len(b.head))) for k, v in out.items()}


@cache
def stops(*kinds: str) -> frozenset[str]:
    """Words that no name begins with, by kind: function, verb, people."""
    return frozenset(r["word"] for r in lexicon.table("entities/stops") if r["kind"] in kinds)


class Cover(dict[int, Hit]):
    """Which hit covers a word: `cover[i]` is None where none does."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        super().__init__((i, h) for h in hits for i in range(h.first, h.last))

    def __missing__(self, _i: int) -> None:
        return None


def find(words: Words, hits: Sequence[Hit]) -> list[Hit]:
    """Names by build in a node; `hits` are the names of the tables, which they may contain."""
    heads, cover = builds(), Cover(hits)
    out = []
    low = words.low
    for i in words.marks:
        if low[i] in heads and words.is_name(i) and _written_small(words, i):
            hit = _at(words, i, heads[low[i]], cover)
            if hit is not None:
                out.append(hit)
    return out


def _written_small(words: Words, i: int) -> bool:
    return not words.text[i].isupper() or words.low[i] in _SUFFIXED


def _at(words: Words, i: int, options: Sequence[Build], cover: Cover) -> Hit | None:
    for build in options:
        first = i - len(build.head) + 1
        if first < 0 or tuple(words.low[first : i + 1]) != build.head:
            continue
        if not all(
            words.is_name(k) or words.low[k] in ("of", "to", "for") for k in range(first, i)
        ):
            continue
        inside = cover[first]
        left = _left(words, first, build, cover)
        right = _right(words, i + 1, build, cover)
        if inside is not None and inside.first < first and right == i + 1:
            return None
        if left == first and right == i + 1 and not build.alone:
            return None
        if inside is not None and inside.first == left and inside.last == right:
            return None
        if words.key(first - 1) in build.common or _goes_past(words, right, build, cover):
            return None
        label = _label(words, left, right, build, cover)
        name = name_of(words, left, right)
        sure = ALONE if not _distinct(cover, left, right) else WITH_NAME
        return Hit(left, right, Entity("", label, name), confidence=sure)
    return None


def _goes_past(words: Words, right: int, build: Build, cover: Cover) -> bool:
    """Whether the name goes on behind its head: "Port Visits", "Island Countries"."""
    if build.label in _BODIES or build.label == "EVENT" or cover[right] is not None:
        return False
    return words.is_name(right) and words.low[right] not in stops("function")


def name_of(words: Words, first: int, last: int) -> str:
    """The words between two places as one line of text."""
    parts = []
    for i in range(first, last):
        parts.append(words.text[i] if i == first or words.joined(i) else " " + words.text[i])
    return "".join(parts)


def _left(words: Words, first: int, build: Build, cover: Cover) -> int:
    j = first
    while j > 0 and first - j < _LONGEST_NAME:
        step = _step_left(words, j, build, cover)
        if step == j:
            break
        j = step
    return _trimmed(words, j, first)


def _trimmed(words: Words, j: int, first: int) -> int:
    """Drop what opens the sentence but not the name: "Launching Quad Working Group"."""
    opens = j == 0 or not words.plain[j] or words.word(j - 1) in _ENDS
    opening = stops("function", "verb") if opens else stops("function")
    while j < first and (words.low[j] in opening or not words.text[j][0].isalnum()):
        j += 1
    return j


def _step_left(words: Words, j: int, build: Build, cover: Cover) -> int:
    p = j - 1
    hit = cover[p]
    if hit is not None:
        apart = hit.form == "adjective" and words.low[j] in ("national", "federal")
        return hit.first if _joins_left(hit, build) and not apart else j
    word, key = words.text[p], words.low[p]
    if words.joined(j) and word in _JOINS and words.joined(p):
        return p - 1 if words.is_name(p - 1) or cover[p - 1] else j
    if word == ")":
        return _bracket(words, p, j)
    if word in ("'", "'s") and _possessor(words, p, cover):
        return p - 1
    if word in ("and", "of"):
        return _over(words, p, j, cover)
    if key in stops("function"):
        return j
    if words.is_name(p):
        return p
    if words.joined(p) and words.word(p - 1) == "-" and words.is_name(p - 2) and word.isalpha():
        return p - 2
    if word == "&" and words.is_name(p - 1):
        return p - 1
    if len(word) == 4 and word.isdigit() and words.key(p - 1) not in ("in", "since", "of", ","):
        return p
    return j


def _joins_left(hit: Hit, build: Build) -> bool:
    label = hit.entity.label
    if label == "ROLE":
        return False
    if label == "COUNTRY" and hit.form == "adjective":
        return build.label in ("ORG", "UNIT") and build.head[-1] not in _OF_A_STATE
    return label != "PERSON" or build.label in _PEOPLE_NAMED


def _possessor(words: Words, p: int, cover: Cover) -> bool:
    """Over the possessive in "Leaders' Summit", "Women's Fund", not in "Japan's Fund"."""
    owner = words.key(p - 1)
    return words.is_name(p - 1) and cover[p - 1] is None and owner in stops("people", "owner")


def _bracket(words: Words, p: int, j: int) -> int:
    """Over "(CoRe)" between a name and its head."""
    for k in range(p - 1, max(p - 5, 0), -1):
        if words.text[k] == "(":
            capitals = any(c.isupper() for c in words.text[k + 1])
            ended = any(b.label in _BODIES for b in builds().get(words.key(k - 1), ()))
            return k if capitals and words.is_name(k - 1) and not ended else j
    return j


def _over(words: Words, p: int, j: int, cover: Cover) -> int:
    """Over the small word in "Critical and Emerging Technology", "Security of Supply"."""
    k = p - 1
    if not words.is_name(k) or cover[k] is not None:
        return j
    if words.low[k] in builds() or words.low[k] in stops("people", "function"):
        return j
    return k


def _right(words: Words, k: int, build: Build, cover: Cover) -> int:
    if build.head[-1] in _SUFFIXED:
        return k + 1 if words.word(k) == "." and words.joined(k) else k
    end = _prepositional(words, k, build, cover)
    if build.label == "LAWPOL" and _year(words.word(end)):
        return end + 1
    dated = words.key(end) == "of" or (words.key(end) == "since" and words.word(end + 2) == "(")
    return end + 2 if dated and _year(words.word(end + 1)) else end


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")


def _prepositional(words: Words, k: int, build: Build, cover: Cover) -> int:
    if words.key(k) not in build.after or words.word(k)[0].isupper():
        return k
    m = k + 1
    if words.key(m) == "the":
        m += 1
    if not words.is_name(m) or words.low[m] in stops("function"):
        return k
    hit = cover[m]
    if hit is not None and _ends_before(hit, words.low[k], build):
        return k
    end = chunk(words, m, cover)
    if hit is not None and hit.last == end and words.low[k] != "of" and _modifies(words, end):
        return k
    return end


def _modifies(words: Words, end: int) -> bool:
    """Whether a name is followed by a noun it modifies: "… for Gateway cooperation"."""
    return words.word(end).islower() and words.low[end] not in stops("function")


def _ends_before(hit: Hit, preposition: str, build: Build) -> bool:
    """Whether a name ends before "of Japan", "for Ukraine": possessor and place are apart."""
    label = hit.entity.label
    if label in ("PERSON", "ROLE"):
        return True
    if build.head[-1] in _WITH_COUNTRY and preposition == "of":
        return False
    if label in ("COUNTRY", "REGION", "PLACE", "ALLIANCE", "FORUM") and preposition != "on":
        return hit.form != "adjective" and (label != "PLACE" or build.label != "AGREEMENT")
    return False


def chunk(words: Words, m: int, cover: Cover) -> int:
    """Where a run of capitals that starts at word m ends, small joining words included."""
    end = m
    while end < len(words) and end - m < _LONGEST_NAME:
        step = _step_right(words, end, cover)
        if step == end:
            break
        end = step
    return end


def _step_right(words: Words, end: int, cover: Cover) -> int:
    hit, key, word = cover[end], words.low[end], words.text[end]
    if hit is not None and hit.first == end:
        return end if hit.entity.label == "PERSON" else hit.last
    if words.is_name(end):
        return end + 1
    if word in _JOINS and words.joined(end) and words.joined(end + 1):
        return end + 2
    owned = key in ("'", "'s") and _possessor(words, end, cover)
    if (owned or word == "the") and words.is_name(end + 1):
        return end + 1 if _goes_on(words, end + 1, key, cover) else end
    if key in ("of", "for", "on", "and", "in", "to", "&", "against", "or", "from"):
        n = end + 2 if words.key(end + 1) == "the" and key not in ("and", "or") else end + 1
        return n if words.is_name(n) and _goes_on(words, n, key, cover) else end
    if word == ",":
        return _list_end(words, end, cover)
    return end


def _goes_on(words: Words, n: int, key: str, cover: Cover) -> bool:
    hit = cover[n]
    if hit is not None and hit.entity.label in _OWN_NAMES and hit.form != "adjective":
        return False
    if words.low[n] in stops("function"):
        return False
    if key not in ("and", "or", "&"):
        return True
    return not _is_name_of_its_own(words, n)


def _is_name_of_its_own(words: Words, n: int) -> bool:
    """Whether the capitals from word n on have a head themselves ("… and Ministry of …")."""
    k = n
    while words.is_name(k) and k - n < _LONGEST_NAME:
        if any(b.label in _OWN_NAMES for b in builds().get(words.low[k], ())):
            return words.low[k] not in ("service", "services", "agreement")
        k += 1
    return False


def _list_end(words: Words, end: int, cover: Cover) -> int:
    """The last item's start of ", X, and Y"; the comma itself where there is no such list."""
    k = end
    while k < min(len(words), end + _LIST_WORDS):
        key = words.low[k]
        if key in ("and", "&") and k > end:
            fits = words.is_name(k + 1) and _goes_on(words, k + 1, key, cover)
            return k + 1 if fits else end
        hit = cover[k]
        if key != "," and not words.is_name(k):
            return end
        if hit is not None and hit.entity.label in _OWN_NAMES:
            return end
        k += 1
    return end


def _label(words: Words, left: int, right: int, build: Build, cover: Cover) -> str:
    """The label of the build, turned by whose thing it is (guideline section 7).

    Plans and policies of one state are LAWPOL, of an alliance or several states AGREEMENT.
    """
    if words.key(left - 1) == "its" and words.key(left - 2) == "and":
        whole = cover[left - 3]
        if whole is not None and whole.entity.label == "LAWPOL":
            return "LAWPOL"
    inner = _distinct(cover, left, right)
    states = {h.entity.key for h in inner if h.entity.label == "COUNTRY"}
    if build.head[-1] in _PAPERS:
        owner = _owner(words, left, right, cover)
        several = len(states) > 1 or any(h.entity.label in _STATES for h in inner)
        if several or (owner is not None and owner.entity.label in _INTERNATIONAL):
            return "AGREEMENT"
        if len(states) == 1 or (owner is not None and owner.entity.label == "COUNTRY"):
            return "LAWPOL"
    if build.head == ("commission",) and len(states) > 1:
        return "FORUM"
    if build.head == ("partnership",) and len(states) == 2:
        return "ALLIANCE"
    return build.label


def _distinct(cover: Cover, left: int, right: int) -> list[Hit]:
    out: list[Hit] = []
    for i in range(left, right):
        hit = cover[i]
        if hit is not None and (not out or out[-1] != hit):
            out.append(hit)
    return out


def _owner(words: Words, left: int, right: int, cover: Cover) -> Hit | None:
    """Who owns it: "NATO's Open Door Policy", "a Cyber Defense Policy for NATO"."""
    if words.key(left - 1) == "'s":
        return cover[left - 2]
    if words.key(left - 1) == "'" or cover[left - 1] is not None:
        return cover[left - 1] or cover[left - 2]
    if words.key(right) in ("for", "of"):
        return cover[right + 1] or cover[right + 2]
    return None
