"""Names known by their build: "X Working Group", "Treaty on X", "Ministry of X".

A name of this kind has a head ("Working Group") and modifiers in capitals before it, after it
behind a preposition, or both. Heads, their label and prepositions: table entities/builds.
"""

from collections.abc import Sequence

from pipeline.language.mentions import leftward, rightward
from pipeline.language.mentions.gazetteer import state_codes
from pipeline.language.mentions.heads import BODIES, SUFFIXED, Build, Cover, builds, name_of, stops
from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.words import Words

_EVENT = "event"
_PROGRAMS = frozenset({"program", "programme", _EVENT})
# Confidence of a name that only its build shows, and of one that holds a listed name too.
ALONE = 0.8
WITH_NAME = 0.9
# Papers that are AGREEMENT when several states own them and LAWPOL when one does.
_PAPERS = frozenset(
    "plan strategy policy guidelines principles agenda roadmap blueprint regulations".split()
)
# Plurals that are names with what stands before them.
PLURAL_NAMES = frozenset({"scholarships", "fellowships", "scholars"})
# Heads that are written in capitals themselves.
_IN_CAPITALS = SUFFIXED | {"mou"}
_STATES = frozenset({"ALLIANCE", "FORUM"})
_INTERNATIONAL = frozenset({"ORG", "ALLIANCE", "FORUM"})


def find(words: Words, hits: Sequence[Hit]) -> list[Hit]:
    """Names by build in a node; `hits` are the names of the tables, which they may contain."""
    heads, low = builds(), words.low
    places = [i for i in words.marks if low[i] in heads]
    programs = [] if _PROGRAMS.isdisjoint(words.bag) else _programs(words)
    if not places and not programs:
        return []
    cover = Cover(hits)
    found = [
        _at(words, i, heads[low[i]], cover)
        for i in places
        if words.is_name(i) and _written_small(words, i)
    ]
    found += [_program(words, i, cover) for i in programs]
    return [hit for hit in found if hit is not None]


def _programs(words: Words) -> list[int]:
    return [i for i, word in enumerate(words.text) if i and word in _PROGRAMS]


def _program(words: Words, i: int, cover: Cover) -> Hit | None:
    """ "Humphrey program", "Reef Launch event": a small head, a modifier that is no other name."""
    build = builds()["program"][-1]
    if not words.is_name(i - 1) or words.joined(i) or not words.plain[i - 1]:
        return None
    left = leftward.start(words, i, build, cover)
    own = [k for k in range(left, i) if cover[k] is None and not words.text[k].isupper()]
    last = words.low[i - 1]
    other_head = any(b.label != "PROGRAM" and len(b.head) == 1 for b in builds().get(last, ()))
    if not own or other_head or last in stops("function", "people", "unnamed"):
        return None
    if left == i - 1 and (left == 0 or words.text[left - 1] in leftward.ENDS):
        return None
    label = "EVENT" if words.text[i] == _EVENT else "PROGRAM"
    if label == "EVENT" and len(own) < 2:
        return None
    return Hit(left, i + 1, Entity("", label, name_of(words, left, i + 1)), confidence=ALONE)


def _written_small(words: Words, i: int) -> bool:
    return not words.text[i].isupper() or words.low[i] in _IN_CAPITALS


def _at(words: Words, i: int, options: Sequence[Build], cover: Cover) -> Hit | None:
    for build in options:
        first = i - len(build.head) + 1
        if first < 0 or tuple(words.low[first : i + 1]) != build.head:
            continue
        if not all(
            words.is_name(k) or words.low[k] in ("of", "to", "for", "-") for k in range(first, i)
        ):
            continue
        inside = cover[first]
        left = leftward.start(words, first, build, cover)
        right = rightward.finish(words, i + 1, build, cover)
        if inside is not None and inside.first < first and right == i + 1:
            return None
        bare = left == first and (right == i + 1 or build.head[-1] in SUFFIXED)
        if bare and not build.alone:
            return None
        if (
            inside is not None
            and inside.first == left
            and (inside.last == right or inside.last > i + 1)
        ):
            return None
        if words.key(first - 1) in build.common or _goes_past(words, right, build, cover):
            return None
        if left == first and build.head == ("meeting",) and words.word(first - 1) == ")":
            return None  # "Working-Level Committee (WLC) Meeting on Reefs"
        label = _label(words, left, right, build, cover)
        name = name_of(words, left, right)
        sure = ALONE if not _distinct(cover, left, right) else WITH_NAME
        return Hit(left, right, Entity("", label, name), confidence=sure)
    return None


def _goes_past(words: Words, right: int, build: Build, cover: Cover) -> bool:
    """Whether the name goes on behind its head: "Port Visits", "Island Countries"."""
    if words.word(right) in ("Partner", "Partners") and build.head == ("dialogue",):
        return True
    if build.head == ("force",) and cover[right] is None and words.is_name(right):
        return True  # "Enhanced Force Posture"
    after = cover[right]
    if build.head == ("policy",) and after is not None and after.entity.label == "ROLE":
        return True  # "Senior Policy Advisor"
    if after is None and _plural_behind(words, right):
        return True  # "Virtual Asset Service Providers"
    if build.label in BODIES or build.label == "EVENT" or after is not None:
        return False
    return words.is_name(right) and words.low[right] not in stops("function")


def _plural_behind(words: Words, right: int) -> bool:
    """Whether a capitalised plural or "Pillar" behind the head makes it a modifier."""
    if not words.is_name(right) or not words.plain[right] or not words.text[right].isalpha():
        return False
    low = words.low[right]
    if low in stops("people", "function") or low in builds() or low in PLURAL_NAMES:
        return False
    return low == "pillar" or (low.endswith("s") and not low.endswith(("ss", "us", "is")))


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
        several = len(states) > 1 or any(_international(h) for h in inner)
        if several or (owner is not None and owner.entity.label in _INTERNATIONAL):
            return "AGREEMENT"
        if len(states) == 1 or (owner is not None and owner.entity.label == "COUNTRY"):
            return "LAWPOL"
    if build.head == ("mission",) and inner:
        sent = words.key(right - 1) == "mission" and not any(_international(h) for h in inner)
        return build.label if sent else "ORG"
    if build.head == ("forum",) and words.key(left - 1) == "the":
        return "EVENT" if words.key(left - 2) == "hosted" else build.label
    if build.head == ("commission",) and _pair_alone(words, right, inner):
        return "FORUM"
    if build.head == ("partnership",) and (len(states) == 2 or _pair_alone(words, right, inner)):
        return "ALLIANCE"
    return build.label


def _pair_alone(words: Words, right: int, inner: list[Hit]) -> bool:
    """Whether the pair that has a partnership is all that names it: "U.S.-Pacific Partnership"."""
    pair = len(inner) == 2 and inner[1].last == right - 1
    return pair and words.word(inner[1].first - 1) == "-"


def _international(hit: Hit) -> bool:
    """Whether a name inside another is that of several states: "ASEAN", "G7", "NATO"."""
    entity = hit.entity
    return entity.label in _STATES or (
        entity.label == "ORG" and entity.party is not None and entity.party not in state_codes()
    )


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
