"""Names known by their build: "X Working Group", "Treaty on X", "Ministry of X".

A name of this kind has a head ("Working Group") and modifiers in capitals before it, after it
behind a preposition, or both. Heads, their label and prepositions: table entities/builds.
"""

from collections.abc import Sequence

from pipeline.language.mentions.gazetteer import state_codes
from pipeline.language.mentions.heads import Build, Cover, builds, name_of, stops
from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.words import Words

_JOINS = frozenset({"-", "/", "&"})
_ENDS = frozenset('.!?:;•“"(–—-')
# Names end somewhere, so that a text of capitals alone costs no more than its length.
_LONGEST_NAME = 40
_PROGRAMS = frozenset({"program", "programme"})
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
# Papers whose name ends in the year they lead to: "Masterplan 2025".
_DATED = frozenset("masterplan plan vision agenda strategy roadmap blueprint action".split())
# Bodies that stand beside their state's adjective: "Fijian | Parliament".
_OF_A_STATE = frozenset("parliament congress senate cabinet court".split())
# Bodies whose name holds their country: "Central Bank of Chile".
_WITH_COUNTRY = frozenset("university college bank authority court museum academy".split())
# Money and bodies that carry whom they are for in their name: "Green Fund for Ukraine".
_WEAK = frozenset("service services agreement process package series community club".split())
_FOR_A_PLACE = frozenset({"fund", "facility", "accelerator"})
_BODIES = frozenset({"FORUM", "ORG", "AGREEMENT", "ALLIANCE", "PROGRAM", "UNIT"})
_SUFFIXED = frozenset({"inc", "ltd", "corp", "co", "llc", "llp", "plc"})
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_SIDES = frozenset("north south east west northeast northwest southeast southwest".split())
_STATES = frozenset({"ALLIANCE", "FORUM"})
_INTERNATIONAL = frozenset({"ORG", "ALLIANCE", "FORUM"})


def find(words: Words, hits: Sequence[Hit]) -> list[Hit]:
    """Names by build in a node; `hits` are the names of the tables, which they may contain."""
    heads, low = builds(), words.low
    places = [i for i in words.marks if low[i] in heads]
    programs = [] if _PROGRAMS.isdisjoint(words.text) else _programs(words)
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
    """ "Humphrey program": the head is written small and its modifier is no other name."""
    build = builds()["program"][-1]
    if not words.is_name(i - 1) or words.joined(i) or not words.plain[i - 1]:
        return None
    left = _left(words, i, build, cover)
    own = [k for k in range(left, i) if cover[k] is None and not words.text[k].isupper()]
    last = words.low[i - 1]
    if not own or last in builds() or last in stops("function", "people", "unnamed"):
        return None
    if left == i - 1 and (left == 0 or words.text[left - 1] in _ENDS):
        return None
    return Hit(left, i + 1, Entity("", "PROGRAM", name_of(words, left, i + 1)), confidence=ALONE)


def _written_small(words: Words, i: int) -> bool:
    return not words.text[i].isupper() or words.low[i] in _SUFFIXED


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
        left = _left(words, first, build, cover)
        right = _right(words, i + 1, build, cover)
        if inside is not None and inside.first < first and right == i + 1:
            return None
        bare = left == first and (right == i + 1 or build.head[-1] in _SUFFIXED)
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
    if build.label in _BODIES or build.label == "EVENT" or cover[right] is not None:
        return False
    return words.is_name(right) and words.low[right] not in stops("function")


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
        if words.word(j + 1) == "&" or (words.low[j] in _MONTHS and _year(words.word(j + 1))):
            break  # "S&T Agreement", "November 2020 Geneva Conference"
        j += 1
    return j


def _step_left(words: Words, j: int, build: Build, cover: Cover) -> int:
    p = j - 1
    hit = cover[p]
    if hit is not None:
        if hit.entity.label == "COUNTRY" and build.label == "SYSTEM":
            return j
        apart = hit.form == "adjective" and words.low[j] in ("national", "federal")
        return hit.first if _joins_left(hit, build) and not apart else j
    word, key = words.text[p], words.low[p]
    if word == "," and build.head[-1] in _SUFFIXED and words.low[j] == build.head[0]:
        return p - 1 if words.is_name(p - 1) else j  # "Applied Materials, Inc."
    if words.joined(j) and word in _JOINS and words.joined(p):
        return p - 1 if words.is_name(p - 1) or cover[p - 1] else j
    if word == ")":
        return _bracket(words, p, j)
    if word in ("'", "'s") and _possessor(words, p, cover):
        return p - 1
    if word in ("and", "of"):
        return _over(words, p, j, cover)
    if key in stops("function") and words.word(p - 1) != "&":
        return j
    if words.is_name(p):
        return p
    if word[0].isdigit() and word[-1].isupper() and words.is_name(p - 1):
        return p  # "Open RAN 5G Interoperability Lab"
    if words.joined(p) and words.word(p - 1) == "-" and words.is_name(p - 2) and word.isalpha():
        return p - 2
    if word == "&" and words.is_name(p - 1):
        return p - 1
    if len(word) == 4 and word.isdigit() and words.key(p - 1) not in ("in", "since", "of", ","):
        if words.word(p - 1) in ("-", "–") and _year(words.word(p - 2)):
            return p - 2
        if words.key(p - 1) in _MONTHS:
            return j if cover[j] is not None and cover[j].entity.label == build.label else p - 1
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
    if build.head == ("company",) and words.key(k - 2) == "stock":
        return chunk(words, k, cover)
    end = _prepositional(words, k, build, cover)
    if build.label == "UNIT":
        return _seat(words, end, cover)
    if build.label == "LAWPOL" or build.head[-1] in _DATED:
        end = _years(words, end)
    if build.label == "AGREEMENT" and words.key(end) == "between":
        return _between(words, end, cover)
    dated = words.key(end) == "of" or (words.key(end) == "since" and words.word(end + 2) == "(")
    return end + 2 if dated and _year(words.word(end + 1)) else end


def _between(words: Words, k: int, cover: Cover) -> int:
    """Over "between the Government of X and the Government of Y (on Z)" in a treaty's title."""
    at, parties = k + 1, 0
    while True:
        at += words.key(at) == "the"
        if words.word(at) not in ("Government", "Governments") or words.key(at + 1) != "of":
            break
        at += 2 + (words.key(at + 2) == "the")
        hit = cover[at]
        if hit is None or hit.entity.label != "COUNTRY":
            break
        at, parties = hit.last, parties + 1
        if parties == 2 or words.key(at) != "and":
            break
        at += 1
    if parties < 2:
        return k
    topic = at + 1
    if words.key(at) in ("on", "for", "concerning") and words.is_name(topic):
        return chunk(words, topic, cover)
    return at


def _years(words: Words, k: int) -> int:
    """Over the years of a paper: "Work Plan 2021-2025", "Plan of Action (2021-2025)"."""
    first = k + 1 if words.word(k) == "(" else k
    if not _year(words.word(first)):
        return k
    ranged = words.word(first + 1) in ("-", "–") and _year(words.word(first + 2))
    last = first + 3 if ranged else first + 1
    if first == k:
        return last
    return last + 1 if ranged and words.word(last) == ")" else k


def _seat(words: Words, k: int, cover: Cover) -> int:
    """Over the seat or side of a formation: "Joint Force Command Norfolk", "Corps Southeast"."""
    if not words.is_name(k) or not words.plain[k]:
        return k
    hit = cover[k]
    if hit is not None and hit.entity.label in ("PLACE", "COUNTRY") and hit.form == "name":
        return hit.last
    return k + 1 if words.low[k] in _SIDES else k


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
    if preposition == "for" and build.head[-1] in _FOR_A_PLACE:
        return False
    if preposition == "in" and build.head[-1] == "mission":
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
        acted_on = word == "the" and words.key(end - 2) == "to"  # "to Implement the …"
        return end + 1 if acted_on or _goes_on(words, end + 1, key, cover) else end
    if key in ("of", "for", "on", "and", "in", "to", "&", "against", "or", "from"):
        n = end + 2 if words.key(end + 1) == "the" and key not in ("and", "or") else end + 1
        return n if words.is_name(n) and _goes_on(words, n, key, cover) else end
    if word == ",":
        return _list_end(words, end, cover)
    return end


def _goes_on(words: Words, n: int, key: str, cover: Cover) -> bool:
    hit = cover[n]
    adjective = hit is not None and hit.form == "adjective"
    if hit is not None and hit.entity.label in _OWN_NAMES and not adjective:
        return False
    if words.low[n] in stops("function") or (adjective and key in ("to", "in", "from", "for")):
        return False
    if key not in ("and", "or", "&"):
        return True
    return not _is_name_of_its_own(words, n)


def _is_name_of_its_own(words: Words, n: int) -> bool:
    """Whether the capitals from word n on have a head themselves ("… and Ministry of …")."""
    k = n
    while words.is_name(k) and k - n < _LONGEST_NAME:
        if any(b.label in _OWN_NAMES and len(b.head) == 1 for b in builds().get(words.low[k], ())):
            return words.low[k] not in _WEAK
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
        several = len(states) > 1 or any(_international(h) for h in inner)
        if several or (owner is not None and owner.entity.label in _INTERNATIONAL):
            return "AGREEMENT"
        if len(states) == 1 or (owner is not None and owner.entity.label == "COUNTRY"):
            return "LAWPOL"
    if build.head == ("mission",) and inner and words.key(right - 1) != "mission":
        return "ORG"
    if build.head == ("commission",) and len(states) > 1:
        return "FORUM"
    if build.head == ("partnership",) and len(states) == 2:
        return "ALLIANCE"
    return build.label


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
